import { createOfflineAssistant } from '../../src/agents/create-offline-assistant.js';
import { createOfflineUserProxy } from '../../src/agents/create-offline-user-proxy.js';
import { loadKnowledge } from '../../src/concepts/load-knowledge.js';
import { configDirectory } from '../../src/config/package-paths.js';
import { createOfflineExecutor } from '../../src/executor/create-offline-executor.js';
import { injectFaults } from '../../src/executor/inject-faults.js';
import { loadLanguage } from '../../src/language/data/load-language.js';
import { plainSpeech } from '../../src/language/speech.js';
import { requestOfSteps } from '../../src/plan/group-requests.js';
import { planPicks } from '../../src/plan/plan-picks.js';
import type { ConversationBrief } from '../../src/planner/conversation-brief.js';
import { listSizes } from '../../src/planner/list-sizes.js';
import { planScenario } from '../../src/planner/plan-scenario.js';
import { createRandom } from '../../src/random/random.js';
import type { ConversationState } from '../../src/simulation/conversation-state.js';
import { putIntoWords } from '../../src/simulation/put-into-words.js';
import { type SimulationOutcome, simulateConversation } from '../../src/simulation/simulate-conversation.js';
import type { JsonValue } from '../../src/types/json.js';
import type { PlanAttempt, PlanRow, StyleStrata } from '../../src/types/plan-row.js';
import type { Executor } from '../../src/types/ports.js';
import type { ChainSource, ChainStep, ToolChain } from '../../src/types/tool-chain.js';
import type { Endpoint } from '../../src/types/tool-registry.js';
import { makeHotelEndpoints } from './make-hotel-endpoints.js';
import { shippedErrorMessages } from './read-settings.js';

export const agentContext = {
  knowledge: loadKnowledge(configDirectory),
  language: loadLanguage(configDirectory, 'en'),
  errorMessages: shippedErrorMessages(),
};

/** `{ city: 0 }` takes slot 0; a link is written out. */
type Arguments = { readonly [parameter: string]: number | ChainSource };

export function makeStep(
  endpointId: string,
  taken: Arguments,
  parallelGroup: number | null = null,
): ChainStep {
  return {
    endpointId,
    parallelGroup,
    arguments: Object.entries(taken).map(([parameter, from]) => ({
      parameter,
      from: typeof from === 'number' ? { kind: 'slot', slot: from } : from,
    })),
  };
}

export function link(step: number, field: string, item = 0): ChainSource {
  return { kind: 'link', step, field, item };
}

/** A chain whose slots are named by the first step that takes each. */
export function makeChain(steps: readonly ChainStep[], goals?: readonly (readonly number[])[]): ToolChain {
  const slots: ToolChain['slots'][number][] = [];
  for (const step of steps)
    for (const { parameter, from } of step.arguments)
      if (from.kind === 'slot')
        slots[from.slot] ??= {
          concept: null,
          label: parameter.replaceAll('_', ' '),
          endpointId: step.endpointId,
          parameter,
        };
  return {
    steps,
    slots,
    goals: (goals ?? [steps.map((_, index) => index)]).map((numbers) => ({ steps: numbers })),
  };
}

/** Finds a hotel in a city and books it: slots city, guest, date, nights. */
export function bookingChain(goals?: readonly (readonly number[])[]): ToolChain {
  return makeChain(
    [
      makeStep('hotels/search', { city: 0 }),
      makeStep('hotels/book', {
        hotel_id: link(0, '/results/*/hotel_id'),
        guest: 1,
        check_in_date: 2,
        nights: 3,
      }),
    ],
    goals,
  );
}

export const bookingBindings: readonly JsonValue[] = ['Lisbon', 'Ana Costa', '2026-05-11', 3];

export type MadeBrief = Partial<Omit<PlanAttempt, 'distractors'>> & {
  /** Endpoint ids. */
  readonly distractors?: readonly string[];
  readonly seed?: number;
  readonly register?: StyleStrata['register'];
  readonly temperament?: StyleStrata['temperament'];
  readonly expertise?: StyleStrata['expertise'];
  /** Ids of endpoints that the user confirms first. */
  readonly irreversible?: readonly string[];
};

export function makeRow(
  attempt: PlanAttempt,
  { register = 'formal', temperament = 'calm', expertise = 'regular' }: MadeBrief = {},
): PlanRow {
  return {
    index: 0,
    mode: 'sequential',
    locale: 'en',
    now: '2026-04-09T10:15:00',
    phenomena: [],
    attempts: [attempt],
    style: {
      register,
      mood: 'order',
      layout: 'inline',
      opening: 'plain',
      ageBand: 'adult',
      temperament,
      patience: 'patient',
      expertise,
    },
    corpusMemory: null,
  };
}

/** Each goal is asked for in a message of its own, unless it is said otherwise. */
export function makeAttempt(made: MadeBrief = {}): PlanAttempt {
  const chain = made.chain ?? bookingChain();
  const requests = made.requests ?? chain.goals.map((_, goal) => [goal]);
  const wish = { requestOf: requestOfSteps(chain, requests), choice: (made.seed ?? 1) % 2 === 0 };
  return {
    chain,
    bindings: made.bindings ?? bookingBindings,
    distractors: (made.distractors ?? ['weather/forecast']).map((endpointId) => ({
      endpointId,
      shares: null,
    })),
    withheld: made.withheld ?? [],
    served: made.served ?? true,
    requests,
    picks:
      made.picks ?? planPicks(chain, hotelEndpoints(made.irreversible), wish, createRandom(made.seed ?? 1)),
    twists: made.twists ?? [],
  };
}

/** Those of the hotel world, and another tool that finds hotels just as well. */
export function hotelEndpoints(irreversible: readonly string[] = []): ReadonlyMap<string, Endpoint> {
  const endpoints = [...makeHotelEndpoints().values()];
  const stays = endpoints.flatMap((endpoint) =>
    endpoint.id === 'hotels/search'
      ? [{ ...endpoint, id: 'stays/search', toolId: 'stays', callName: 'stays::search' }]
      : [],
  );
  return new Map(
    [...endpoints, ...stays].map((endpoint) => [
      endpoint.id,
      { ...endpoint, irreversible: irreversible.includes(endpoint.id) },
    ]),
  );
}

export function makeBrief(made: MadeBrief = {}): ConversationBrief {
  const attempt = makeAttempt(made);
  return planScenario(
    makeRow(attempt, made),
    attempt,
    { endpoints: hotelEndpoints(made.irreversible), ...agentContext },
    createRandom(made.seed ?? 1),
  );
}

/** Plays a conversation of the offline agents in the small hotel world. */
export function play(made: MadeBrief = {}, executor?: Executor): SimulationOutcome {
  const brief = makeBrief(made);
  const random = createRandom(made.seed ?? 1);
  const words = random.fork('wording');
  const speech = {
    ...plainSpeech(agentContext.language),
    register: brief.scenario.persona.register,
    traits: [brief.scenario.persona.temperament],
  };
  const deciders = {
    user: createOfflineUserProxy(agentContext, random.fork('user')),
    assistant: createOfflineAssistant(agentContext),
  };
  const agents = {
    ...putIntoWords(deciders, speech, words),
    executor: executor ?? injectFaults(makeExecutor(brief, made.seed ?? 1), brief.faults),
  };
  return simulateConversation(brief, agents, words);
}

/** The finished state of a conversation that must succeed. */
export function playToTheEnd(made: MadeBrief = {}): ConversationState {
  const outcome = play(made);
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
  return outcome.state;
}

export function makeExecutor(brief: ConversationBrief, seed: number): Executor {
  return createOfflineExecutor({
    endpoints: new Map(brief.offered.map((endpoint) => [endpoint.callName, endpoint])),
    world: {
      seed: String(seed),
      now: brief.scenario.now,
      locale: 'en',
      members: listSizes(brief, createRandom(seed)),
    },
  });
}
