import type { JsonObject } from '../../types/json.js';
import type { FakeReply } from '../fake-reply.js';
import type { FakeRequest } from '../fake-request.js';
import { keyedChance, keyedHash } from '../keyed-chance.js';
import type { CountedTokens } from '../usage/count-tokens.js';

/** A reply as `POST /v1/chat/completions` sends it. */
export function writeOpenai(reply: FakeReply, request: FakeRequest, tokens: CountedTokens): JsonObject {
  const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite;
  return {
    id: `chatcmpl-${keyedHash('message', request.callId).slice(0, 24)}`,
    object: 'chat.completion',
    created: 1_700_000_000,
    model: reply.model ?? request.model,
    choices: [{ index: 0, logprobs: null, ...choice(reply, request) }],
    usage: {
      prompt_tokens: prompt,
      completion_tokens: tokens.output,
      total_tokens: prompt + tokens.output,
      prompt_tokens_details: { cached_tokens: tokens.cacheRead },
    },
  };
}

function choice(reply: FakeReply, { callId }: FakeRequest): JsonObject {
  const { text = '', reasoning = '', calls = [], stop } = reply;
  if (stop === 'refusal') return refusal(callId);
  const toolCalls = calls.map(({ name, input }, index) => ({
    id: `call_${keyedHash('call', callId, index).slice(0, 24)}`,
    type: 'function',
    function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) },
  }));
  return {
    message: {
      role: 'assistant',
      content: text === '' && calls.length > 0 ? null : text,
      refusal: null,
      ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
      ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
    },
    finish_reason: finishReason(stop, calls.length > 0),
  };
}

/** Endpoints refuse in one of two ways: the model says so, or a filter takes its words away. */
function refusal(callId: string): JsonObject {
  const filtered = keyedChance('refusal', callId) < 0.5;
  return {
    message: {
      role: 'assistant',
      content: null,
      refusal: filtered ? null : 'I am sorry, I cannot help with that.',
    },
    finish_reason: filtered ? 'content_filter' : 'stop',
  };
}

function finishReason(stop: FakeReply['stop'], hasCalls: boolean): string {
  if (stop === 'max_tokens') return 'length';
  if (stop === 'end') return 'stop';
  return hasCalls || stop === 'tool_use' ? 'tool_calls' : 'stop';
}
