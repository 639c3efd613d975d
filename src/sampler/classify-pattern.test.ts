import { describe, expect, it } from 'vitest';
import { travelRegistry } from '../../test/support/travel-registry.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { Intent } from '../types/tool-registry.js';
import { classifyCalls, classifyPattern } from './classify-pattern.js';
import { describeChain } from './describe-chain.js';

const calls = (...made: readonly (readonly [Intent, string?, number?])[]) =>
  made.map(([intent, tool = 'one', group]) => ({ tool, intent, group: group ?? null }));

describe('classifyCalls', () => {
  it.each([
    ['no_call', calls()],
    ['single_call', calls(['search'])],
    ['parallel', calls(['retrieve', 'a', 0], ['retrieve', 'a', 0], ['create'])],
    ['multi_tool_chain', calls(['search', 'one/a'], ['search', 'two/b'])],
    ['search_then_action', calls(['search', 'one/a'], ['create', 'two/b'])],
    ['search_then_action', calls(['search'], ['retrieve'], ['update'])],
    ['information_then_decision', calls(['retrieve'], ['compare'])],
    ['sequential_multi_step', calls(['create'], ['retrieve'])],
    ['sequential_multi_step', calls(['search'], ['retrieve'])],
  ] as const)('calls it %s', (pattern, made) => {
    expect(classifyCalls(made)).toBe(pattern);
  });
});

const chain: ToolChain = {
  slots: [{ concept: 'city', label: 'city', endpointId: 'hotels/search_hotels', parameter: 'city' }],
  steps: [
    {
      endpointId: 'hotels/search_hotels',
      parallelGroup: null,
      arguments: [{ parameter: 'city', from: { kind: 'slot', slot: 0 } }],
    },
    {
      endpointId: 'hotels/book_hotel',
      parallelGroup: null,
      arguments: [
        { parameter: 'hotel_id', from: { kind: 'link', step: 0, field: '/results/*/id', item: 0 } },
      ],
    },
  ],
  goals: [{ steps: [0] }, { steps: [1] }],
};

describe('classifyPattern', () => {
  it('reads the intents off the registry', () => {
    expect(classifyPattern(chain, travelRegistry())).toBe('search_then_action');
  });
});

describe('describeChain', () => {
  it('puts a chain into words', () => {
    expect(describeChain(chain, travelRegistry())).toMatchInlineSnapshot(`
      "goal 1, step 0: hotels::search_hotels (search hotel): city ← the user's city [0]
      goal 2, step 1: hotels::book_hotel (create booking): hotel_id ← step 0 /results/*/id of item 0"
    `);
  });
});
