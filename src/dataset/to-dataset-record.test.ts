import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bookingChain,
  type MadeBrief,
  makeAttempt,
  makeRow,
  playToTheEnd,
} from '../../test/support/make-conversation.js';
import { validateRecord } from '../validate/validate-record.js';
import { toDatasetRecord } from './to-dataset-record.js';
import { toGoalEntries } from './to-goal-entries.js';

/** Where nothing serves, the plan has one goal. */
const options: fc.Arbitrary<MadeBrief> = fc
  .record({
    seed: fc.nat(),
    register: fc.constantFrom('terse' as const, 'chatty' as const, 'formal' as const, 'rushed' as const),
    withheld: fc.subarray([0, 1, 2, 3]),
    irreversible: fc.constantFrom<readonly string[]>([], ['hotels/book']),
    goals: fc.constantFrom([[0, 1]], [[0], [1]]),
    served: fc.boolean(),
  })
  .map(({ goals, ...made }) => ({ ...made, chain: bookingChain(made.served ? goals : [[0, 1]]) }));

/** Goals with a withheld value: each asks once. */
function goalsThatAsk({ chain, withheld = [] }: MadeBrief): number {
  return (chain?.goals ?? []).filter((goal) =>
    goal.steps.some((step) =>
      chain?.steps[step]?.arguments.some(({ from }) => from.kind === 'slot' && withheld.includes(from.slot)),
    ),
  ).length;
}

const context = {
  seed: 42,
  corpusMemory: true,
  fixedMode: false,
  twins: false,
  categoryOf: new Map([
    ['hotels', 'travel'],
    ['weather', 'weather'],
  ]),
};
const recordOf = (made: MadeBrief, fixedMode = false) =>
  toDatasetRecord(makeRow(makeAttempt(made)), playToTheEnd(made), { ...context, fixedMode }, null);

describe('toDatasetRecord', () => {
  it('counts in the metadata what stands in the record', () =>
    fc.assert(
      fc.property(options, (made) => {
        const {
          metadata,
          messages,
          tool_calls: calls,
          tool_outputs: outputs,
          tools,
          provenance,
        } = recordOf(made);
        const grounded = calls
          .slice(1)
          .filter((call) =>
            provenance.arguments.some(({ call: id, source }) => id === call.id && source.kind === 'output'),
          );
        expect(metadata.num_turns).toBe(messages.filter(({ role }) => role !== 'system').length);
        expect(metadata.num_tool_calls).toBe(calls.length);
        expect(metadata.endpoint_ids).toHaveLength(calls.length);
        expect(metadata.num_distinct_tools).toBe(metadata.tool_ids_used.length);
        expect(metadata.memory_grounding_rate).toBe(
          calls.length < 2 ? null : grounded.length / (calls.length - 1),
        );
        expect(metadata.num_clarification_questions).toBe(made.served ? goalsThatAsk(made) : 0);
        expect(metadata.difficulty).toMatchObject({
          calls: calls.length,
          distractors: tools.length - new Set(calls.map(({ name }) => name)).size,
          depth: made.served ? 2 : 0,
        });
        expect(outputs.map(({ id, name }) => [id, name])).toEqual(calls.map(({ id, name }) => [id, name]));
      }),
    ));

  it('keeps the laws of structure, schema, provenance and clairvoyance', () =>
    fc.assert(
      fc.property(options, (made) => {
        // This little registry names no categories in its ids.
        const violations = validateRecord(recordOf(made)).filter(
          ({ law, rule }) => law <= 3 && rule !== 'endpoint-ids-match' && !/metadata/.test(rule),
        );
        expect(violations).toEqual([]);
      }),
      { numRuns: 60 },
    ));

  it('names the mode of the row where one is asked for, else the one that shows', () => {
    expect(recordOf({ withheld: [0] }, true).metadata.sampling_mode).toBe('sequential');
    expect(recordOf({ withheld: [0] }).metadata.sampling_mode).toBe('clarification_first');
    expect(recordOf({}).metadata.sampling_mode).toBe('short');
  });
});

describe('toGoalEntries', () => {
  it('has what was asked told, and every write changed', () => {
    const [goal] = toGoalEntries(playToTheEnd({}));
    expect(goal).toMatchObject({ outcome: 'achieved', message: 1 });
    expect(goal?.told.map(({ name }) => name)).toEqual(['hotels::book']);
    expect(goal?.changed.map(({ name }) => name)).toEqual(['hotels::book']);
    expect(goal?.calls).toHaveLength(2);
  });

  it('has one entry for each goal, each with its own calls', () => {
    const goals = toGoalEntries(playToTheEnd({ chain: bookingChain([[0], [1]]) }));
    expect(goals.map(({ told }) => told.map(({ name }) => name))).toEqual([
      ['hotels::search'],
      ['hotels::book'],
    ]);
    expect(goals.map(({ changed }) => changed.length)).toEqual([0, 1]);
  });

  it('calls what nothing serves unreachable, with nothing told or changed', () => {
    expect(toGoalEntries(playToTheEnd({ served: false }))).toMatchObject([
      { outcome: 'unreachable', reason: 'no_tool', told: [], changed: [], calls: [] },
    ]);
  });
});
