import type { AssistantMessage, Message, ToolDefinition } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { noteFunctionNames } from './function-names.js';

/**
 * The neutral form between records and the formats of others: what was said, called and answered, and the tools that were
 * offered. Arguments are objects, a result is the text that the model reads, an untrained message has weight 0.
 */
export type Conversation = {
  readonly id: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
};

/** Two ways to go on from the same place. A rejected message is no part of any record and need not obey the laws. */
export type PreferencePair = {
  readonly id: string;
  readonly context: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly chosen: AssistantMessage;
  readonly rejected: AssistantMessage;
};

/** One way to go on, and whether it is wanted. */
export type LabelledCompletion = {
  readonly id: string;
  readonly context: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly completion: AssistantMessage;
  readonly label: boolean;
};

export function toConversation(record: DatasetRecord): Conversation {
  noteFunctionNames(record);
  const { conversation_id, messages, tools } = record;
  return { id: conversation_id, messages, tools };
}
