import type { JsonObject } from '../../src/types/json.js';
import type {
  LanguageModel,
  LanguageModelRequest,
  LanguageModelResponse,
} from '../../src/types/language-model.js';

/** A model that calls the tool it must call with what `reply` gives for the request, and keeps the requests. */
export function replyModel(
  reply: (request: LanguageModelRequest) => JsonObject | null,
  echoed = 'judge-model-1',
): LanguageModel & { readonly requests: LanguageModelRequest[] } {
  const requests: LanguageModelRequest[] = [];
  return {
    id: 'judge-model',
    requests,
    async generate(request): Promise<LanguageModelResponse> {
      requests.push(request);
      const parameters = reply(request);
      const name = typeof request.toolChoice === 'string' ? '' : request.toolChoice.tool;
      return {
        text: '',
        reasoning: [],
        toolCalls: [{ id: `call${requests.length}`, name, parameters }],
        stopReason: 'tool_use',
        usage: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 },
        model: echoed,
      };
    },
  };
}
