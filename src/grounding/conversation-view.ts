import { childPointer, unescapeSegment, valueAt } from '../json/json-pointer.js';
import type { LanguageData } from '../language/data/language-data.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { Message, ToolCall, ToolDefinition } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonPointer, JsonPrimitive, JsonValue } from '../types/json.js';
import type { ArgumentProvenance, Normalization, Source } from '../types/provenance.js';
import type { Scenario } from '../types/scenario.js';
import { type FoldedText, foldForSearch } from './folded-text.js';
import { type GroundingWords, groundingWords } from './grounding-words.js';

/** What has been said and shown so far, as sources are looked for in it. A view: it follows what it was made from. */
export type GroundingView = {
  readonly messages: readonly Message[];
  readonly calls: readonly ViewedCall[];
  /** Values that the user is known to have said, and where. */
  readonly mentions: readonly ViewedMention[];
  /** Values that calls passed and that follow from something else. */
  readonly derived: readonly DerivedValue[];
  readonly scenario: Pick<Scenario, 'now' | 'time_zone' | 'profile' | 'policies'>;
  readonly tools: readonly ToolDefinition[];
  readonly language: LanguageData;
  readonly words: GroundingWords;
};

export type ViewedCall = {
  readonly call: ToolCall;
  readonly output: JsonValue;
  /** Index of the tool message that holds the output. */
  readonly result: number;
};

/** Offsets in code points. */
export type ViewedMention = {
  readonly value: JsonPrimitive;
  readonly message: number;
  readonly start: number;
  readonly end: number;
  readonly normalization?: Normalization;
};

export type DerivedValue = {
  readonly value: JsonPrimitive;
  readonly label: string;
  readonly source: Source;
  /** Index of the message of the call. */
  readonly message: number;
};

export type ViewLanguage = Pick<GroundingView, 'language' | 'words'>;

/** What views of a language need: its words with those of `config/grounding`. @throws LanguageDataError */
export function viewLanguage(language: LanguageData, configDirectory: string): ViewLanguage {
  return { language, words: groundingWords(configDirectory, language.locale) };
}

/** The view of a record; the sources of its arguments say what its user mentions. */
export function viewOfRecord(record: DatasetRecord, { language, words }: ViewLanguage): GroundingView {
  const results = new Map(
    record.messages.flatMap((message, index) =>
      message.role === 'tool' ? [[message.tool_call_id, index] as const] : [],
    ),
  );
  const outputs = new Map(record.tool_outputs.map(({ id, output }) => [id, output]));
  return {
    messages: record.messages,
    calls: record.tool_calls.flatMap((call) => {
      const [output, result] = [outputs.get(call.id), results.get(call.id)];
      return output === undefined || result === undefined ? [] : [{ call, output, result }];
    }),
    mentions: mentionsOf(record),
    derived: derivedOf(record.messages, record.provenance.arguments),
    scenario: record.scenario,
    tools: record.tools,
    language,
    words,
  };
}

/** The view of a conversation under way, as it stands when asked. */
export function viewOfState(state: ConversationState, { language, words }: ViewLanguage): GroundingView {
  const results = new Map(
    state.messages.flatMap((message, index) =>
      message.role === 'tool' ? [[message.tool_call_id, index] as const] : [],
    ),
  );
  return {
    messages: state.messages,
    calls: state.calls.flatMap(({ call, output }) => {
      const result = results.get(call.id);
      return result === undefined ? [] : [{ call, output, result }];
    }),
    mentions: [...state.mentions.values()].flatMap((mentions) =>
      mentions.filter((each) => each !== undefined),
    ),
    derived: derivedOf(state.messages, state.argumentSources),
    scenario: state.brief.scenario,
    tools: state.brief.offered.map(({ callName, description, parameters }) => ({
      name: callName,
      description,
      parameters: {
        type: 'object',
        properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      },
    })),
    language,
    words,
  };
}

function derivedOf(messages: readonly Message[], sources: readonly ArgumentProvenance[]): DerivedValue[] {
  const derived = sources.filter(({ source }) => source.kind === 'derived');
  if (derived.length === 0) return [];
  return messages.flatMap((message, index) =>
    (message.role === 'assistant' ? (message.tool_calls ?? []) : []).flatMap((call) =>
      derived.flatMap(({ call: id, pointer, source }) => {
        const value = id === call.id ? valueAt(call.parameters, pointer) : undefined;
        if (value === undefined || typeof value === 'object') return [];
        return [{ value: value as JsonPrimitive, label: labelOf(nameOf(pointer)), source, message: index }];
      }),
    ),
  );
}

function mentionsOf(record: DatasetRecord): ViewedMention[] {
  const calls = new Map(record.tool_calls.map((call) => [call.id, call.parameters as JsonValue]));
  return record.provenance.arguments.flatMap(({ call, pointer, source }) => {
    if (source.kind !== 'user') return [];
    const parameters = calls.get(call);
    const value = parameters === undefined ? undefined : valueAt(parameters, pointer);
    if (value === undefined || typeof value === 'object') return [];
    const { message, start, end, normalization } = source;
    return [{ value, message, start, end, ...(normalization ? { normalization } : {}) }];
  });
}

export type Leaf = { readonly pointer: JsonPointer; readonly value: JsonPrimitive };

/** Leaves and lists looked at in one output; what lies behind them is not looked for. */
const mostNodes = 20_000;

/** Scalars of a document in its order, and its lists. */
export function nodesOf(document: JsonValue): {
  readonly leaves: readonly Leaf[];
  readonly lists: readonly { readonly pointer: JsonPointer; readonly members: readonly JsonValue[] }[];
} {
  const cached = typeof document === 'object' && document !== null ? nodes.get(document) : undefined;
  if (cached !== undefined) return cached;
  const leaves: Leaf[] = [];
  const lists: { pointer: JsonPointer; members: readonly JsonValue[] }[] = [];
  const waiting: { pointer: JsonPointer; value: JsonValue }[] = [{ pointer: '', value: document }];
  for (let seen = 0; waiting.length > 0 && seen < mostNodes; seen += 1) {
    const { pointer, value } = waiting.pop() as { pointer: JsonPointer; value: JsonValue };
    if (value === null || typeof value !== 'object') {
      leaves.push({ pointer, value });
      continue;
    }
    if (Array.isArray(value)) lists.push({ pointer, members: value });
    const entries = Object.entries(value as { readonly [key: string]: JsonValue });
    for (const [key, child] of entries.reverse())
      waiting.push({ pointer: childPointer(pointer, key), value: child });
  }
  const found = { leaves, lists };
  if (typeof document === 'object' && document !== null) nodes.set(document, found);
  return found;
}

const nodes = new WeakMap<object, ReturnType<typeof nodesOf>>();

const folded = new WeakMap<Message, FoldedText>();

/** The text of a message, made ready to be searched once. */
export function foldedMessage(message: Message): FoldedText {
  let text = folded.get(message);
  if (text === undefined) {
    text = foldForSearch(message.content);
    folded.set(message, text);
  }
  return text;
}

/** What a leaf is called: its last name; of members of a list, the list's. */
export function nameOf(pointer: JsonPointer): string {
  const segments = pointer.split('/').filter((segment) => !/^\d+$/.test(segment));
  return unescapeSegment(segments.at(-1) ?? '');
}

/** `pricePerNight`, `price_per_night` → "price per night". */
export function labelOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\-./]+/g, ' ')
    .toLowerCase()
    .trim();
}
