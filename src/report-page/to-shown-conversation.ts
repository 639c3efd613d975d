import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { Source } from '../types/provenance.js';
import type { Violation } from '../types/verdict.js';
import type {
  ShownCall,
  ShownConversation,
  ShownMessage,
  ShownScores,
  ShownSources,
} from './shown-conversation.js';

/** Gives each tool a number, the same to the same. */
export type ToolNumbers = (tool: JsonObject) => number;

/** Texts beyond this many characters are cut, and the page says so. */
const longestText = 100_000;
const mostViolations = 30;
const mostSources = 5_000;

/**
 * What the page draws of a record. Takes anything with a list of messages and never throws: what has not the shape that it
 * should have is shown as text or left out.
 */
export function toShownConversation(
  record: JsonObject,
  line: number,
  violations: readonly Violation[] | null,
  numberOf: ToolNumbers,
): ShownConversation {
  const metadata = objectOf(record.metadata);
  return {
    ...toSpoken(record),
    line,
    tools: listOf(record.tools).filter(isJsonObject).map(numberOf),
    sources: toSources(record.provenance),
    scenario: toScenario(record.scenario),
    goals: listOf(record.goal).filter(isJsonObject).map(toGoal),
    phenomena: listOf(record.phenomena)
      .filter(isJsonObject)
      .map(({ name, messages }) => ({ name: textOf(name), messages: listOf(messages).map(Number) })),
    scores: toScores(record.judge_scores),
    repairs: listOf(record.history).filter(isJsonObject).map(describeRepair),
    violations: violations === null ? null : violations.slice(0, mostViolations),
    moreViolations: Math.max(0, (violations?.length ?? 0) - mostViolations),
    facts: factNames.flatMap(([name, label]): (readonly [string, string])[] => {
      const value = metadata[name];
      return value === undefined || value === null ? [] : [[label, inWords(value)]];
    }),
  };
}

/** What is said, called and answered in a record, and its id. */
export function toSpoken(record: JsonObject): Pick<ShownConversation, 'id' | 'messages'> {
  return { id: textOf(record.conversation_id), messages: listOf(record.messages).map(toMessage) };
}

function toMessage(value: unknown): ShownMessage {
  if (!isJsonObject(value)) return { role: 'unknown', text: inWords(value) };
  const role = typeof value.role === 'string' ? value.role : 'unknown';
  const text = contentOf(value.content);
  const calls = listOf(value.tool_calls).flatMap(toCall);
  const reasoning = textOf(value.reasoning);
  return {
    role,
    ...cut(text),
    ...(calls.length === 0 ? {} : { calls }),
    ...(role === 'tool' || role === 'function'
      ? { answers: textOf(value.tool_call_id), name: textOf(value.name) }
      : {}),
    ...(reasoning === '' ? {} : { reasoning: cut(reasoning).text }),
    ...(value.weight === 0 ? { untrained: true as const } : {}),
  };
}

function cut(text: string): { text: string; cut?: number } {
  if (text.length <= longestText) return { text };
  return { text: text.slice(0, longestText), cut: text.length - longestText };
}

/** Also reads OpenAI's nested form, whose arguments are a JSON string. */
function toCall(value: unknown): ShownCall[] {
  if (!isJsonObject(value)) return [];
  const body = isJsonObject(value.function) ? value.function : value;
  const given = body.parameters ?? body.arguments ?? {};
  return [{ id: textOf(value.id), name: textOf(body.name), arguments: limited(parsed(given)) }];
}

function parsed(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

/** An argument as large as a book is shown as the begin of its JSON. */
function limited(value: JsonValue): JsonValue {
  const json = JSON.stringify(value) ?? '';
  return json.length > longestText ? `${json.slice(0, longestText)} …` : value;
}

function toSources(provenance: unknown): ShownSources | null {
  const { arguments: given, answers } = objectOf(provenance);
  if (!Array.isArray(given) && !Array.isArray(answers)) return null;
  return {
    arguments: listOf(given)
      .filter(isJsonObject)
      .slice(0, mostSources)
      .flatMap((entry) => {
        const source = toSource(entry.source, 0);
        return source === null ? [] : [{ call: textOf(entry.call), pointer: textOf(entry.pointer), source }];
      }),
    answers: listOf(answers)
      .filter(isJsonObject)
      .slice(0, mostSources)
      .flatMap((entry) => {
        const source = toSource(entry.source, 0);
        const [message, start, end] = [entry.message, entry.start, entry.end].map(Number);
        return source === null || message === undefined || start === undefined || end === undefined
          ? []
          : [{ message, start, end, source }];
      }),
  };
}

/** A source whose parts have the types that they should have. */
function toSource(value: unknown, depth: number): Source | null {
  if (!isJsonObject(value) || depth > 20) return null;
  const normalization =
    isJsonObject(value.normalization) && typeof value.normalization.name === 'string'
      ? { normalization: value.normalization as never }
      : {};
  switch (value.kind) {
    case 'user':
      return {
        ...{
          kind: 'user',
          message: Number(value.message),
          start: Number(value.start),
          end: Number(value.end),
        },
        ...normalization,
      };
    case 'output':
      return { kind: 'output', call: textOf(value.call), pointer: textOf(value.pointer), ...normalization };
    case 'schema':
      return { kind: 'schema', rule: textOf(value.rule) as 'default' };
    case 'context':
      return { kind: 'context', pointer: textOf(value.pointer), ...normalization };
    case 'derived':
      return {
        kind: 'derived',
        function: textOf(value.function) as 'count',
        inputs: listOf(value.inputs)
          .slice(0, 200)
          .flatMap((input) => toSource(input, depth + 1) ?? []),
        options: objectOf(value.options),
      };
    default:
      return null;
  }
}

function toScenario(value: unknown): ShownConversation['scenario'] {
  if (!isJsonObject(value)) return null;
  const persona = objectOf(value.persona);
  const parts = ['name', 'occupation', 'age_band', 'temperament', 'expertise', 'register'];
  const known = (list: unknown): string[] =>
    listOf(list)
      .filter(isJsonObject)
      .map(({ label, value: each }) => `${textOf(label)}: ${inWords(each)}`);
  return {
    persona: parts
      .map((part) => textOf(persona[part]))
      .filter((part) => part !== '')
      .join(' · '),
    now: [textOf(value.now), textOf(value.time_zone)].filter((part) => part !== '').join(' '),
    policies: listOf(value.policies)
      .filter(isJsonObject)
      .map(({ text }) => textOf(text)),
    knows: known(value.knows),
    holdsBack: known(value.holds_back),
  };
}

function toGoal(goal: JsonObject): ShownConversation['goals'][number] {
  const reason = textOf(goal.reason);
  const outcome = textOf(goal.outcome);
  return {
    text: textOf(goal.text),
    outcome: reason === '' ? outcome : `${outcome}: ${reason}`,
    message: typeof goal.message === 'number' ? goal.message : -1,
  };
}

const scoreNames = ['tool_correctness', 'task_completion', 'naturalness', 'mean_score'];

function toScores(value: unknown): ShownScores | null {
  if (!isJsonObject(value)) return null;
  return {
    values: scoreNames.flatMap((name): (readonly [string, number])[] =>
      typeof value[name] === 'number' ? [[name, value[name]]] : [],
    ),
    judge: textOf(value.judge_model),
    reasoning: textOf(value.reasoning),
    passed: value.passed === true,
    failed: listOf(value.failed_gates).map(inWords),
  };
}

function describeRepair(entry: JsonObject): string {
  const changed = listOf(entry.changed).map(inWords).join('; ');
  const kept =
    entry.kept === true
      ? 'kept'
      : `not kept${entry.not_kept === undefined ? '' : ` (${textOf(entry.not_kept)})`}`;
  const scores = `${inWords(entry.mean_score_before)} → ${inWords(entry.mean_score_after)}`;
  return `attempt ${inWords(entry.attempt)}, ${textOf(entry.method)}: ${scores}, ${kept}. ${changed}`;
}

/** Metadata that a reader may want, with words for it. */
const factNames: readonly (readonly [string, string])[] = [
  ['imported', 'imported from'],
  ['domain', 'domain'],
  ['pattern_type', 'pattern'],
  ['sampling_mode', 'mode'],
  ['locale', 'locale'],
  ['difficulty', 'difficulty'],
  ['memory_grounding_rate', 'later calls grounded'],
  ['twin_group', 'twin of'],
  ['twin_difference', 'twin difference'],
  ['agents', 'made by'],
  ['seed', 'seed'],
];

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: unknown): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** A string as it is, anything else as nothing. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longestText) : '';
}

/** Text of a content that is a string, null, or a list of parts. */
function contentOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (content === undefined || content === null) return '';
  if (!Array.isArray(content)) return inWords(content);
  return content
    .map((part) => (isJsonObject(part) && typeof part.text === 'string' ? part.text : inWords(part)))
    .join('\n');
}

/** Any value for reading: texts as they are, objects as `key value` pairs. */
function inWords(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, longestText);
  if (!isJsonObject(value)) return (JSON.stringify(value) ?? '–').slice(0, 2_000);
  const parts = Object.entries(value).map(([name, each]) => `${name.replaceAll('_', ' ')} ${inWords(each)}`);
  return parts.join(', ').slice(0, 2_000);
}
