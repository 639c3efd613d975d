import { CannotHoldError, UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { AssistantMessage, Message, ToolCall, ToolDefinition } from '../../types/conversation.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { fromAcceptable, toAcceptableCall } from '../bfcl/acceptable-values.js';
import { fromBfclSchema, toBfclFunction } from '../bfcl/to-bfcl-function.js';
import type { Conversation } from '../conversation.js';
import type { ConversationFormat, Entry } from '../exchange-format.js';
import { losses } from '../losses.js';
import { isPythonName, pythonCall } from '../python-literals.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { readEntryObject } from '../read-entry.js';
import { readPythonCall } from '../read-python.js';
import { refuseUntrained } from '../refuse-untrained.js';
import { portableNames } from '../tool-names.js';

/**
 * Questions and answers of the Berkeley Function Calling Leaderboard, a file of each for every category. A conversation gives
 * its first question with the calls that answer it at once (or none: irrelevance), and, where the user speaks more than once
 * and calls are made, a question of several turns with the calls of each.
 */
export const bfcl: ConversationFormat = {
  name: 'bfcl',
  description: 'questions and possible answers of the Berkeley Function Calling Leaderboard',
  holds: 'conversations',
  files: { kind: 'parts' },
  toolNames: portableNames,
  parallelCalls: 'kept',
  losses: [
    losses.id,
    losses.reasoning,
    losses.callIds,
    'what the assistant says',
    'results',
    'calls after the first answer, in questions of one turn',
    'tools and the system message, in questions of several turns',
    'several types of one value, in descriptions of functions',
  ],
  choices: [],
  write(conversation, { position = 0, isSplit = false }) {
    refuseUntrained(conversation.messages, 'BFCL');
    if (isSplit)
      throw new CannotHoldError('its answers are calls made at once, which --parallel-calls split parts');
    const unnamed = conversation.tools.find(({ name }) => !isPythonName(name));
    if (unnamed !== undefined)
      throw new CannotHoldError(`its tool '${unnamed.name}' has a word of Python for a name`);
    const entries = [...singleTurn(conversation, position), ...multiTurn(conversation, position)];
    if (entries.length === 0) throw new CannotHoldError('nobody asks anything in it');
    return entries;
  },
  read(value, id) {
    const entry = readEntryObject(value);
    return {
      id: typeof entry.id === 'string' && entry.id !== '' ? entry.id : id,
      messages: readQuestion(entry),
      tools: readFunctions(entry.function),
    };
  },
};

function singleTurn({ messages, tools }: Conversation, position: number): Entry[] {
  const reply = messages.findIndex(({ role }) => role === 'assistant');
  const asked = messages.slice(0, Math.max(reply, 0));
  const answer = messages[reply];
  if (answer?.role !== 'assistant' || !asked.some(({ role }) => role === 'user') || tools.length === 0)
    return [];
  const calls = answer.tool_calls ?? [];
  const category = categoryOf(calls.length, tools.length);
  const id = `${category}_${position}`;
  const question = [asked.map(({ role, content }) => ({ role, content }))];
  const entry = { part: category, value: { id, question, function: tools.map(toBfclFunction) } };
  if (calls.length === 0) return [entry];
  const right = calls.map((call) =>
    toAcceptableCall(
      call,
      tools.find(({ name }) => name === call.name),
    ),
  );
  return [entry, { part: `${category}_possible_answer`, value: { id, ground_truth: right } }];
}

/** Whether several functions are offered, and whether several calls are made. */
function categoryOf(calls: number, tools: number): string {
  if (calls === 0) return 'irrelevance';
  if (calls === 1) return tools === 1 ? 'simple_python' : 'multiple';
  return tools === 1 ? 'parallel' : 'parallel_multiple';
}

type Turn = { readonly content: string; readonly calls: ToolCall[] };

function multiTurn({ messages }: Conversation, position: number): Entry[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    if (message.role === 'user') turns.push({ content: message.content, calls: [] });
    if (message.role === 'assistant') turns.at(-1)?.calls.push(...(message.tool_calls ?? []));
  }
  const calls = turns.flatMap((turn) => turn.calls);
  if (turns.length < 2 || calls.length === 0) return [];
  const id = `multi_turn_base_${position}`;
  const classes = calls.map(({ name }) => className(name));
  const value = {
    id,
    question: turns.map(({ content }) => [{ role: 'user', content }]),
    initial_config: {},
    path: calls.map(({ name }, index) => `${classes[index]}.${name}`),
    involved_classes: [...new Set(classes)],
  };
  const truth = turns.map((turn) => turn.calls.map(({ name, parameters }) => pythonCall(name, parameters)));
  return [
    { part: 'multi_turn_base', value },
    { part: 'multi_turn_base_possible_answer', value: { id, ground_truth: truth } },
  ];
}

/** The tool of an endpoint's name is its class. */
function className(name: string): string {
  const tool = /^(.+?)__/.exec(name)?.[1];
  if (tool === undefined) return 'Tools';
  const words = tool.split('_').filter((word) => word !== '');
  return words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('') || 'Tools';
}

/** Turns, each with the calls of its answer, where the entry has them: those of possible_answer are to be put beside. */
function readQuestion(entry: JsonObject): Message[] {
  const { question, ground_truth: truth } = entry;
  if (!Array.isArray(question)) throw new UnreadableEntryError('/question', 'is no list of turns');
  const turns = question as readonly JsonValue[];
  const answers = readAnswers(truth, turns.length, propertiesByName(entry.function));
  return turns.flatMap((turn, index): Message[] => {
    const said = readChatMessages(turn, `/question/${index}`);
    const calls = answers[index] ?? [];
    return calls.length === 0 ? said : [...said, toAnswer(calls)];
  });
}

function toAnswer(calls: readonly ToolCall[]): AssistantMessage {
  return { role: 'assistant', content: '', tool_calls: calls };
}

/** Calls by turn: as dictionaries of acceptable values in questions of one turn, as Python in those of several. */
function readAnswers(
  truth: JsonValue | undefined,
  turns: number,
  properties: ReadonlyMap<string, JsonObject>,
): (readonly ToolCall[])[] {
  if (truth === undefined || truth === null) return [];
  if (!Array.isArray(truth)) throw new UnreadableEntryError('/ground_truth', 'is no list');
  const list = truth as readonly JsonValue[];
  let made = 0;
  const toCall = (answer: JsonValue, place: string): ToolCall => {
    made += 1;
    const id = `call_${made}`;
    if (typeof answer === 'string') return { id, ...readPythonCall(answer, place) };
    const [name, ...others] = isJsonObject(answer) ? Object.keys(answer) : [];
    const members = isJsonObject(answer) && name !== undefined ? answer[name] : undefined;
    if (name === undefined || others.length > 0 || !isJsonObject(members))
      throw new UnreadableEntryError(place, 'is no call of one function');
    return { id, name, parameters: fromAcceptable(members, properties.get(name) ?? {}) };
  };
  if (!list.some((answer) => Array.isArray(answer)))
    return [list.map((answer, index) => toCall(answer, `/ground_truth/${index}`))];
  if (list.length > turns)
    throw new UnreadableEntryError('/ground_truth', 'answers more turns than there are');
  return list.map((answers, turn) => {
    if (!Array.isArray(answers))
      throw new UnreadableEntryError(`/ground_truth/${turn}`, 'is no list of calls');
    return answers.map((answer: JsonValue, index) => toCall(answer, `/ground_truth/${turn}/${index}`));
  });
}

function propertiesByName(functions: JsonValue | undefined): ReadonlyMap<string, JsonObject> {
  const list = Array.isArray(functions) ? (functions as readonly JsonValue[]) : [];
  return new Map(
    list.flatMap((each): [string, JsonObject][] => {
      const name = isJsonObject(each) ? each.name : undefined;
      const parameters = isJsonObject(each) ? each.parameters : undefined;
      const properties = isJsonObject(parameters) ? parameters.properties : undefined;
      return typeof name === 'string' && isJsonObject(properties) ? [[name, properties]] : [];
    }),
  );
}

function readFunctions(given: JsonValue | undefined): ToolDefinition[] {
  return readTools(given, '/function').map((tool) => ({
    ...tool,
    parameters: fromBfclSchema(tool.parameters as JsonObject) as ToolDefinition['parameters'],
  }));
}
