import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { AssistantMessage } from '../types/conversation.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { readChatMessages } from './read-chat-messages.js';

/** Throws `UnreadableEntryError`. */
export function readEntryObject(value: JsonValue | undefined, place = ''): JsonObject {
  if (isJsonObject(value)) return value;
  throw new UnreadableEntryError(place, 'is no object');
}

/** The one assistant message that a list holds: pairs and completions of several are none of ours. Throws `UnreadableEntryError`. */
export function readOneAssistant(list: JsonValue | undefined, place: string): AssistantMessage {
  const [message, ...rest] = readChatMessages(list, place);
  if (message?.role === 'assistant' && rest.length === 0) return message;
  throw new UnreadableEntryError(place, 'does not hold one message of the assistant and nothing else');
}
