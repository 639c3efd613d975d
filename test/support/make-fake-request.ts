import type { FakeRequest, FakeTool } from '../../src/fake-llm/fake-request.js';
import { replyByRules } from '../../src/fake-llm/replies/reply-by-rules.js';
import type { ReplyPolicy } from '../../src/fake-llm/server-options.js';
import type { JsonObject, JsonSchema } from '../../src/types/json.js';

export function makeFakeRequest(given: Partial<FakeRequest>): FakeRequest {
  return {
    ...{ callId: 'call', attempt: 0, format: 'anthropic', model: 'm', system: '', messages: [], tools: [] },
    ...{ toolChoice: 'auto', maxTokens: 1000, reasoning: false, answerSchema: null },
    ...given,
  };
}

export function makeFakeTool(
  name: string,
  description: string,
  properties: { readonly [name: string]: JsonSchema },
  required: readonly string[] = Object.keys(properties),
): FakeTool {
  return { name, description, schema: { type: 'object', properties, required } };
}

export const plainPolicy: ReplyPolicy = { rewriteBreakRate: 0, judgeErrors: null };

/** What the rules fill into a form when the last user message says `text`. */
export function fillForm(
  form: FakeTool,
  text: string,
  { callId = 'call', system = '', policy = plainPolicy } = {},
): JsonObject {
  const request = makeFakeRequest({
    ...{ callId, system, messages: [{ role: 'user', text }] },
    ...{ tools: [form], toolChoice: { tool: form.name } },
  });
  const [call] = replyByRules(request, { seed: 1, policy }).calls ?? [];
  if (call === undefined || typeof call.input === 'string') throw new Error('The form was not filled in.');
  return call.input;
}
