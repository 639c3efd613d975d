import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import type { SamplingMode } from '../types/plan-row.js';
import { createMix } from './mix.js';
import type { PlanShares } from './plan-settings.js';
import { toRowRequest } from './row-request.js';
import { createDecks } from './stratify.js';

const shares: PlanShares = {
  parallel_calls: 0.2,
  missing_parameter: 0.25,
  ambiguous_intent: 0.1,
  choice_among_results: 0.2,
  user_correction: 0.08,
  confirmation: 0.15,
  follow_up_goal: 0.2,
  no_tool: 0.07,
  missing_tool: 0.05,
  tool_error: 0.12,
  refusal: 0.03,
  short: 0.2,
  long: 0.3,
};

function requests(modes: readonly SamplingMode[]) {
  const random = createRandom(7);
  const deck = createDecks(random.fork('decks'));
  const mix = createMix();
  return Array.from({ length: 200 }, (_, index) =>
    toRowRequest(index, 'mixed', shares, deck, mix, false, new Set(modes), random.fork(`row-${index}`)),
  );
}

describe('toRowRequest', () => {
  it('asks for no mode of which the catalog has no chain', () => {
    const asked = requests(['sequential', 'short']);
    expect(new Set(asked.map(({ mode }) => mode))).toEqual(new Set(['sequential', 'short']));
  });

  it('asks for short conversations only where the catalog has no chain at all', () => {
    for (const { mode, length, sample, noTool } of requests(['short'])) {
      expect(mode).toBe('short');
      expect(sample.steps.minimum).toBeLessThanOrEqual(2);
      if (!noTool) expect(length).toBe('short');
    }
  });
});
