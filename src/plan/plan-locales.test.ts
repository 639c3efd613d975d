import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCatalog } from '../../test/support/generate-records.js';
import { readGraphSettings, readSamplerSettings } from '../../test/support/read-settings.js';
import { travelConcepts, travelRegistry } from '../../test/support/travel-registry.js';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { loadRunConfig } from '../config/load-run-config.js';
import { bundledCatalogDirectory, configDirectory } from '../config/package-paths.js';
import { buildGraphs } from '../graph/build-graphs.js';
import { createKeywordMemory } from '../memory/create-keyword-memory.js';
import { createSampler } from '../sampler/create-sampler.js';
import { noDifficultyWish } from '../types/difficulty-wish.js';
import type { Locale, LocaleOption, PlanAttempt, PlanRow } from '../types/plan-row.js';
import { createPlan, type PlanContext } from './create-plan.js';

const knowledge = loadKnowledge(configDirectory);
const sample = '../shared/toolbench/sample';
const japanese = /[\u3041-\u30fa\u3400-\u9fff]/;
type Catalog = Pick<PlanContext, 'registry' | 'graph'>;

/** Rows of the plan, fewer where the catalog is exhausted. */
async function plan(catalog: Catalog, locale: LocaleOption, count: number, seed = 7): Promise<PlanRow[]> {
  const { plan: settings } = await loadRunConfig({ command: 'generate', flags: {}, environment: {} });
  const { localeShares, shares, attempts, distractors } = settings;
  const context: PlanContext = {
    ...catalog,
    knowledge,
    sampler: createSampler(catalog.registry, catalog.graph, readSamplerSettings()),
    memory: createKeywordMemory(),
    unsayable: new Set(),
    settings: {
      ...{ seed, mode: 'mixed', locale, localeShares, shares, attempts, distractors },
      ...{ difficulty: noDifficultyWish, corpusMemory: true },
    },
  };
  const rows: PlanRow[] = [];
  for await (const outcome of createPlan(context)) {
    if (!outcome.ok) break;
    rows.push(outcome.row);
    if (rows.length === count) break;
  }
  return rows;
}

/** A row without the values that its locale decides. */
function shapeOf({ locale: _locale, attempts, ...row }: PlanRow): object {
  const shape = ({ bindings, twists, ...attempt }: PlanAttempt): object => ({
    ...attempt,
    slots: bindings.length,
    twists: twists.map((twist) => {
      if (twist.kind === 'user_correction') return { ...twist, first: null };
      if (twist.kind !== 'tool_error' || twist.recovery.by !== 'asking') return twist;
      return { ...twist, recovery: { ...twist.recovery, first: null } };
    }),
  });
  return { ...row, attempts: attempts.map(shape) };
}

/** Chain and values of every attempt, each as a text. */
function plansOf(rows: readonly PlanRow[]): string[] {
  return rows.flatMap(({ attempts }) =>
    attempts.map(({ chain, bindings, withheld, served }) =>
      JSON.stringify([chain.steps, bindings, withheld, served]),
    ),
  );
}

let bundled: Catalog;
beforeAll(async () => {
  bundled = await buildCatalog(bundledCatalogDirectory);
});

const catalogs: readonly (readonly [string, number, () => Promise<Catalog> | Catalog, boolean])[] = [
  ['the bundled catalog', 300, () => bundled, true],
  [
    'the sample of ToolBench (needs ../shared/toolbench/sample)',
    300,
    () => buildCatalog(sample),
    existsSync(sample),
  ],
  [
    'a small catalog that is soon exhausted',
    300,
    () => ({
      registry: travelRegistry(),
      graph: buildGraphs(travelRegistry(), travelConcepts, readGraphSettings()).projected,
    }),
    true,
  ],
];

describe('createPlan in several locales', () => {
  for (const [name, count, read, isThere] of catalogs) {
    it.skipIf(!isThere)(`differs in values only, on ${name}`, { timeout: 120_000 }, async () => {
      const catalog = await read();
      const [english, own] = [await plan(catalog, 'en', count), await plan(catalog, 'ja', count)];
      expect(own.length).toBe(english.length);
      own.forEach((row, index) => {
        expect(row.locale).toBe('ja');
        expect(shapeOf(row)).toEqual(shapeOf(english[index] as PlanRow));
      });
      const plans = plansOf(own);
      expect(new Set(plans).size).toBe(plans.length);
    });
  }

  it('gives Japanese rows what a Japanese user would say, and English ones none of it', async () => {
    const spoken = (rows: readonly PlanRow[]) =>
      rows
        .flatMap(({ attempts }) => attempts.flatMap(({ bindings }) => bindings.flat()))
        .filter((value) => typeof value === 'string' && japanese.test(value));
    expect(spoken(await plan(bundled, 'en', 60))).toEqual([]);
    expect(spoken(await plan(bundled, 'ja', 60)).length).toBeGreaterThan(60);
  });

  it('deals mixed locales to one slot in each hundred rows, and otherwise plans the same rows', async () => {
    const mixed = await plan(bundled, 'mixed', 200);
    for (const block of [mixed.slice(0, 100), mixed.slice(100)]) {
      const count = (locale: Locale): number => block.filter((row) => row.locale === locale).length;
      expect(Math.abs(count('ja') - 30)).toBeLessThanOrEqual(1);
      expect(count('en') + count('ja')).toBe(100);
    }
    const own = { en: await plan(bundled, 'en', 200), ja: await plan(bundled, 'ja', 200) };
    const same = mixed.filter(
      (row, index) => JSON.stringify(row) === JSON.stringify(own[row.locale as 'en' | 'ja'][index]),
    );
    expect(same.length).toBeGreaterThan(195);
    expect(new Set(plansOf(mixed)).size).toBe(plansOf(mixed).length);
  });
});
