import { configDirectory } from '../config/package-paths.js';
import { conversationId } from '../dataset/conversation-id.js';
import { offlineAgents, toDatasetRecord } from '../dataset/to-dataset-record.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import { ModelCallError } from '../errors/model-call-error.js';
import { groundingWords } from '../grounding/grounding-words.js';
import { toSpeech } from '../language/speech.js';
import type { Mark } from '../language/utterance.js';
import { createDraftWish } from '../model-agents/create-draft-wish.js';
import { createLiveAssistant } from '../model-agents/create-live-assistant.js';
import { createLiveUser } from '../model-agents/create-live-user.js';
import { openSteps } from '../model-agents/directions.js';
import type { LiveContext, SourceFinder } from '../model-agents/live-context.js';
import { observePhenomena } from '../model-agents/observe-phenomena.js';
import { wordScenario } from '../model-agents/word-scenario.js';
import type { Prompts } from '../prompts/load-prompts.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import { simulateLiveConversation } from '../simulation/simulate-conversation.js';
import type { LanguageModel, SpeakingRole } from '../types/language-model.js';
import type { PlanAttempt, PlanRow } from '../types/plan-row.js';
import { validateRecord } from '../validate/validate-record.js';
import { type GenerationContext, type RecordOutcome, setTheScene, settle } from './generate-record.js';
import { unreachable } from './unavailable-model.js';

/** Who plays, and with what. A role without a model is worded offline. */
export type LiveCast = {
  readonly planner: LanguageModel | null;
  readonly user: LanguageModel;
  readonly assistant: LanguageModel;
  readonly prompts: Prompts;
  readonly sources: SourceFinder;
  readonly reasoning: boolean;
  /** Tokens of one message, by role. */
  readonly maxTokens: { readonly [role in SpeakingRole]: number };
};

/**
 * Has models play attempt `number` of a row; the executor still answers. From the response cache it is as repeatable as an
 * offline record. What a model cannot do right comes back as reasons. Throws `ModelRunError` where the run must stop.
 */
export async function generateLiveRecord(
  row: PlanRow,
  attempt: PlanAttempt,
  number: number,
  wording: number,
  context: GenerationContext,
  cast: LiveCast,
): Promise<RecordOutcome> {
  const scene = setTheScene(row, attempt, number, context);
  const agents = { ...offlineAgents };
  const speech = toSpeech(row.style, row.now, context.language);
  const draftWish = createDraftWish(context, speech, scene.random.fork('drafts'));
  const live = (role: SpeakingRole, model: LanguageModel): LiveContext => ({
    model,
    prompts: cast.prompts,
    language: context.language,
    conversationId: conversationId(context.seed, row.index),
    attempt: [number, wording],
    maxTokens: cast.maxTokens[role],
    sources: cast.sources,
    draftWish,
    note: (name) => {
      agents[role] = name;
    },
  });
  const toRecord = (state: ConversationState) => toDatasetRecord(row, state, { ...context, agents }, null);
  try {
    const brief =
      cast.planner === null
        ? scene.brief
        : await wordScenario(scene.brief, row.corpusMemory, live('planner', cast.planner));
    const outcome = await simulateLiveConversation(
      brief,
      {
        user: createLiveUser(live('user', cast.user), scene.random.fork('user')),
        assistant: createLiveAssistant({
          ...live('assistant', cast.assistant),
          reasoning: cast.reasoning,
          findFaults: (text, marks, state) => findFaults(text, marks, state, toRecord),
        }),
        executor: scene.executor,
        mayErr: true,
      },
      scene.random.fork(`wording-${wording}`),
    );
    if (!outcome.ok) return settle(outcome, row, context);
    requireEverythingDone(outcome.state);
    const { alternatives } = groundingWords(configDirectory, context.language.locale);
    const state = { ...outcome.state, phenomena: observePhenomena(outcome.state, alternatives) };
    return settle({ ok: true, state }, row, { ...context, agents });
  } catch (error) {
    if (error instanceof ConversationFailure)
      return { ok: false, reasons: [`${error.reason}: ${error.detail}`] };
    if (error instanceof ModelCallError) return unreachable(error);
    throw error;
  }
}

/** What the checker has against a text as the next message: facts without a source, claims that are not so. */
function findFaults(
  text: string,
  marks: readonly Mark[],
  state: ConversationState,
  toRecord: (state: ConversationState) => Parameters<typeof validateRecord>[0],
): string[] {
  const message = state.messages.length;
  const claims = marks.flatMap(({ start, end, meaning }) =>
    meaning.kind === 'claim' ? [{ message, start, end, source: meaning.source }] : [],
  );
  const next: ConversationState = {
    ...state,
    messages: [...state.messages, { role: 'assistant', content: text }],
    answerSources: [...state.answerSources, ...claims],
  };
  const first = state.answerSources.length;
  return validateRecord(toRecord(next)).flatMap(({ place, message: fault }) => {
    const claim = /^\/provenance\/answers\/(\d+)/.exec(place)?.[1];
    const isNew = claim !== undefined ? Number(claim) >= first : place === `/messages/${message}/content`;
    return isNew ? [fault] : [];
  });
}

/** Every wish was brought up, and nothing was left open without a reason; no mistake of the assistant ended a goal. */
function requireEverythingDone(state: ConversationState): void {
  const { brief } = state;
  if (state.requestMessages.length < brief.requests.length)
    throw new ConversationFailure('wish-unsaid', 'the user ended before everything was asked for');
  const planned = new Set(brief.faults.map(({ callName, type }) => `${callName} ${type}`));
  for (const request of brief.requests)
    for (const step of openSteps(request, state)) {
      const failure = state.failures.get(step);
      const name = brief.steps[step]?.endpoint.callName ?? '';
      if (failure === undefined) throw new ConversationFailure('task-unfinished', `${name} was never called`);
      if (!planned.has(`${name} ${failure.type}`))
        throw new ConversationFailure('call-not-mended', `${name} ended in ${failure.type}`);
    }
}
