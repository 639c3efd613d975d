import { toFunctionTools } from '../exchange/chat-messages.js';
import type { Conversation } from '../exchange/conversation.js';
import { jsonText } from '../exchange/json-spacing.js';
import type { Message, ToolDefinition } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import type { Tokenizer } from './tokenizer.js';

/**
 * Counts the tokens of conversations as a chat template would render them: each tool as a line of JSON, each message with its
 * role on a line of its own, calls as JSON with Python's spaces. The count is the sum over these parts; a model's own template
 * differs by its marks, a few tokens a message. Tools that are one object in several conversations are counted once.
 */
export function createTokenCounter({ count }: Tokenizer): (conversation: Conversation) => number {
  const known = new WeakMap<object, number>();
  const ofTool = (tool: ToolDefinition): number => {
    const earlier = known.get(tool);
    if (earlier !== undefined) return earlier;
    const tokens = count(`${jsonText(toFunctionTools([tool])[0] ?? null, 'python')}\n`);
    known.set(tool, tokens);
    return tokens;
  };
  return ({ messages, tools }) =>
    tools.reduce((sum, tool) => sum + ofTool(tool), 0) +
    messages.reduce((sum, message) => sum + count(messageText(message)), 0);
}

function messageText(message: Message): string {
  const lines: string[] = [message.role];
  if (message.role === 'assistant' && message.reasoning !== undefined) lines.push(message.reasoning);
  if (message.content !== '') lines.push(message.content);
  if (message.role === 'assistant')
    for (const { name, parameters } of message.tool_calls ?? [])
      lines.push(jsonText({ name, arguments: parameters } as JsonValue, 'python'));
  return `${lines.join('\n')}\n`;
}
