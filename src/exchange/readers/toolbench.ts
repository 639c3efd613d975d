import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { ToolDefinition } from '../../types/conversation.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { readArguments } from '../read-chat-messages.js';
import { createDialogue, type Dialogue } from './dialogue.js';
import { closingBracket } from './extract-json.js';
import { type ForeignConversation, plainReader } from './foreign-reader.js';
import { parsePythonValue } from './python-literal.js';
import { toToolDefinitions } from './tool-schemas.js';
import { treeSteps } from './toolbench-tree.js';

/**
 * ToolBench's answers, with the messages that ToolLLaMA is trained on or the tree that was searched, and its training set, where
 * calls are texts of Thought, Action and Action Input. Thoughts are reasoning, which no user reads; the call of `Finish` with an
 * answer is what the assistant says at last.
 */
export const toolbench = plainReader('toolbench', "ToolBench's answers and ToolLLaMA's training set", read);

function read(value: JsonValue, fallbackId: string): ForeignConversation {
  if (!isJsonObject(value)) throw new UnreadableEntryError('', 'is no object');
  if (Array.isArray(value.conversations)) return readTraining(value.conversations, fallbackId);
  const { answer_generation: answer } = value;
  if (!isJsonObject(answer)) throw new UnreadableEntryError('/answer_generation', 'is no answer');
  const tools = toToolDefinitions(answer.function, '/answer_generation/function');
  const dialogue = createDialogue();
  const chains = answer.train_messages;
  // Each list goes on to a later step of the same way; the last is the whole of it.
  const last: JsonValue | undefined = Array.isArray(chains) ? chains.at(-1) : undefined;
  if (Array.isArray(last)) {
    addMessages(
      dialogue,
      last,
      `/answer_generation/train_messages/${(chains as readonly JsonValue[]).length - 1}`,
    );
  } else addTree(dialogue, value, answer);
  const notes = [
    ['win', value.win],
    ['finish_type', answer.finish_type],
  ].filter(
    (note): note is [string, string | boolean] => typeof note[1] === 'string' || typeof note[1] === 'boolean',
  );
  return { ...withoutFinish(dialogue, tools, fallbackId), notes: Object.fromEntries(notes) };
}

function addMessages(dialogue: Dialogue, list: readonly JsonValue[], above: string): void {
  // A thought may stand in a message of its own before the call that it led to.
  let thought = '';
  list.forEach((entry: JsonValue, index) => {
    const next: JsonValue | undefined = list[index + 1];
    const leadsOn = isJsonObject(next) && next.role === 'assistant';
    if (isJsonObject(entry) && entry.role === 'assistant' && !isJsonObject(entry.function_call) && leadsOn) {
      thought += typeof entry.content === 'string' ? entry.content : '';
      return;
    }
    addMessage(dialogue, entry, thought, `${above}/${index}`);
    thought = '';
  });
}

function addMessage(dialogue: Dialogue, entry: JsonValue, thought: string, place: string): void {
  if (!isJsonObject(entry)) throw new UnreadableEntryError(place, 'is no message');
  const text = textOf(entry, place);
  if (entry.role === 'system') dialogue.system(text);
  else if (entry.role === 'user') dialogue.user(requestOf(text));
  else if (entry.role === 'function' || entry.role === 'tool') dialogue.result(text, place);
  else if (entry.role === 'assistant') {
    const call = entry.function_call;
    if (isJsonObject(call)) addCall(dialogue, thought + text, call.name, call.arguments, place);
    else dialogue.assistant(text, [], thought);
  } else
    throw new UnreadableEntryError(
      `${place}/role`,
      `is ${JSON.stringify(entry.role ?? null).slice(0, 40)}, no role of this format`,
    );
}

/** Only calls may stand without words, and results be values that nobody made texts of. */
function textOf({ role, content, function_call: call }: JsonObject, place: string): string {
  if (typeof content === 'string') return content;
  const isResult = role === 'function' || role === 'tool';
  if (isResult || isJsonObject(call)) {
    if (content === undefined || content === null) return '';
    if (isResult) return JSON.stringify(content);
  }
  throw new UnreadableEntryError(`${place}/content`, 'is no text');
}

function addCall(
  dialogue: Dialogue,
  thought: string,
  name: JsonValue | undefined,
  given: JsonValue | undefined,
  place: string,
): void {
  if (typeof name !== 'string' || name === '')
    throw new UnreadableEntryError(place, 'is a call without a name');
  const parameters = readInput(given ?? {}, place);
  if (
    name === 'Finish' &&
    typeof parameters.final_answer === 'string' &&
    parameters.return_type !== 'give_up_and_restart'
  )
    dialogue.assistant(parameters.final_answer, [], thought);
  else dialogue.assistant('', [{ name, parameters }], thought);
}

/** Models wrote these: JSON, or what Python would take for a dictionary. */
function readInput(given: JsonValue, place: string): JsonObject {
  if (typeof given !== 'string' || given.trim() === '')
    return readArguments(given === '' ? {} : given, place);
  const end = given.trim().startsWith('{') ? closingBracket(given.trim(), 0) : -1;
  const text = end === -1 ? given : given.trim().slice(0, end + 1);
  try {
    return readArguments(text, place);
  } catch (error) {
    let value: JsonValue;
    try {
      value = parsePythonValue(text, place);
    } catch {
      throw error;
    }
    if (isJsonObject(value)) return value;
    throw error;
  }
}

/** The request without the words around it that start the agent. */
function requestOf(text: string): string {
  const trimmed = text.trim();
  return trimmed.endsWith('Begin!') ? trimmed.slice(0, -'Begin!'.length).trimEnd() : trimmed;
}

/** Where nothing was taken for training: the way through the tree that ended, else the longest. */
function addTree(dialogue: Dialogue, value: JsonObject, answer: JsonObject): void {
  if (typeof answer.query !== 'string')
    throw new UnreadableEntryError('/answer_generation/query', 'is no text');
  dialogue.user(requestOf(answer.query));
  const root = isJsonObject(value.tree) ? value.tree.tree : undefined;
  if (!isJsonObject(root)) throw new UnreadableEntryError('/tree/tree', 'is no tree');
  for (const step of treeSteps(root)) {
    addCall(dialogue, step.thought, step.action, step.input, '/tree');
    if (dialogue.awaited().length > 0 && step.observation !== '') dialogue.result(step.observation, '/tree');
  }
}

/** `Finish` is no tool of the conversation unless it was called otherwise than to answer. */
function withoutFinish(
  { messages }: Dialogue,
  tools: readonly ToolDefinition[],
  id: string,
): ForeignConversation {
  const isCalled = messages.some(
    (message) =>
      message.role === 'assistant' && message.tool_calls?.some(({ name }) => name === 'Finish') === true,
  );
  return { id, messages, tools: isCalled ? tools : tools.filter(({ name }) => name !== 'Finish') };
}

function readTraining(turns: readonly JsonValue[], fallbackId: string): ForeignConversation {
  const dialogue = createDialogue();
  let tools: ToolDefinition[] = [];
  turns.forEach((turn, index) => {
    const place = `/conversations/${index}`;
    if (!isJsonObject(turn) || typeof turn.value !== 'string')
      throw new UnreadableEntryError(place, 'is no turn');
    const text = turn.value;
    if (turn.from === 'system') {
      const found = toolsIn(text, place);
      tools = found.tools;
      dialogue.system(found.prose);
    } else if (turn.from === 'user') dialogue.user(requestOf(text));
    else if (turn.from === 'function') dialogue.result(text, place);
    else if (turn.from === 'assistant') {
      const step = readStep(text);
      if (step.action === null) dialogue.assistant(step.thought);
      else addCall(dialogue, step.thought, step.action, step.input, place);
    } else
      throw new UnreadableEntryError(
        `${place}/from`,
        `is ${JSON.stringify(turn.from ?? null).slice(0, 40)}, no role of this format`,
      );
  });
  return withoutFinish(dialogue, tools, fallbackId);
}

/** `Thought: …`, then on lines of their own `Action: name` and `Action Input: arguments`. */
function readStep(text: string): {
  readonly thought: string;
  readonly action: string | null;
  readonly input: string;
} {
  const inputAt = text.indexOf('Action Input:');
  const actionAt = inputAt === -1 ? -1 : text.lastIndexOf('Action:', inputAt);
  const said = (actionAt === -1 ? text : text.slice(0, actionAt)).trim();
  const thought = (said.startsWith('Thought:') ? said.slice('Thought:'.length) : said).trim();
  if (actionAt === -1) return { thought, action: null, input: '' };
  const action = text.slice(actionAt + 'Action:'.length, inputAt).trim();
  return { thought, action, input: text.slice(inputAt + 'Action Input:'.length).trim() };
}

/** The APIs stand in the system text as Python prints a list. */
function toolsIn(text: string, place: string): { readonly tools: ToolDefinition[]; readonly prose: string } {
  const start = text.search(/\[\s*\{\s*['"]name['"]/);
  if (start === -1) return { tools: [], prose: text };
  const end = text.lastIndexOf(']');
  const list = parsePythonValue(text.slice(start, end + 1), place);
  return {
    tools: toToolDefinitions(list, place),
    prose: `${text.slice(0, start)}${text.slice(end + 1)}`.trim(),
  };
}
