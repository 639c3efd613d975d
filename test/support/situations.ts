import { toDatasetRecord } from '../../src/dataset/to-dataset-record.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import {
  bookingBindings,
  bookingChain,
  link,
  type MadeBrief,
  makeAttempt,
  makeChain,
  makeRow,
  makeStep,
  playToTheEnd,
} from './make-conversation.js';

const apart = bookingChain([[0], [1]]);
const risky = { irreversible: ['hotels/book'] };
const search = makeStep('hotels/search', { city: 0 });
const chosen = link(0, '/results/*/hotel_id');
/** Two things that do not need each other, asked for one after the other. */
const searchAndWeather = makeChain([search, makeStep('weather/forecast', { city: 1 })], [[0], [1]]);
const twoCities: readonly string[] = ['Lisbon', 'Porto'];
const longChain = makeChain(
  [
    search,
    makeStep('hotels/get', { hotel_id: chosen }),
    makeStep('hotels/book', { hotel_id: chosen, guest: 1, check_in_date: 2, nights: 3 }),
    makeStep('hotels/get_booking', { booking_id: link(2, '/booking_id') }),
    makeStep('hotels/change_booking', { booking_id: link(2, '/booking_id'), nights: 4 }),
  ],
  [[0, 1], [2], [3], [4]],
);

/** Attempts in the small hotel world, one for each thing that a conversation can be made to show. */
export const situations = {
  plain: {},
  alone: { chain: makeChain([search]), bindings: ['Lisbon'] },
  parallel: {
    chain: makeChain([makeStep('hotels/search', { city: 0 }, 0), makeStep('hotels/search', { city: 1 }, 0)]),
    bindings: twoCities,
  },
  withheld: { withheld: [0, 2] },
  asked: { picks: [{ step: 0, at: '/results/*', policy: 'ask', items: 1 }] },
  later: { chain: apart },
  confirmed: risky,
  long: { chain: longChain, bindings: [...bookingBindings, 5] },
  unserved: { chain: makeChain([search]), bindings: ['Lisbon'], served: false },
  ambiguous: {
    chain: apart,
    distractors: ['hotels/get_booking'],
    twists: [{ kind: 'ambiguous_intent', other: 'hotels/get_booking' }],
  },
  correctedAfterwards: {
    chain: searchAndWeather,
    bindings: twoCities,
    distractors: [],
    twists: [{ kind: 'user_correction', slot: 1, first: 'Madrid', when: 'after_report' }],
  },
  correctedAtConfirmation: {
    ...risky,
    twists: [{ kind: 'user_correction', slot: 3, first: 5, when: 'at_confirmation' }],
  },
  triedAgain: {
    twists: [{ kind: 'tool_error', step: 0, error: 'unavailable', recovery: { by: 'retry' } }],
  },
  writtenAfterLimit: {
    twists: [{ kind: 'tool_error', step: 1, error: 'rate_limit', recovery: { by: 'retry' } }],
  },
  misspelt: {
    twists: [
      {
        ...{ kind: 'tool_error', step: 0, error: 'not_found' },
        recovery: { by: 'asking', slot: 0, first: 'Lisobn' },
      },
    ],
  },
  outOfRange: {
    twists: [
      {
        ...{ kind: 'tool_error', step: 1, error: 'invalid_value' },
        recovery: { by: 'asking', slot: 2, first: '2025-05-11' },
      },
    ],
  },
  detoured: {
    twists: [
      {
        ...{ kind: 'tool_error', step: 0, error: 'unavailable' },
        recovery: {
          by: 'other_tool',
          endpointId: 'stays/search',
          arguments: [{ parameter: 'city', from: { kind: 'slot', slot: 0 } }],
        },
      },
    ],
  },
  conflicting: {
    chain: apart,
    twists: [{ kind: 'tool_error', step: 1, error: 'conflict', recovery: { by: 'telling' } }],
  },
  outOfOrder: {
    chain: searchAndWeather,
    bindings: twoCities,
    distractors: [],
    twists: [{ kind: 'tool_error', step: 1, error: 'unavailable', recovery: { by: 'telling' } }],
  },
  missing: {
    chain: searchAndWeather,
    bindings: twoCities,
    distractors: ['hotels/get'],
    twists: [{ kind: 'missing_tool', goal: 1 }],
  },
  forbidden: { chain: apart, twists: [{ kind: 'forbidden_action', goal: 1 }] },
  improperBesides: {
    twists: [{ kind: 'forbidden_topic', topic: 'credentials', apart: false }],
  },
  improperLater: {
    chain: apart,
    twists: [{ kind: 'forbidden_topic', topic: 'surveillance', apart: true }],
  },
  unwanted: { ...risky, chain: apart, twists: [{ kind: 'not_confirmed', goal: 1 }] },
} as const satisfies { readonly [name: string]: MadeBrief };

export type SituationName = keyof typeof situations;
export const situationNames = Object.keys(situations) as SituationName[];

const context = {
  ...{ seed: 42, corpusMemory: true, fixedMode: false, twins: false },
  categoryOf: new Map([
    ['travel/hotels', 'travel'],
    ['travel/stays', 'travel'],
    ['travel/weather', 'travel'],
  ]),
};

/** The record that a made attempt is played to. */
export function playRecord(made: MadeBrief): DatasetRecord {
  const state = playToTheEnd(made);
  const offered = state.brief.offered.map((endpoint) => ({
    ...endpoint,
    id: `travel/${endpoint.id}`,
    toolId: `travel/${endpoint.toolId}`,
  }));
  const brief = { ...state.brief, offered };
  return toDatasetRecord(makeRow(makeAttempt(made), made), { ...state, brief }, context, null);
}

export function situation(
  name: SituationName,
  more: Pick<MadeBrief, 'seed' | 'register' | 'temperament'> = {},
): MadeBrief {
  return { ...situations[name], ...more };
}
