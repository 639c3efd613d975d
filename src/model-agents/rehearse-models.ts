import { ConversationFailure } from '../errors/conversation-failure.js';
import type { ModelRuntime } from '../language-models/model-runtime.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonObject } from '../types/json.js';
import type {
  LanguageModel,
  LanguageModelRequest,
  LanguageModelResponse,
  ModelRole,
} from '../types/language-model.js';

export type Rehearsal = ModelRuntime & {
  /** What was asked and answered, in the order of the calls. */
  readonly exchanges: readonly Exchange[];
};

export type Exchange = { readonly request: LanguageModelRequest; readonly response: LanguageModelResponse };

export type RehearsalOptions = {
  /** Offline records of the run's rows. */
  readonly records: readonly DatasetRecord[];
  /** Models by role; the others are offline. */
  readonly roles: ReadonlyMap<ModelRole, string>;
  /** Spoils a response, for tests. */
  readonly change?: (response: LanguageModelResponse, request: LanguageModelRequest) => LanguageModelResponse;
};

/**
 * Models that say and do, call by call, what offline records say and do: a live run of them sends the requests that a real one
 * would send, costs nothing, and has to come to the same conversations.
 */
export function rehearseModels({ records, roles, change = unchanged }: RehearsalOptions): Rehearsal {
  const byId = new Map(records.map((record) => [record.conversation_id, record]));
  const exchanges: Exchange[] = [];
  /** Messages that a conversation is ahead of its record: an empty call and its error are not in there. */
  const ahead = new Map<string, number>();
  const toModel = (id: string): LanguageModel => ({
    id,
    async generate(request) {
      const [conversation = '', , turn = '0', attempt = ''] = request.logicalId.split('/');
      const record = byId.get(conversation);
      const isFirst = attempt.startsWith('0.0') || request.role === 'judge' || request.role === 'repair';
      if (!record || !isFirst)
        throw new ConversationFailure('no-script', 'only first attempts are rehearsed');
      const at = Number(turn) - (ahead.get(conversation) ?? 0);
      const response = change({ ...speak(record, at, request), model: id }, request);
      if (response.toolCalls.some(isEmptyCall)) ahead.set(conversation, Number(turn) - at + 2);
      exchanges.push({ request, response });
      return response;
    },
  });
  const models = new Map([...roles].map(([role, id]) => [role, toModel(id)]));
  const none = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
  return {
    exchanges,
    modelFor: (role) => models.get(role) ?? null,
    usage: () => ({
      ...{ calls: exchanges.length, cached: 0, retries: 0, tokens: none },
      ...{ costUsd: 0, inFlight: 0, concurrency: 1 },
    }),
    close: async () => undefined,
  };
}

function unchanged(response: LanguageModelResponse): LanguageModelResponse {
  return response;
}

function isEmptyCall({ parameters }: LanguageModelResponse['toolCalls'][number]): boolean {
  return parameters !== null && Object.keys(parameters).length === 0;
}

type Lines = Omit<LanguageModelResponse, 'model'>;

function speak(record: DatasetRecord, turn: number, request: LanguageModelRequest): Lines {
  const { toolChoice } = request;
  const form = toolChoice === 'auto' ? '' : toolChoice.tool;
  switch (form) {
    case '':
      return speakAsAssistant(record, turn);
    case 'speak':
      return speakAsUser(record, turn);
    case 'word_scenario':
      return respond('', [[form, { goal: record.scenario.goal }]]);
    case 'score':
      return respond('', [
        [form, { tool_correctness: 5, task_completion: 5, naturalness: 5, reasoning: passes }],
      ]);
    default:
      return respond('', [[form, { messages: textsOf(record, request.role) }]]);
  }
}

const passes = 'The calls are sound, the user is answered, and the language is natural.';

function speakAsUser(record: DatasetRecord, turn: number): Lines {
  const message = record.messages[turn];
  const content = message?.role === 'user' ? message.content : '';
  const isLast = !record.messages.some(({ role }, index) => index > turn && role === 'user');
  const kind = declines(record, turn) ? 'refusal' : 'other';
  return respond('', [['speak', { message: content, kind, finished: isLast }]]);
}

function speakAsAssistant(record: DatasetRecord, turn: number): Lines {
  const message = record.messages[turn];
  if (message?.role !== 'assistant') throw new ConversationFailure('no-script', `nothing is said at ${turn}`);
  const calls = (message.tool_calls ?? []).map(({ name, parameters }) => [name, parameters] as const);
  return respond(message.content, calls);
}

/** Whether the user, asked at the message before, lets a goal go: nothing is called for it any more. */
function declines({ goal, messages }: DatasetRecord, turn: number): boolean {
  const asked = messages[turn - 1];
  const answered = messages[turn + 1];
  return (
    goal.some(({ reason, message }) => reason === 'not_confirmed' && message < turn) &&
    asked?.role === 'assistant' &&
    !goal.some(({ message }) => message === turn) &&
    answered?.role === 'assistant' &&
    answered.tool_calls === undefined
  );
}

function textsOf({ messages }: DatasetRecord, role: ModelRole): JsonObject[] {
  return messages.flatMap((message, index) =>
    (message.role === 'user' || message.role === 'assistant') &&
    message.content !== '' &&
    (role === 'repair' || message.role === role)
      ? [{ index, text: message.content }]
      : [],
  );
}

function respond(text: string, calls: readonly (readonly [string, JsonObject])[]): Lines {
  return {
    text,
    reasoning: [],
    toolCalls: calls.map(([name, parameters], index) => ({ id: `call${index}`, name, parameters })),
    stopReason: calls.length > 0 ? 'tool_use' : 'end',
    usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
  };
}
