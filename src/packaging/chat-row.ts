import { type ChatStyle, toChatMessages, toFunctionTools } from '../exchange/chat-messages.js';
import { functionNameOf } from '../exchange/function-names.js';
import { readChatMessages, readTools } from '../exchange/read-chat-messages.js';
import { renameTools, type ToolNames } from '../exchange/tool-names.js';
import { lineText } from '../json/line-text.js';
import type { Message, ToolDefinition } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';

/**
 * Messages as Hugging Face's templates take them, under the names that tools go out by: arguments are objects, content is never
 * null, results name their tool. An untrained message keeps `weight: 0`, reasoning stands in `reasoning_content`.
 */
export function toChatColumn(messages: readonly Message[], names: ToolNames): JsonValue {
  const { messages: renamed } = renameTools({ messages, tools: [] }, names.exported);
  return toChatMessages(renamed, chatStyle);
}

export const chatStyle: ChatStyle = {
  ...({ arguments: 'object', spacing: 'python' } as const),
  ...{ emptyContent: true, namedResults: true, untrained: { weight: 0 }, reasoningKey: 'reasoning_content' },
};

/** The messages that a column was made of. Throws `UnreadableEntryError`. */
export function fromChatColumn(messages: JsonValue | undefined): Message[] {
  return readChatMessages(messages, '/messages');
}

/** A tool as it stands in a row, in its three forms; one frozen object for all records that have it as one object. */
export type ToolForms = {
  /** As JSON text. */
  readonly text: string;
  /** As it is read back from that. */
  readonly exported: ToolDefinition;
  /** The same under its own name. */
  readonly own: ToolDefinition;
};

export function createToolForms(names: ToolNames): (tool: ToolDefinition) => ToolForms {
  const known = new WeakMap<ToolDefinition, ToolForms>();
  return (tool) => {
    const earlier = known.get(tool);
    if (earlier !== undefined) return earlier;
    const list = toFunctionTools([{ ...tool, name: names.exported(tool.name, functionNameOf(tool)) }]);
    const [exported = tool] = readTools(list, '/tools');
    const own = Object.freeze({ ...exported, name: tool.name });
    const forms = { text: lineText(list[0]), exported: Object.freeze(exported), own };
    known.set(tool, forms);
    return forms;
  };
}
