import type { JsonObject, JsonValue } from '../../types/json.js';
import type { FakeReply, ReplyCall } from '../fake-reply.js';
import type { FakeRequest } from '../fake-request.js';
import { keyedHash } from '../keyed-chance.js';
import type { CountedTokens } from '../usage/count-tokens.js';
import { signatureOf } from './sign-reasoning.js';

/** A reply as `POST /v1/messages` sends it. */
export function writeAnthropic(reply: FakeReply, request: FakeRequest, tokens: CountedTokens): JsonObject {
  const { text = '', reasoning = '', calls = [] } = reply;
  const content: JsonValue[] = [];
  if (reply.stop !== 'refusal') {
    if (reasoning !== '')
      content.push({ type: 'thinking', thinking: reasoning, signature: signatureOf(reasoning) });
    if (text !== '') content.push({ type: 'text', text });
    for (const [index, call] of calls.entries()) content.push(toolUse(call, request.callId, index));
  }
  return {
    id: `msg_${keyedHash('message', request.callId).slice(0, 24)}`,
    type: 'message',
    role: 'assistant',
    model: reply.model ?? request.model,
    content,
    stop_reason: stopReason(reply),
    stop_sequence: null,
    usage: {
      input_tokens: tokens.input,
      output_tokens: tokens.output,
      cache_creation_input_tokens: tokens.cacheWrite,
      cache_read_input_tokens: tokens.cacheRead,
      service_tier: 'standard',
    },
  };
}

function toolUse({ name, input }: ReplyCall, callId: string, index: number): JsonObject {
  return {
    type: 'tool_use',
    id: `toolu_${keyedHash('call', callId, index).slice(0, 24)}`,
    name,
    input: typeof input === 'string' ? {} : input,
  };
}

function stopReason({ stop, calls = [] }: FakeReply): string {
  if (stop === undefined) return calls.length > 0 ? 'tool_use' : 'end_turn';
  return stop === 'end' ? 'end_turn' : stop;
}
