import { describe, expect, it } from 'vitest';
import { readGraphSettings, readSamplerSettings } from '../../test/support/read-settings.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { createRandom } from '../random/random.js';
import { samplingModes } from '../types/plan-row.js';
import { compileGraph } from './compile-graph.js';
import { createSampler } from './create-sampler.js';
import { planSupply } from './plan-supply.js';
import { readPromises } from './promises.js';

const registry = travelRegistry();
const graph = buildGraphs(registry, travelConcepts, readGraphSettings()).projected;
const settings = readSamplerSettings();
const compiled = compileGraph(registry, graph, settings);
const { depths } = planSupply(compiled);
const promises = readPromises(compiled, depths, settings);

describe('readPromises', () => {
  it('rules no start out that a chain of the mode has', () => {
    const sampler = createSampler(registry, graph, settings);
    for (const mode of samplingModes) {
      for (let seed = 0; seed < 150; seed += 1) {
        const outcome = sampler.sample(
          { mode, steps: { minimum: 1, maximum: 6 }, goals: { minimum: 1, maximum: 4 } },
          createRandom(`${mode} ${seed}`),
        );
        if (!outcome.ok) continue;
        const { steps } = outcome.chain;
        const first = compiled.indexes.get(steps[0]?.endpointId ?? '') ?? -1;
        // What stands first may be there for a start that needs it.
        if (depths[first] === 0) expect(promises.mayKeep(first, mode, steps.length === 1)).toBe(true);
      }
    }
  });

  it('keeps nothing but single steps for what neither leads on nor is led to', () => {
    const lonely = compileGraph(registry, { nodes: graph.nodes, edges: [] }, settings);
    const alone = readPromises(lonely, new Int32Array(lonely.endpoints.length), settings);
    for (const { index } of lonely.endpoints) {
      expect(alone.mayKeep(index, 'sequential', false)).toBe(false);
      expect(alone.mayKeep(index, 'multi_tool', false)).toBe(false);
      expect(alone.mayKeep(index, 'short', true)).toBe(true);
    }
    expect(alone.mayKeep(-1, 'short', true)).toBe(false);
  });
});
