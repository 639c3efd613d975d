import type { LanguageModel, LanguageModelRequest, LanguageModelResponse } from '../types/language-model.js';

/** What a scripted model says; what is left out is empty, and the stop reason follows from the calls. An error is thrown. */
export type ScriptedReply = Partial<LanguageModelResponse> | Error;

export type ScriptedModel = LanguageModel & {
  /** What was asked so far, in order. */
  readonly requests: readonly LanguageModelRequest[];
};

/**
 * A model that says what it is told to: the replies of a list in order, or what a function answers. For tests. A list that
 * has run out throws.
 */
export function createScriptedModel(
  script: readonly ScriptedReply[] | ((request: LanguageModelRequest, index: number) => ScriptedReply),
  id = 'scripted',
): ScriptedModel {
  const requests: LanguageModelRequest[] = [];
  return {
    id,
    requests,
    async generate(request, signal) {
      signal?.throwIfAborted();
      const index = requests.length;
      requests.push(request);
      const reply = typeof script === 'function' ? script(request, index) : script[index];
      if (reply === undefined)
        throw new Error(`The script has ${index} replies; ${request.logicalId} asks for one more.`);
      if (reply instanceof Error) throw reply;
      return {
        text: '',
        reasoning: [],
        toolCalls: [],
        stopReason: (reply.toolCalls ?? []).length > 0 ? 'tool_use' : 'end',
        usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
        model: id,
        ...reply,
      };
    },
  };
}
