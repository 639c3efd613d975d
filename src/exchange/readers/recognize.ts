import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../types/json.js';

/** What speaks for a format. `isSure`: a sign that no other format has but those that are read alike. */
export type Sign = { readonly format: string; readonly isSure: boolean; readonly evidence: string };

/** The formats that a value may be in, by its names and roles. Looks at no more than the first hundred messages. */
export function recognize(value: JsonValue): readonly Sign[] {
  if (Array.isArray(value)) return isSession(value) ? [sure('hf-traces', 'events of a session')] : [];
  if (!isJsonObject(value)) return [];
  const tabular = recognizeColumns(value);
  if (tabular.length > 0) return tabular;
  if (Array.isArray(value.conversations)) return recognizeTurns(value, turnsOf(value.conversations));
  if (Array.isArray(value.messages)) return recognizeMessages(value, turnsOf(value.messages));
  return [];
}

/** Whether a value is one that some format has, its companions (answers of a benchmark) included. */
export function looksLikeEntry(value: JsonValue): boolean {
  return recognize(value).length > 0;
}

/** Whether a value is a record of ours, which needs no import. */
export function looksLikeRecord(value: JsonValue): boolean {
  return (
    isJsonObject(value) &&
    typeof value.conversation_id === 'string' &&
    isJsonObject(value.metadata) &&
    typeof value.metadata.schema_version === 'string'
  );
}

function recognizeColumns(value: JsonObject): Sign[] {
  if (typeof value.query === 'string' && isGiven(value.answers) && isGiven(value.tools))
    return [sure('xlam', 'the columns query, tools and answers')];
  if (isJsonObject(value.answer_generation)) return [sure('toolbench', 'an answer_generation')];
  if (typeof value.chat === 'string' && /(?:^|\n|\s)(?:USER|ASSISTANT|A):/.test(value.chat.slice(0, 5000)))
    return [sure('glaive', 'a chat of USER: and ASSISTANT:')];
  if (typeof value.sample === 'string' && holdsInOrder(value.sample, 'USER:', 'ASSISTANT:'))
    return [sure('glaive', 'a sample of USER: and ASSISTANT:')];
  if (Array.isArray(value.traj)) return [sure('tau-bench', 'a traj of messages')];
  if (Array.isArray(value.messages) && isGiven(value.task_id) && Object.hasOwn(value, 'reward_info'))
    return [sure('tau-bench', 'messages with task_id and reward_info')];
  if (isQuestion(value.question) && (Array.isArray(value.function) || isGiven(value.involved_classes)))
    return [sure('bfcl', 'a question of turns and its functions')];
  if (typeof value.id === 'string' && Array.isArray(value.ground_truth))
    return [sure('bfcl', 'a ground_truth by id')];
  if (typeof value.id === 'string' && isGiven(value.result) && !isGiven(value.messages))
    return [sure('bfcl', 'a result by id')];
  if (Array.isArray(value.preferred_completion)) return [sure('openai-dpo', 'a preferred_completion')];
  if (isGiven(value.chosen) && isGiven(value.rejected))
    return [sure('trl-dpo', 'a chosen and a rejected completion')];
  if (isGiven(value.prompt) && typeof value.label === 'boolean')
    return [sure('trl-kto', 'a prompt with a label')];
  if (Array.isArray(value.prompt) && isGiven(value.ground_truth))
    return [sure('trl-grpo', 'a prompt with a ground_truth')];
  if (Array.isArray(value.prompt) && Array.isArray(value.completion))
    return [sure('trl-prompt-completion', 'a prompt and a completion')];
  if (typeof value.text === 'string' && holdsInOrder(value.text, '\nAction Input:', '\nObservation:'))
    return [sure('react', 'a text of Action, Action Input and Observation')];
  return [];
}

type Turn = { readonly role: string; readonly text: string; readonly entry: JsonObject };

function turnsOf(list: readonly JsonValue[]): Turn[] {
  return list.slice(0, 100).flatMap((entry): Turn[] => {
    if (!isJsonObject(entry)) return [];
    const [role, text] = [entry.from ?? entry.role, entry.value ?? entry.content];
    return typeof role === 'string' ? [{ role, text: typeof text === 'string' ? text : '', entry }] : [];
  });
}

function recognizeTurns(value: JsonObject, turns: readonly Turn[]): Sign[] {
  if (turns.length === 0) return [];
  const roles = new Set(turns.map(({ role }) => role));
  const said = turns.filter(({ role }) => role === 'gpt' || role === 'assistant');
  const system = typeof value.system === 'string' ? value.system : (turns.find(isSystem)?.text ?? '');
  if (roles.has('function_call') || roles.has('observation'))
    return both('sharegpt', 'llamafactory', 'conversations with function_call and observation');
  if (said.some(({ text }) => text.includes('<tool_call>')) || holdsInOrder(system, '<tools>', '</tools>'))
    return [sure('hermes', 'conversations with <tool_call> or <tools>')];
  if (said.some(({ text }) => /(?:^|\n)Action Input:/.test(text)))
    return [sure('toolbench', 'conversations with Action and Action Input')];
  if (said.some(({ text }) => isBracketCall(text)) || /list of functions in JSON format/i.test(system))
    return [sure('toolace', 'conversations with calls like [Name(argument=value)]')];
  // Without a mark they may be of any format whose conversations have turns, as those of its conversations without calls are.
  const plain = 'conversations of from and value';
  return [
    ...both('sharegpt', 'llamafactory', plain),
    ...['hermes', 'toolace', 'toolbench'].map((format) => unsure(format, plain)),
  ];
}

function recognizeMessages(value: JsonObject, turns: readonly Turn[]): Sign[] {
  if (turns.length === 0) return [];
  const isMarkedUp = turns.some(({ entry }) => isListOf(entry.content, /^tool_(?:use|result)$/));
  const tools = Array.isArray(value.tools) ? value.tools.filter(isJsonObject) : [];
  if (isMarkedUp || tools.some((tool) => isJsonObject(tool.input_schema)))
    return [sure('anthropic', 'tool_use blocks or input_schema')];
  if (turns.some(({ role }) => role === 'tool_call' || role === 'tool_response'))
    return [sure('ms-swift', 'messages of tool_call and tool_response')];
  const given = turns.flatMap(({ entry }) => argumentsOf(entry));
  if (given.some((each) => isJsonObject(each)))
    return both('trl-sft', 'llamafactory-openai', 'messages with tool_calls whose arguments are objects');
  if (given.length > 0)
    return both('openai', 'axolotl', 'messages with tool_calls whose arguments are texts');
  const plain = 'messages of role and content';
  return ['openai', 'trl-sft', 'axolotl', 'ms-swift'].map((format) => unsure(format, plain));
}

function argumentsOf(entry: JsonObject): JsonValue[] {
  const calls: readonly JsonValue[] = Array.isArray(entry.tool_calls) ? entry.tool_calls : [];
  return [...calls, entry.function_call ?? null].flatMap((call) => {
    const body = isJsonObject(call) && isJsonObject(call.function) ? call.function : call;
    return isJsonObject(body) && body.arguments !== undefined ? [body.arguments] : [];
  });
}

/** `[Market Trends API(country="us")]`: a bracket, a name, its arguments, and the bracket closed. */
export function isBracketCall(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.endsWith(')]') && /^\[\s*[A-Za-z_][^()[\]{}="'\n]{0,200}\(/.test(trimmed);
}

function isListOf(content: JsonValue | undefined, type: RegExp): boolean {
  return (
    Array.isArray(content) &&
    content.some(
      (part: JsonValue) => isJsonObject(part) && typeof part.type === 'string' && type.test(part.type),
    )
  );
}

function isQuestion(question: JsonValue | undefined): boolean {
  return Array.isArray(question) && question.length > 0 && Array.isArray(question[0]);
}

function isSession(value: readonly JsonValue[]): boolean {
  const first = value[0];
  return isJsonObject(first) && first.type === 'session';
}

/** Two searches, so that no text makes them long. */
function holdsInOrder(text: string, first: string, second: string): boolean {
  const start = text.indexOf(first);
  return start !== -1 && text.indexOf(second, start) !== -1;
}

function isSystem({ role }: Turn): boolean {
  return role === 'system';
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null;
}

function sure(format: string, evidence: string): Sign {
  return { format, isSure: true, evidence };
}

function unsure(format: string, evidence: string): Sign {
  return { format, isSure: false, evidence };
}

function both(first: string, second: string, evidence: string): Sign[] {
  return [sure(first, evidence), sure(second, evidence)];
}
