import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonPrimitive, JsonValue } from '../../types/json.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { type ForeignConversation, plainReader } from './foreign-reader.js';

/**
 * Results of τ-bench (`traj`) and τ²-bench (`simulations` of messages): what agent and simulated user said. Its tools are not
 * in the file; what the user was told and the reward are.
 */
export const tauBench = plainReader(
  'tau-bench',
  'results of τ-bench and τ²-bench: traj, task and reward',
  read,
);

function read(value: JsonValue, fallbackId: string): ForeignConversation {
  if (!isJsonObject(value)) throw new UnreadableEntryError('', 'is no object');
  const place = Array.isArray(value.traj) ? '/traj' : '/messages';
  const messages = value.traj ?? value.messages;
  if (!Array.isArray(messages)) throw new UnreadableEntryError('/traj', 'is no list of messages');
  const task = taskOf(value);
  const briefing = briefingOf(value, task);
  const spoken = messages
    .map((entry: JsonValue, index) => plainMessage(entry, `${place}/${index}`))
    .filter((entry, index) => index < messages.length - 1 || !isSilent(entry));
  return {
    id: idOf(value) ?? fallbackId,
    messages: readChatMessages(spoken, place),
    tools: readTools(value.tools, '/tools'),
    ...(briefing === null ? {} : { briefing }),
    notes: notesOf(value),
  };
}

/** The signs with which a simulated user ends are no words of theirs. */
const endings = /\s{0,8}###(?:STOP|TRANSFER|OUT-OF-SCOPE)###/g;

function isSilent(entry: JsonValue): boolean {
  return isJsonObject(entry) && entry.role === 'user' && entry.content === '';
}

/** Of τ²-bench: results that name their call `id`; calls that the user made are none of the assistant's. */
function plainMessage(entry: JsonValue, place: string): JsonValue {
  if (!isJsonObject(entry)) return entry;
  if (
    entry.requestor === 'user' ||
    (entry.role === 'user' && Array.isArray(entry.tool_calls) && entry.tool_calls.length > 0)
  )
    throw new UnreadableEntryError(place, 'is a call that the user made, which no record can hold');
  if (entry.role === 'user' && typeof entry.content === 'string')
    return { ...entry, content: entry.content.replace(endings, '') };
  if (entry.role !== 'tool' || entry.tool_call_id !== undefined || typeof entry.id !== 'string') return entry;
  return { ...entry, tool_call_id: entry.id };
}

function taskOf({ info, task }: JsonObject): JsonObject | null {
  const inside = isJsonObject(info) ? info.task : undefined;
  return isJsonObject(task) ? task : isJsonObject(inside) ? inside : null;
}

function briefingOf(value: JsonObject, task: JsonObject | null): string | null {
  const given = task?.instruction ?? task?.user_scenario ?? value.user_scenario;
  if (typeof given === 'string') return given;
  return isJsonObject(given) ? JSON.stringify(given) : null;
}

function idOf({ id, task_id: task, trial }: JsonObject): string | null {
  if (typeof id === 'string' && id !== '') return id;
  if (typeof task !== 'string' && typeof task !== 'number') return null;
  return `task_${task}${typeof trial === 'number' ? `_trial_${trial}` : ''}`;
}

function notesOf(value: JsonObject): { [name: string]: JsonPrimitive } {
  const info = isJsonObject(value.reward_info) ? value.reward_info : {};
  const notes: [string, JsonValue | undefined][] = [
    ['task_id', value.task_id],
    ['trial', value.trial],
    ['reward', value.reward ?? info.reward],
  ];
  return Object.fromEntries(
    notes.filter(
      (note): note is [string, JsonPrimitive] => note[1] !== undefined && typeof note[1] !== 'object',
    ),
  );
}
