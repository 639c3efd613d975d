import type { ToolDefinition } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { longestText } from './find-text-problem.js';

/** What both forms hold: new texts of messages, by their index in the conversation. */
export type NewTexts = { readonly messages: readonly { readonly index: number; readonly text: string }[] };

/** Most messages that a form takes: more than any conversation that is sent has. */
const mostMessages = 400;

const parameters = {
  type: 'object',
  properties: {
    messages: {
      type: 'array',
      minItems: 1,
      maxItems: mostMessages,
      items: {
        type: 'object',
        properties: {
          index: { type: 'integer', minimum: 0, description: 'index of the message' },
          text: { type: 'string', minLength: 1, maxLength: longestText, description: 'its whole new text' },
        },
        required: ['index', 'text'],
        additionalProperties: false,
      },
    },
  },
  required: ['messages'],
  additionalProperties: false,
} as const;

export const mendForm: ToolDefinition = {
  name: 'mend',
  description: 'Gives new texts for the few messages that caused the low scores.',
  parameters,
};

export const rewriteForm: ToolDefinition = {
  name: 'rewrite_conversation',
  description: 'Gives a new text for every message of user and assistant that may change.',
  parameters,
};

/** What makes a form unusable as a whole, in words for the model; null where nothing does. Texts as they stand are no harm. */
export function findFormProblem(
  { messages }: NewTexts,
  record: DatasetRecord,
  editable: readonly number[],
): string | null {
  const seen = new Set<number>();
  for (const { index, text } of messages) {
    if (record.messages[index]?.content === text) continue;
    if (!editable.includes(index)) return `message ${index} is none whose text may change`;
    if (seen.has(index)) return `message ${index} stands in it twice`;
    seen.add(index);
  }
  return null;
}
