import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readDataset } from '../dataset/read-dataset.js';
import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { FileAccessError } from '../errors/file-access-error.js';
import type { Conversation } from '../exchange/conversation.js';
import { isJsonObject } from '../json/is-json-object.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import type { JsonObject, JsonValue } from '../types/json.js';

/** A file of the input; `split` where it is one of a folder of splits. */
export type InputFile = { readonly path: string; readonly split: SplitName | null };

/** A record that can be packaged, or why a line holds none. */
export type PackableItem =
  | {
      readonly path: string;
      readonly line: number;
      readonly split: SplitName | null;
      readonly record: JsonObject;
      readonly conversation: Conversation;
      readonly reason?: undefined;
    }
  | { readonly path: string; readonly line: number; readonly reason: string; readonly record?: undefined };

/** The file itself, or the splits that a folder holds. Throws `FileAccessError`. */
export async function findInputFiles(input: string): Promise<readonly InputFile[]> {
  const found = await stat(input).catch((error: unknown) => {
    throw new FileAccessError('read', input, 'Name a dataset or a folder of splits with --input.', error);
  });
  if (!found.isDirectory()) return [{ path: input, split: null }];
  const files: InputFile[] = [];
  for (const split of splitNames) {
    const path = join(input, `${split}.jsonl`);
    if (
      await stat(path).then(
        () => true,
        () => false,
      )
    )
      files.push({ path, split });
  }
  if (files.length > 0) return files;
  const wanted = splitNames.map((name) => `${name}.jsonl`).join(', ');
  throw new FileAccessError(
    'read',
    input,
    'Make one with datagen split.',
    `the folder holds none of ${wanted}`,
  );
}

/** All lines of the files in order. Throws `FileAccessError`. */
export async function* packableItems(
  files: readonly InputFile[],
): AsyncGenerator<PackableItem, void, undefined> {
  for (const { path, split } of files) {
    for await (const { line, record, error } of readDataset(path)) {
      if (error !== undefined) {
        yield { path, line, reason: error.detail };
        continue;
      }
      const conversation = attempt(() => readConversation(record as JsonObject));
      if (typeof conversation === 'string') yield { path, line, reason: conversation };
      else yield { ...{ path, line, split, conversation }, record: record as JsonObject };
    }
  }
}

function attempt(read: () => Conversation): Conversation | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableEntryError) return error.message;
    throw error;
  }
}

/** What a trainer needs stands there as records have it. */
function readConversation(record: JsonObject): Conversation {
  const { conversation_id: id, messages, tools } = record;
  if (!Array.isArray(messages) || messages.length === 0)
    throw new UnreadableEntryError('/messages', 'holds no message');
  for (const [index, message] of messages.entries()) requireMessage(message, `/messages/${index}`);
  for (const [index, tool] of requireList(tools ?? [], '/tools').entries()) {
    const at = `/tools/${index}`;
    if (!isJsonObject(tool) || typeof tool.name !== 'string' || tool.name === '')
      throw new UnreadableEntryError(at, 'is no tool with a name');
    if (!isJsonObject(tool.parameters)) throw new UnreadableEntryError(`${at}/parameters`, 'is no schema');
  }
  return { id: String(id), messages, tools: tools ?? [] } as unknown as Conversation;
}

const roles: ReadonlySet<JsonValue | undefined> = new Set(['system', 'user', 'assistant', 'tool']);

function requireMessage(message: JsonValue, at: string): void {
  if (!isJsonObject(message) || !roles.has(message.role))
    throw new UnreadableEntryError(at, 'is no message with a known role');
  if (typeof message.content !== 'string') throw new UnreadableEntryError(`${at}/content`, 'is no text');
  if (message.role === 'tool' && typeof message.tool_call_id !== 'string')
    throw new UnreadableEntryError(`${at}/tool_call_id`, 'is no text');
  if (message.role === 'tool' && (typeof message.name !== 'string' || message.name === ''))
    throw new UnreadableEntryError(`${at}/name`, 'is no name');
  if (message.role !== 'assistant' || message.tool_calls === undefined) return;
  for (const [index, call] of requireList(message.tool_calls, `${at}/tool_calls`).entries()) {
    const isCall =
      isJsonObject(call) &&
      typeof call.id === 'string' &&
      typeof call.name === 'string' &&
      call.name !== '' &&
      isJsonObject(call.parameters);
    if (!isCall)
      throw new UnreadableEntryError(`${at}/tool_calls/${index}`, 'is no call with id, name and parameters');
  }
}

function requireList(value: JsonValue, at: string): JsonValue[] {
  if (!Array.isArray(value)) throw new UnreadableEntryError(at, 'is no list');
  return value;
}
