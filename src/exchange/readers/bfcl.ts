import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { ToolDefinition } from '../../types/conversation.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { readArguments } from '../read-chat-messages.js';
import { readFileValues } from '../values/read-values.js';
import { type BfclCompanions, collectCompanions, isCompanion } from './bfcl-companions.js';
import { createDialogue, type Dialogue, type WrittenCall } from './dialogue.js';
import type { ForeignConversation, ForeignReader } from './foreign-reader.js';
import { nameArguments } from './name-arguments.js';
import { type PythonCall, parsePythonCalls } from './python-literal.js';
import { isBracketCall } from './recognize.js';
import { toToolDefinitions } from './tool-schemas.js';

/**
 * The Berkeley leaderboard's questions with what answers them: a model's results where they lie among the files, else the first
 * of the possible answers. Nothing is executed there, so that calls have no results.
 */
export const bfcl: ForeignReader = {
  name: 'bfcl',
  description: "BFCL's questions with possible answers or a model's results beside them",
  async open({ values, path }) {
    const companions = await collectCompanions(beside(path, values()));
    return { isCompanion, read: (value, fallbackId) => read(value, fallbackId, companions) };
  },
};

/** The values of an input, and those of the answers that lie beside a file of questions. */
async function* beside<Value extends { readonly value?: JsonValue | undefined }>(
  path: string,
  values: AsyncIterable<Value>,
): AsyncGenerator<{ readonly value?: JsonValue | undefined }, void, undefined> {
  yield* values;
  const [folder, name] = [dirname(path), basename(path)];
  const answers = [
    join(folder, 'possible_answer', name),
    join(folder, name.replace(/(\.[a-z]+)?$/i, '_possible_answer$1')),
  ];
  for (const file of answers) if (existsSync(file)) yield* readFileValues({ path: file, name });
}

function read(value: JsonValue, fallbackId: string, companions: BfclCompanions): ForeignConversation {
  if (!isJsonObject(value)) throw new UnreadableEntryError('', 'is no object');
  if (!Array.isArray(value.question)) throw new UnreadableEntryError('/question', 'is no list of turns');
  const id = typeof value.id === 'string' && value.id !== '' ? value.id : fallbackId;
  const tools = toolsOf(value, companions);
  const answers = companions.results.get(id) ?? companions.answers.get(id);
  const turns = value.question;
  // A conversation of several turns may have but one; its answers are a list of turns all the same.
  const isOneTurn = turns.length === 1 && !(Array.isArray(answers) && Array.isArray(answers[0]));
  const dialogue = createDialogue();
  turns.forEach((turn: JsonValue, index) => {
    addMessages(dialogue, turn, `/question/${index}`);
    // One turn has its calls in one list, several have a list each.
    const answer: JsonValue | undefined =
      answers === undefined ? undefined : isOneTurn ? answers : listOf(answers)[index];
    if (answer !== undefined) addAnswer(dialogue, answer, tools, isOneTurn);
  });
  return {
    id,
    messages: dialogue.messages,
    tools,
    lacks: ['results'],
  };
}

/** Functions of the question, or where it names classes, those of their documents among the files. */
function toolsOf(value: JsonObject, { documents }: BfclCompanions): ToolDefinition[] {
  if (Array.isArray(value.function)) return toToolDefinitions(value.function, '/function');
  const used = (Array.isArray(value.path) ? value.path : []).filter((each) => typeof each === 'string');
  const classes = (Array.isArray(value.involved_classes) ? value.involved_classes : []).filter(
    (each) => typeof each === 'string',
  );
  return classes.flatMap((owner) => {
    const names = used.flatMap((each) =>
      each.startsWith(`${owner}.`) ? [each.slice(owner.length + 1)] : [],
    );
    return toToolDefinitions(documentOf(owner, names, documents), '/involved_classes');
  });
}

/** The document named like the class, else the one that describes most of what is used of it. */
function documentOf(
  owner: string,
  names: readonly string[],
  documents: ReadonlyMap<string, readonly JsonObject[]>,
): JsonObject[] {
  const own = documents.get(owner.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase());
  if (own !== undefined) return [...own];
  const described = [...documents.values()]
    .map((entries) => ({
      entries,
      count: names.filter((name) => entries.some((entry) => entry.name === name)).length,
    }))
    .sort((left, right) => right.count - left.count)[0];
  return described === undefined || described.count === 0 ? [] : [...described.entries];
}

function addMessages(dialogue: Dialogue, turn: JsonValue, place: string): void {
  if (!Array.isArray(turn)) throw new UnreadableEntryError(place, 'is no list of messages');
  turn.forEach((entry: JsonValue, index) => {
    const text = isJsonObject(entry) ? entry.content : undefined;
    const role = isJsonObject(entry) ? entry.role : undefined;
    if (typeof text !== 'string') throw new UnreadableEntryError(`${place}/${index}/content`, 'is no text');
    if (role === 'system' && dialogue.messages.length === 0) dialogue.system(text);
    else if (role === 'user') dialogue.user(text);
    else if (role === 'assistant') dialogue.assistant(text);
    else throw new UnreadableEntryError(`${place}/${index}/role`, 'is no role that may stand there');
  });
}

/** Calls in any of the forms of answers and results; a text that holds none is what was said. */
function addAnswer(
  dialogue: Dialogue,
  answer: JsonValue,
  tools: readonly ToolDefinition[],
  isOneTurn: boolean,
): void {
  const place = '/answers';
  if (typeof answer === 'string') {
    if (isBracketCall(answer)) dialogue.assistant('', pythonCalls(answer, tools, place));
    else dialogue.assistant(answer);
    return;
  }
  const steps = listOf(answer);
  // Results of several turns hold a list of steps for each turn, a step again a list of calls or a text.
  if (!isOneTurn && steps.some((step) => Array.isArray(step))) {
    for (const step of steps) addAnswer(dialogue, step, tools, false);
    return;
  }
  // Where no call is asked for, these are the words that answer, the first of them as good as any.
  const [first] = steps;
  if (typeof first === 'string' && !steps.some((step) => isCallText(step))) {
    dialogue.assistant(first);
    return;
  }
  const calls = steps.flatMap((step) => callsOf(step, tools, place));
  if (calls.length > 0) dialogue.assistant('', calls);
}

function isCallText(step: JsonValue): boolean {
  return typeof step === 'string' && /^[A-Za-z_][\w.]*\(/.test(step) && step.trimEnd().endsWith(')');
}

function callsOf(step: JsonValue, tools: readonly ToolDefinition[], place: string): WrittenCall[] {
  if (typeof step === 'string') return pythonCalls(step, tools, place);
  if (!isJsonObject(step)) throw new UnreadableEntryError(place, 'holds a step that is no call');
  return Object.entries(step).map(([name, given]): WrittenCall => {
    const parameters = typeof given === 'string' ? readArguments(given, place) : given;
    if (!isJsonObject(parameters))
      throw new UnreadableEntryError(place, `gives ${name.slice(0, 80)} no object of arguments`);
    return {
      name,
      parameters:
        isAccepting(parameters) && typeof given !== 'string' ? firstAccepted(parameters) : parameters,
    };
  });
}

function pythonCalls(text: string, tools: readonly ToolDefinition[], place: string): WrittenCall[] {
  return parsePythonCalls(text, place).map((call: PythonCall) => nameArguments(call, tools, place));
}

/** Possible answers give a list of what is accepted for each argument. */
function isAccepting(parameters: JsonObject): boolean {
  return Object.values(parameters).every((accepted) => Array.isArray(accepted));
}

/** The first that is accepted; an argument that may be left out (`""` stands first) is. */
function firstAccepted(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, accepted]): [string, JsonValue][] => {
      const first: JsonValue | undefined = Array.isArray(accepted) ? accepted[0] : undefined;
      if (first === undefined || first === '') return [];
      return [[name, plainAccepted(first)]];
    }),
  );
}

/** Objects inside are written the same way, lists of them too. */
function plainAccepted(value: JsonValue): JsonValue {
  if (Array.isArray(value))
    return value.map((each: JsonValue) => (isJsonObject(each) ? plainAccepted(each) : each));
  return isJsonObject(value) && isAccepting(value) ? firstAccepted(value) : value;
}

function listOf(answers: JsonValue): readonly JsonValue[] {
  return Array.isArray(answers) ? answers : [answers];
}
