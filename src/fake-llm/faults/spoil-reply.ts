import type { JsonObject } from '../../types/json.js';
import type { FakeReply, ReplyCall } from '../fake-reply.js';
import type { FakeRequest } from '../fake-request.js';
import type { ModelFault } from './fault-kinds.js';

/** What a model says when it fails in this way. A reply without calls has no input that could be bad and stays as it is. */
export function spoilReply(reply: FakeReply, fault: ModelFault, request: FakeRequest): FakeReply {
  if (fault === 'refusal') return { stop: 'refusal' };
  if (fault === 'max_tokens') return cutShort(reply, request);
  const { calls = [] } = reply;
  return { ...reply, calls: calls.map((call, index) => (index === 0 ? spoilCall(call, request) : call)) };
}

function spoilCall(call: ReplyCall, { format, tools }: FakeRequest): ReplyCall {
  if (typeof call.input === 'string') return call;
  if (format === 'openai') return { ...call, input: JSON.stringify(call.input).slice(0, -1) };
  const required = tools.find((tool) => tool.name === call.name)?.schema.required;
  const [dropped] = Array.isArray(required) ? required : [];
  const kept = Object.entries(call.input).filter(([name]) => name !== dropped);
  return { ...call, input: toObject([...kept, ['unexpected_field', ['unexpected']]]) };
}

/** Anthropic sends an empty input for a call that was cut, OpenAI the text up to there. */
function cutShort({ text = '', calls = [] }: FakeReply, { format }: FakeRequest): FakeReply {
  return {
    text: text.slice(0, Math.floor(text.length / 2)),
    calls: calls.slice(0, 1).map(({ name, input }) => {
      const written = typeof input === 'string' ? input : JSON.stringify(input);
      return { name, input: format === 'openai' ? written.slice(0, Math.floor(written.length / 2)) : {} };
    }),
    stop: 'max_tokens',
  };
}

function toObject(entries: readonly (readonly [string, unknown])[]): JsonObject {
  return Object.fromEntries(entries) as JsonObject;
}
