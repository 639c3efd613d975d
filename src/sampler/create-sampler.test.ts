import { describe, expect, it } from 'vitest';
import { readGraphSettings, readSamplerSettings } from '../../test/support/read-settings.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { createRandom } from '../random/random.js';
import { samplingModes } from '../types/plan-row.js';
import { createSampler } from './create-sampler.js';
import { describeChain } from './describe-chain.js';

const registry = travelRegistry();
const { projected } = buildGraphs(registry, travelConcepts, readGraphSettings());
const sampler = createSampler(registry, projected, readSamplerSettings());

describe('createSampler', () => {
  it('yields the same chain for the same seed', () => {
    for (const mode of samplingModes) {
      for (let seed = 0; seed < 10; seed += 1) {
        const request = { mode, steps: { minimum: 1, maximum: 5 }, goals: { minimum: 1, maximum: 3 } };
        const first = sampler.sample(request, createRandom(seed));
        const second = sampler.sample(request, createRandom(seed));
        expect(second).toEqual(first);
        if (process.env['SHOW'])
          console.log(mode, seed, first.ok ? `\n${describeChain(first.chain, registry)}` : first);
      }
    }
  });
});
