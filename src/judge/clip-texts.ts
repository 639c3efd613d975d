import type { Message } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';

/** Characters; nobody says a tenth of it. What looks for faults takes longer than in step with the length of a text. */
const longestText = 5_000;

/** The record with no message of users or assistants longer than anybody's: the judge reads the beginning of those. */
export function clipTexts(record: DatasetRecord): DatasetRecord {
  if (!Array.isArray(record.messages) || !record.messages.some(isEndless)) return record;
  const clip = (message: Message): Message =>
    isEndless(message) ? { ...message, content: message.content.slice(0, longestText) } : message;
  return { ...record, messages: record.messages.map(clip) };
}

/** Records come from anywhere: a message may be anything. */
function isEndless(message: Message | null): boolean {
  return (
    message?.role !== 'tool' && typeof message?.content === 'string' && message.content.length > longestText
  );
}
