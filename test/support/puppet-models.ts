import { ConversationFailure } from '../../src/errors/conversation-failure.js';
import type { ModelRuntime } from '../../src/language-models/model-runtime.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import type { JsonObject } from '../../src/types/json.js';
import type {
  LanguageModel,
  LanguageModelRequest,
  LanguageModelResponse,
  ModelRole,
} from '../../src/types/language-model.js';

export const puppetId = 'puppet-1';

/**
 * Models that say and do what records say and do, by the place of the call: a live run of them must come to the same
 * conversations, with every source found anew. `change` may spoil a response.
 */
export function puppetRuntime(
  records: readonly DatasetRecord[],
  change: (response: LanguageModelResponse, request: LanguageModelRequest) => LanguageModelResponse = (
    response,
  ) => response,
): ModelRuntime & { readonly requests: LanguageModelRequest[] } {
  const byId = new Map(records.map((record) => [record.conversation_id, record]));
  const requests: LanguageModelRequest[] = [];
  /** Messages that a conversation is ahead of its record: an empty call and its error are not in there. */
  const ahead = new Map<string, number>();
  const model: LanguageModel = {
    id: puppetId,
    async generate(request) {
      requests.push(request);
      const [conversation = '', , turn = '0', attempt = ''] = request.logicalId.split('/');
      const record = byId.get(conversation);
      if (!record || !attempt.startsWith('0.0'))
        throw new ConversationFailure('puppet', 'there is no other script');
      const response = change(speak(record, Number(turn) - (ahead.get(conversation) ?? 0), request), request);
      if (
        response.toolCalls.some(
          ({ parameters }) => parameters !== null && Object.keys(parameters).length === 0,
        )
      )
        ahead.set(conversation, (ahead.get(conversation) ?? 0) + 2);
      return response;
    },
  };
  return {
    requests,
    modelFor: (role: ModelRole) => (role === 'judge' || role === 'repair' ? null : model),
    usage: () => {
      throw new Error('Puppets are not counted.');
    },
    close: async () => undefined,
  };
}

function speak(record: DatasetRecord, turn: number, request: LanguageModelRequest): LanguageModelResponse {
  if (request.role === 'planner') return respond('', [['word_scenario', { goal: record.scenario.goal }]]);
  const message = record.messages[turn];
  if (request.role === 'user') {
    const ends = message === undefined || message.role !== 'user';
    const kind = declines(record, turn) ? 'refusal' : 'other';
    return respond('', [
      ['speak', { message: ends ? '' : message.content, kind, finished: isLast(record, turn) }],
    ]);
  }
  if (message?.role !== 'assistant') throw new ConversationFailure('puppet', `there is no answer at ${turn}`);
  const calls = (message.tool_calls ?? []).map(({ name, parameters }): [string, JsonObject] => [
    name,
    parameters,
  ]);
  return respond(message.content, calls);
}

/** Whether the user, asked at the message before, lets a goal go. */
function declines({ goal, messages }: DatasetRecord, turn: number): boolean {
  const next = messages[turn + 1];
  return (
    goal.some(({ reason }) => reason === 'not_confirmed') &&
    /^(no\b|actually|hmm|wait|on second|never mind|いいえ|やっぱり|いや)/i.test(
      messages[turn]?.content ?? '',
    ) &&
    next?.role === 'assistant'
  );
}

function isLast({ messages }: DatasetRecord, turn: number): boolean {
  return !messages.some(({ role }, index) => index > turn && role === 'user');
}

export function respond(
  text: string,
  calls: readonly (readonly [string, JsonObject])[],
): LanguageModelResponse {
  return {
    text,
    reasoning: [],
    toolCalls: calls.map(([name, parameters], index) => ({ id: `call${index}`, name, parameters })),
    stopReason: calls.length > 0 ? 'tool_use' : 'end',
    usage: { input: 100, output: 20, cacheRead: 0, cacheWrite: 0 },
    model: puppetId,
  };
}
