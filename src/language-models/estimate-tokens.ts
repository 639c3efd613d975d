import type { LanguageModelRequest } from '../types/language-model.js';

/** What providers wrap around a message and around a tool, and what they say of tools at all. */
const aroundMessage = 8;
const aroundTool = 16;
const aroundTools = 350;
/** English has about four bytes a token, JSON three, Japanese three. */
const bytesPerToken = 3;

/**
 * About how many tokens a request sends, rather too many than too few, and the most that it may be answered with. For
 * dry runs and reservations; what counts in the end is what the provider says.
 */
export function estimateTokens(
  request: Pick<LanguageModelRequest, 'system' | 'messages' | 'tools' | 'maxTokens'>,
): { readonly input: number; readonly output: number } {
  let bytes = Buffer.byteLength(request.system);
  for (const message of request.messages) {
    bytes += Buffer.byteLength(message.content);
    if (message.role === 'assistant' && message.toolCalls) bytes += bytesOf(message.toolCalls);
    if (message.role === 'assistant' && message.reasoning) bytes += bytesOf(message.reasoning);
  }
  for (const tool of request.tools) bytes += bytesOf(tool);
  const around =
    aroundMessage * (request.messages.length + 1) +
    (request.tools.length === 0 ? 0 : aroundTools + aroundTool * request.tools.length);
  return { input: Math.ceil(bytes / bytesPerToken) + around, output: request.maxTokens };
}

const known = new WeakMap<object, number>();

/** Tools are the same objects in every request of a conversation. */
function bytesOf(value: object): number {
  const counted = known.get(value) ?? Buffer.byteLength(JSON.stringify(value));
  known.set(value, counted);
  return counted;
}
