import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonValue } from '../../types/json.js';
import { readArguments } from '../read-chat-messages.js';
import { parseForeignJson } from '../values/foreign-json.js';
import { createDialogue, type WrittenCall } from './dialogue.js';
import { type ForeignConversation, plainReader } from './foreign-reader.js';
import { toToolDefinitions } from './tool-schemas.js';

/** Salesforce's xLAM and APIGen: one request, the tools and the calls that answer it, both as JSON texts. */
export const xlam = plainReader('xlam', 'xLAM and APIGen: query, tools and answers', read);

function read(value: JsonValue, fallbackId: string): ForeignConversation {
  if (!isJsonObject(value)) throw new UnreadableEntryError('', 'is no object');
  if (typeof value.query !== 'string') throw new UnreadableEntryError('/query', 'is no text');
  const tools = toToolDefinitions(listOf(value.tools, '/tools'), '/tools');
  const answers = listOf(value.answers, '/answers');
  if (answers === undefined) throw new UnreadableEntryError('/answers', 'is missing');
  const dialogue = createDialogue();
  if (typeof value.system === 'string' && value.system !== '') dialogue.system(value.system);
  dialogue.user(value.query);
  const calls = answers.map((answer, index): WrittenCall => {
    const place = `/answers/${index}`;
    if (!isJsonObject(answer) || typeof answer.name !== 'string' || answer.name === '')
      throw new UnreadableEntryError(place, 'is no call with a name');
    return { name: answer.name, parameters: readArguments(answer.arguments ?? {}, `${place}/arguments`) };
  });
  // Without a call it is a request that no tool serves; what was said to it is not there.
  if (calls.length > 0) dialogue.assistant('', calls);
  return {
    id: idOf(value.id) ?? fallbackId,
    messages: dialogue.messages,
    tools,
    lacks: ['results'],
  };
}

function listOf(given: JsonValue | undefined, place: string): readonly JsonValue[] | undefined {
  if (given === undefined || given === null) return undefined;
  const list = typeof given === 'string' ? parseForeignJson(given === '' ? '[]' : given, place) : given;
  if (Array.isArray(list)) return list;
  if (isJsonObject(list)) return [list];
  throw new UnreadableEntryError(place, 'is no list');
}

function idOf(id: JsonValue | undefined): string | null {
  if (typeof id === 'number') return `xlam_${id}`;
  return typeof id === 'string' && id !== '' ? id : null;
}
