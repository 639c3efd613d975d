import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject } from '../types/json.js';
import { type Locale, referenceLocale } from '../types/plan-row.js';
import { type JsonLeaf, jsonLeaves } from './json-leaves.js';
import type { CallView, MessageView, RecordView, ToolView } from './record-view.js';
import { normalizeText } from './value-forms.js';
import { detectLocale } from './words.js';

/** Reads one parsed line of a dataset. Null when it is no record: no object, or without a list of messages. Never throws. */
export function readRecordView(value: unknown): RecordView | null {
  if (!isJsonObject(value) || !Array.isArray(value.messages) || value.messages.length === 0) return null;
  const messages: MessageView[] = [];
  const calls: ReadCall[] = [];
  for (const entry of value.messages) {
    const message = readMessage(entry, messages.length, calls);
    if (message === null) return null;
    messages.push(message);
  }
  const metadata = isJsonObject(value.metadata) ? value.metadata : {};
  const scenario = isJsonObject(value.scenario) ? value.scenario : {};
  const spoken = messages.filter(({ role }) => role === 'user' || role === 'assistant');
  const id = textOf(value.conversation_id) || textOf(metadata.conversation_id);
  return {
    id,
    raw: value,
    locale: readLocale(metadata, scenario, spoken),
    isTwin: id.includes('~') || (metadata.twin_difference !== undefined && metadata.twin_difference !== null),
    now: readNow(scenario, messages),
    messages,
    calls,
    tools: readTools(value.tools),
    sources: readSources(value.provenance),
    semantics: isJsonObject(value.semantics)
      ? new Map(Object.entries(value.semantics).filter(hasObject))
      : null,
  };
}

const roles = new Map<unknown, MessageView['role']>([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['assistant', 'assistant'],
  ['tool', 'tool'],
  ['function', 'tool'],
]);

function readMessage(entry: unknown, index: number, calls: ReadCall[]): MessageView | null {
  if (!isJsonObject(entry)) return null;
  const role = roles.get(entry.role);
  if (role === undefined) return null;
  const text = textOf(entry.content);
  if (role !== 'tool') {
    const made = role === 'assistant' ? readCalls(entry.tool_calls, index, calls) : [];
    return new ReadMessage(index, role, text, made, null, entry.weight === 0, () => text);
  }
  const open = calls.filter((call) => call.resultMessage === null);
  const answered = open.find((call) => call.id === entry.tool_call_id) ?? open[0] ?? null;
  const output = parseOutput(entry.content);
  answered?.answer(index, output);
  const scalars = () => (answered?.outputLeaves ?? jsonLeaves(output)).map(({ value }) => String(value));
  return new ReadMessage(index, role, text, [], answered, false, scalars);
}

/** What is found in texts and values is looked for when it is first asked for: not every reader does. */
class ReadMessage implements MessageView {
  private folded: string | undefined;

  constructor(
    readonly index: number,
    readonly role: MessageView['role'],
    readonly text: string,
    readonly calls: readonly CallView[],
    readonly answers: CallView | null,
    readonly untrained: boolean,
    private readonly said: () => string | readonly string[],
  ) {}

  get normalized(): string {
    if (this.folded === undefined) {
      const said = this.said();
      this.folded = typeof said === 'string' ? normalizeText(said) : said.map(normalizeText).join('\n');
    }
    return this.folded;
  }
}

class ReadCall implements CallView {
  resultMessage: number | null = null;
  output: unknown = undefined;
  errorType: string | null = null;
  private ownLeaves: readonly JsonLeaf[] | undefined;
  private leavesOfOutput: readonly JsonLeaf[] | undefined;

  constructor(
    readonly id: string,
    readonly name: string,
    readonly parameters: JsonObject,
    readonly message: number,
  ) {}

  get leaves(): readonly JsonLeaf[] {
    this.ownLeaves ??= jsonLeaves(this.parameters);
    return this.ownLeaves;
  }

  get outputLeaves(): readonly JsonLeaf[] {
    this.leavesOfOutput ??= this.resultMessage === null ? [] : jsonLeaves(this.output);
    return this.leavesOfOutput;
  }

  answer(message: number, output: unknown): void {
    this.resultMessage = message;
    this.output = output;
    this.errorType = readErrorType(output);
  }
}

/** Also reads OpenAI's nested form, whose arguments are a JSON string. */
function readCalls(list: unknown, message: number, calls: ReadCall[]): CallView[] {
  if (!Array.isArray(list)) return [];
  const made: CallView[] = [];
  for (const entry of list) {
    if (!isJsonObject(entry)) continue;
    const body = isJsonObject(entry.function) ? entry.function : entry;
    const given = body.parameters ?? body.arguments ?? {};
    const parsed = typeof given === 'string' ? parseOutput(given) : given;
    const parameters = isJsonObject(parsed) ? parsed : {};
    const call = new ReadCall(
      textOf(entry.id) || `call-${calls.length}`,
      textOf(body.name),
      parameters,
      message,
    );
    calls.push(call);
    made.push(call);
  }
  return made;
}

function readErrorType(output: unknown): string | null {
  if (!isJsonObject(output) || output.error === undefined || output.error === null || output.error === false)
    return null;
  if (output.error === '') return null;
  return isJsonObject(output.error) ? textOf(output.error.type) || 'error' : 'error';
}

function readLocale(metadata: JsonObject, scenario: JsonObject, spoken: readonly MessageView[]): Locale {
  const named = textOf(metadata.locale) || textOf(scenario.locale);
  // The language of `ja-JP` and `en_US`.
  const language = /^([a-z]{2,3})(?:[-_]|$)/.exec(named.toLowerCase())?.[1];
  if (language !== undefined) return language;
  if (named !== '') return referenceLocale;
  return detectLocale(spoken.map(({ text }) => text.slice(0, 400)).join(' '));
}

function readNow(scenario: JsonObject, messages: readonly MessageView[]): string | null {
  const now = textOf(scenario.now);
  if (/^\d{4}-\d{2}-\d{2}/.test(now)) return now;
  const system = messages[0]?.role === 'system' ? messages[0].normalized : '';
  return /\d{4}-\d{2}-\d{2}/.exec(system)?.[0] ?? null;
}

function readTools(list: unknown): Map<string, ToolView> {
  const tools = new Map<string, ToolView>();
  for (const entry of Array.isArray(list) ? list : []) {
    if (!isJsonObject(entry)) continue;
    const body = isJsonObject(entry.function) ? entry.function : entry;
    const name = textOf(body.name);
    const parameters = isJsonObject(body.parameters) ? body.parameters : {};
    if (name !== '') tools.set(name, { name, description: textOf(body.description), parameters });
  }
  return tools;
}

function readSources(provenance: unknown): Map<string, Map<string, JsonObject>> | null {
  if (!isJsonObject(provenance) || !Array.isArray(provenance.arguments)) return null;
  const sources = new Map<string, Map<string, JsonObject>>();
  for (const entry of provenance.arguments) {
    if (!isJsonObject(entry) || !isJsonObject(entry.source)) continue;
    const call = textOf(entry.call);
    const byPointer = sources.get(call) ?? new Map<string, JsonObject>();
    byPointer.set(textOf(entry.pointer), entry.source);
    sources.set(call, byPointer);
  }
  return sources;
}

function parseOutput(content: unknown): unknown {
  if (typeof content !== 'string') return content ?? null;
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}

/** Text of a content that is a string, null, or a list of parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (typeof content === 'number') return String(content);
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isJsonObject(part) ? textOf(part.text) : textOf(part))).join(' ');
}

function hasObject(entry: [string, unknown]): entry is [string, JsonObject] {
  return isJsonObject(entry[1]);
}
