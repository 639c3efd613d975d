import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { ToolDefinition } from '../../types/conversation.js';
import type { JsonValue } from '../../types/json.js';
import { elementTexts, memberTexts, respaced } from '../json-slices.js';
import { foreignJson } from '../values/foreign-json.js';
import { createDialogue, type Dialogue, type WrittenCall } from './dialogue.js';
import { extractJsonList } from './extract-json.js';
import { type ForeignConversation, plainReader } from './foreign-reader.js';
import { nameArguments } from './name-arguments.js';
import { parsePythonCalls } from './python-literal.js';
import { isBracketCall } from './recognize.js';
import { toToolDefinitions } from './tool-schemas.js';

/** ToolACE: tools as a JSON list inside the system text, calls as `[Name(argument=value)]`, results as a list by name. */
export const toolace = plainReader(
  'toolace',
  'ToolACE: tools in the system text, calls like [Name(argument=value)]',
  read,
);

function read(value: JsonValue, fallbackId: string): ForeignConversation {
  if (!isJsonObject(value)) throw new UnreadableEntryError('', 'is no object');
  const turns = value.conversations ?? value.conversation;
  if (!Array.isArray(turns)) throw new UnreadableEntryError('/conversations', 'is no list of turns');
  const entries = turns.map((entry: JsonValue, index) => readTurn(entry, `/conversations/${index}`));
  const isSystemInside = entries[0]?.role === 'system';
  const system =
    typeof value.system === 'string' ? value.system : isSystemInside ? (entries[0]?.text ?? '') : '';
  const { tools, prose } = splitSystem(system);
  const dialogue = createDialogue();
  if (prose !== '') dialogue.system(prose);
  entries.slice(isSystemInside ? 1 : 0).forEach(({ role, text, place }) => {
    if (role === 'user') dialogue.user(text);
    else if (role === 'tool') addResults(dialogue, text, place);
    else if (role === 'assistant') {
      if (isBracketCall(text)) dialogue.assistant('', readCalls(text, tools, place));
      else dialogue.assistant(text);
    } else
      throw new UnreadableEntryError(
        place,
        `has the role ${JSON.stringify(role.slice(0, 40))} inside the conversation`,
      );
  });
  const id = typeof value.id === 'string' && value.id !== '' ? value.id : fallbackId;
  return { id, messages: dialogue.messages, tools };
}

const roles: ReadonlyMap<string, string> = new Map([
  ['system', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['assistant', 'assistant'],
  ['gpt', 'assistant'],
  ['tool', 'tool'],
  ['function', 'tool'],
  ['observation', 'tool'],
]);

type Turn = { readonly role: string; readonly text: string; readonly place: string };

function readTurn(entry: JsonValue, place: string): Turn {
  if (!isJsonObject(entry)) throw new UnreadableEntryError(place, 'is no turn');
  const named = entry.from ?? entry.role;
  const role = typeof named === 'string' ? roles.get(named) : undefined;
  if (role === undefined)
    throw new UnreadableEntryError(
      place,
      `has the role ${JSON.stringify(named ?? null).slice(0, 40)}, which this format does not know`,
    );
  const text = entry.value ?? entry.content ?? null;
  if (typeof text === 'string') return { role, text, place };
  if (role === 'tool') return { role, text: text === null ? '' : JSON.stringify(text), place };
  throw new UnreadableEntryError(place, 'has a value that is no text');
}

/** The tools in the text, and the text without them. */
function splitSystem(system: string): { readonly tools: ToolDefinition[]; readonly prose: string } {
  const found = extractJsonList(system, isToolList);
  if (found === null) return { tools: [], prose: system };
  return { tools: toToolDefinitions(found.list, '/system'), prose: `${found.before}${found.after}`.trim() };
}

function isToolList(list: readonly JsonValue[]): boolean {
  return (
    list.length > 0 &&
    list.every(
      (entry) => isJsonObject(entry) && (isJsonObject(entry.function) || typeof entry.name === 'string'),
    )
  );
}

function readCalls(text: string, tools: readonly ToolDefinition[], place: string): WrittenCall[] {
  return parsePythonCalls(text, place).map((call) => nameArguments(call, tools, place));
}

/** One message answers all calls before it: a list with one result a call, or the text that answers the only one. */
function addResults(dialogue: Dialogue, text: string, place: string): void {
  const count = dialogue.awaited().length;
  if (count === 0) throw new UnreadableEntryError(place, 'answers a call that was not made');
  const results = readResults(text);
  if (results !== null && results.length === count) {
    // By name where each is named so, else in order.
    const names = dialogue.awaited().map(({ name }) => name);
    const isNamed = results.every(({ name }) => name !== null && names.includes(name));
    for (const { name, content } of results)
      dialogue.result(content, place, isNamed ? (name ?? undefined) : undefined);
    return;
  }
  if (count > 1)
    throw new UnreadableEntryError(place, `does not answer each of the ${count} calls before it`);
  dialogue.result(text, place);
}

function readResults(text: string): { readonly name: string | null; readonly content: string }[] | null {
  return elementTexts(text)?.map(readResult) ?? null;
}

/** Texts are cut out of the text, so that no digit changes. */
function readResult(text: string): { readonly name: string | null; readonly content: string } {
  const members = memberTexts(text);
  const name = foreignJson(members?.get('name') ?? '');
  const result = ['results', 'result', 'content', 'response', 'data']
    .map((key) => members?.get(key))
    .find((each) => each !== undefined);
  if (typeof name !== 'string' || result === undefined) return { name: null, content: plainText(text) };
  const said = result.startsWith('"') ? foreignJson(result) : undefined;
  return { name, content: typeof said === 'string' ? said : plainText(result) };
}

function plainText(json: string): string {
  return respaced(json, 'compact') ?? json;
}
