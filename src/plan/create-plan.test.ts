import { beforeAll, describe, expect, it } from 'vitest';
import { buildCatalog } from '../../test/support/generate-records.js';
import { makeConcepts, makeRegistry } from '../../test/support/make-registry.js';
import { readGraphSettings, readSamplerSettings } from '../../test/support/read-settings.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { loadRunConfig } from '../config/load-run-config.js';
import { bundledCatalogDirectory, configDirectory } from '../config/package-paths.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { createKeywordMemory } from '../memory/create-keyword-memory.js';
import { createSampler } from '../sampler/create-sampler.js';
import { noDifficultyWish } from '../types/difficulty-wish.js';
import type { PlanAttempt, PlanRow } from '../types/plan-row.js';
import type { EndpointGraph } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { createPlan, type PlanContext, type PlanOutcome } from './create-plan.js';
import type { PlanSettings } from './plan-settings.js';

const knowledge = loadKnowledge(configDirectory);
let registry: ToolRegistry;
let graph: EndpointGraph;
let settings: PlanSettings;
/** Two hundred rows of the bundled catalog. */
let planned: PlanOutcome[];
beforeAll(async () => {
  ({ registry, graph } = await buildCatalog(bundledCatalogDirectory));
  const config = await loadRunConfig({ command: 'generate', flags: {}, environment: {} });
  const { localeShares, shares, attempts, distractors } = config.plan;
  settings = {
    ...{ seed: 42, mode: 'mixed', locale: 'en', localeShares, shares, attempts, distractors },
    ...{ difficulty: noDifficultyWish, corpusMemory: true },
  };
  planned = await take(200, contextOf());
});

async function take(count: number, context: PlanContext): Promise<PlanOutcome[]> {
  const outcomes: PlanOutcome[] = [];
  for await (const outcome of createPlan(context)) {
    outcomes.push(outcome);
    if (outcomes.length === count) break;
  }
  return outcomes;
}

function contextOf(
  more: Partial<PlanSettings> = {},
  catalog: ToolRegistry = registry,
  edges: EndpointGraph = graph,
): PlanContext {
  return {
    registry: catalog,
    graph: edges,
    knowledge,
    sampler: createSampler(catalog, edges, readSamplerSettings()),
    memory: createKeywordMemory(),
    unsayable: new Set(),
    settings: { ...settings, ...more },
  };
}

const rowsOf = (outcomes: readonly PlanOutcome[]): PlanRow[] =>
  outcomes.flatMap((outcome) => (outcome.ok ? [outcome.row] : []));
const firstOf = (row: PlanRow): PlanAttempt => row.attempts[0] as PlanAttempt;

describe('createPlan', () => {
  it('makes a shorter plan a prefix of a longer one', async () => {
    expect(await take(50, contextOf())).toEqual(planned.slice(0, 50));
  });

  it('gives another plan for another seed, and without the corpus memory', async () => {
    const chains = async (more: Partial<PlanSettings>) =>
      rowsOf(await take(15, contextOf(more))).map((row) => firstOf(row).chain);
    expect(await chains({ seed: 43 })).not.toEqual(await chains({}));
    expect(await chains({ corpusMemory: false })).not.toEqual(await chains({}));
  });

  it.each([1, 42])('meets every share to one slot in each hundred rows, seed %i', async (seed) => {
    const rows = rowsOf(seed === settings.seed ? planned : await take(100, contextOf({ seed })));
    for (let block = 0; block * 100 < rows.length; block += 1) {
      const shown = rows.slice(block * 100, block * 100 + 100).flatMap(({ phenomena }) => phenomena);
      for (const [name, share] of Object.entries(settings.shares)) {
        const count = shown.filter((each) => each === name).length;
        expect(Math.abs(count - share * 100), `${name} of block ${block}`).toBeLessThanOrEqual(1);
      }
    }
  });

  it('reserves attempts that no other row holds', () => {
    const rows = rowsOf(planned);
    const signatures = rows.flatMap((row) =>
      row.attempts.map(({ chain, bindings, withheld, served }) =>
        JSON.stringify([chain.steps, bindings, withheld, served]),
      ),
    );
    expect(new Set(signatures).size).toBe(signatures.length);
    expect(rows.every((row) => row.attempts.length >= 1 && row.attempts.length <= settings.attempts)).toBe(
      true,
    );
  });

  it('binds every slot, and withholds slots that there are', () => {
    for (const { attempts } of rowsOf(planned))
      for (const { chain, bindings, withheld } of attempts) {
        expect(bindings).toHaveLength(chain.slots.length);
        expect(bindings).not.toContain(undefined);
        for (const slot of withheld) expect(chain.slots[slot]).toBeDefined();
      }
  });

  it('offers nothing needed where no tool is to serve the request', () => {
    const unserved = rowsOf(planned)
      .flatMap((row) => row.attempts)
      .filter(({ served }) => !served);
    expect(unserved.length).toBeGreaterThan(10);
    for (const { chain, distractors } of unserved)
      for (const { endpointId } of chain.steps)
        expect(distractors.map((each) => each.endpointId)).not.toContain(endpointId);
  });

  it('writes what the memory found into the row, earlier rows only', async () => {
    const rows = rowsOf(planned);
    expect(rows.flatMap((row) => row.corpusMemory ?? []).length).toBeGreaterThan(20);
    for (const row of rows)
      for (const { index } of row.corpusMemory ?? []) expect(index).toBeLessThan(row.index);
    const off = rowsOf(await take(10, contextOf({ corpusMemory: false })));
    expect(off.map((row) => row.corpusMemory)).toEqual(off.map(() => null));
  });

  it('plans the small travel world, too', async () => {
    const small = travelRegistry();
    const { projected } = buildGraphs(small, travelConcepts, readGraphSettings());
    expect(rowsOf(await take(40, contextOf({}, small, projected)))).toHaveLength(40);
  });

  it('ends with the reasons for which each draw was refused when nothing distinct is left', async () => {
    const tiny = makeRegistry([
      {
        id: 'coins/flip',
        parameters: [{ name: 'side', schema: { type: 'string', enum: ['heads', 'tails'] } }],
        response: { '/side': null },
      },
    ]);
    const { projected } = buildGraphs(tiny, makeConcepts([]), readGraphSettings());
    const outcomes = await take(100, contextOf({}, tiny, projected));
    const last = outcomes.at(-1);
    expect(outcomes.length).toBeLessThan(20);
    expect(rowsOf(outcomes).length).toBe(outcomes.length - 1);
    expect(last).toMatchObject({ ok: false, index: outcomes.length - 1 });
    expect(last?.ok === false && (last.refusals.get('not_distinct') ?? 0)).toBeGreaterThan(0);
  });
});
