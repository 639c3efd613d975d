import { beforeAll, describe, expect, it } from 'vitest';
import { startFakeQdrant } from '../../test/support/fake-qdrant.js';
import {
  readGraphSettings,
  readSamplerSettings,
  shippedMemorySettings,
} from '../../test/support/read-settings.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { loadRunConfig } from '../config/load-run-config.js';
import { configDirectory } from '../config/package-paths.js';
import type { RunConfig } from '../config/run-config.js';
import { MemoryStoreError } from '../errors/memory-store-error.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { createKeywordMemory } from '../memory/create-keyword-memory.js';
import { createMemory } from '../memory/create-memory.js';
import type { MemoryBackend } from '../memory/memory-settings.js';
import { createSampler } from '../sampler/create-sampler.js';
import { noDifficultyWish } from '../types/difficulty-wish.js';
import type { PlanRow } from '../types/plan-row.js';
import type { MemoryStore } from '../types/ports.js';
import { createPlan } from './create-plan.js';

const knowledge = loadKnowledge(configDirectory);
const registry = travelRegistry();
const graph = buildGraphs(registry, travelConcepts, readGraphSettings()).projected;
let config: RunConfig;
beforeAll(async () => {
  config = await loadRunConfig({ command: 'generate', flags: {}, environment: {} });
});

async function rowsWith(memory: MemoryStore, count: number): Promise<PlanRow[]> {
  const { localeShares, shares, attempts, distractors } = config.plan;
  const plan = createPlan({
    ...{ registry, graph, knowledge, memory, unsayable: new Set<string>() },
    sampler: createSampler(registry, graph, readSamplerSettings()),
    settings: {
      ...{ seed: 3, mode: 'mixed', locale: 'en', localeShares, shares, attempts, distractors },
      ...{ difficulty: noDifficultyWish, corpusMemory: true },
    },
  });
  const rows: PlanRow[] = [];
  for await (const outcome of plan) {
    if (outcome.ok) rows.push(outcome.row);
    if (!outcome.ok || rows.length === count) break;
  }
  return rows;
}

const open = (backend: MemoryBackend, url = 'http://127.0.0.1:1'): MemoryStore =>
  createMemory({
    ...shippedMemorySettings(),
    ...{ backend, qdrant: { url, prefix: 'test', timeoutMs: 5000 } },
    ...{ modelBacked: true, environment: {}, cache: null },
  });

describe('createPlan over a memory', () => {
  it('plans the same rows whatever the memory finds, which alone differs', async () => {
    const qdrant = await startFakeQdrant();
    const babbling: MemoryStore = {
      ...createKeywordMemory(),
      search: async () => [{ index: -1, text: 'never planned' }],
    };
    const stores = [createKeywordMemory(), open('vector'), open('qdrant', qdrant.url), babbling];
    const plans: PlanRow[][] = [];
    for (const store of stores) plans.push(await rowsWith(store, 25));
    const bare = plans.map((rows) => rows.map(({ corpusMemory: _, ...row }) => row));
    for (const rows of bare) expect(rows).toEqual(bare[0]);
    const found = plans.map((rows) => rows.map(({ corpusMemory }) => corpusMemory));
    expect(found[2]).toEqual(found[1]);
    expect(found[3]).not.toEqual(found[0]);
    for (const store of stores) await store.close();
    await qdrant.stop();
  });

  it('finds earlier rows only, in their own words', async () => {
    const rows = await rowsWith(open('vector'), 25);
    for (const { index, corpusMemory } of rows)
      for (const found of corpusMemory ?? []) expect(found.index).toBeLessThan(index);
    expect(rows[24]?.corpusMemory).toHaveLength(3);
  });

  it('ends with a clear error when the server fails in the middle', async () => {
    const qdrant = await startFakeQdrant();
    const store = open('qdrant', qdrant.url);
    const failing: MemoryStore = {
      ...store,
      async add(scope, entry) {
        if (entry.index === 7) qdrant.fail('reset');
        return store.add(scope, entry);
      },
    };
    const error = await rowsWith(failing, 25).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MemoryStoreError);
    expect((error as Error).message).toMatch(
      /^The corpus memory failed: Qdrant at http:\S+ cannot be reached \(\w+\)\. Start/,
    );
    await store.close();
    await qdrant.stop();
  });
});
