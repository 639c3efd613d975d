import { ConversationFailure } from '../errors/conversation-failure.js';
import type { Message } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonObject } from '../types/json.js';
import type { JudgeScores } from '../types/verdict.js';
import { spansInto } from './change-text.js';

/** Characters of one tool output, or of the judge's reasoning, that a model is shown. */
const longestPart = 4000;
/** Characters of a whole case; a longer conversation is not sent at all. */
const longestCase = 200_000;

/**
 * A failed conversation as one JSON document: verdict, tools, messages with their calls and outputs, and of each text that
 * may change what must stay in it word for word. All of it is data; `<` is escaped, so that nothing in it ends the quotation
 * that it stands in. Throws `ConversationFailure` where it is too long.
 */
export function describeCase(
  record: DatasetRecord,
  scores: JudgeScores,
  editable: readonly number[],
): string {
  const { tool_correctness, task_completion, naturalness, reasoning } = scores;
  const json = JSON.stringify({
    verdict: {
      ...{ scores: { tool_correctness, task_completion, naturalness }, failed: scores.failed_gates },
      reasoning: shorten(reasoning),
    },
    goals: record.goal.map(({ text, outcome }) => ({ text, outcome })),
    tools: record.tools.map(({ name }) => name),
    // Only what may change has an index to name it by.
    messages: record.messages.map((message, index) => ({
      ...(editable.includes(index) ? { index, keep: textsToKeep(record, index) } : { fixed: true }),
      ...{ role: message.role, ...partsOf(message) },
    })),
  }).replaceAll('<', '\\u003c');
  if (json.length > longestCase)
    throw new ConversationFailure('repair-too-long', `the conversation has ${json.length} characters`);
  return json;
}

function partsOf(message: Message): JsonObject {
  if (message.role === 'tool') return { name: message.name, output: shorten(message.content) };
  if (message.role !== 'assistant' || message.tool_calls === undefined) return { text: message.content };
  const calls = message.tool_calls.map(({ name, parameters }) => ({ name, parameters }));
  return { text: message.content, calls };
}

/** What is valued in a text, in its order, each as often as it is. */
function textsToKeep(record: DatasetRecord, message: number): string[] {
  const characters = [...(record.messages[message]?.content ?? '')];
  return spansInto(record, message)
    .sort((left, right) => left.start - right.start || left.end - right.end)
    .map(({ start, end }) => characters.slice(start, end).join(''));
}

function shorten(text: string): string {
  if (text.length <= longestPart) return text;
  return `${text.slice(0, longestPart)} … (${text.length - longestPart} characters left out)`;
}
