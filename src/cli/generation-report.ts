import type { RunConfig } from '../config/run-config.js';
import type { RunResult } from '../generate-run.js';
import { describeUsage, usageToJson } from '../language-models/describe-usage.js';
import type { ModelRuntime } from '../language-models/model-runtime.js';
import { mixCeilings } from '../plan/mix-ceilings.js';
import type { SelectedCatalog } from '../plan/select-tools.js';
import { createCoverageReport } from '../report/coverage-report.js';
import { renderGraphCoverage } from '../report/render-graph-coverage.js';
import { renderMix, toMixLines } from '../report/render-mix.js';
import { byFrequency } from '../runs/name-counts.js';
import { createCoverageMeter } from '../steering/coverage-meter.js';
import type { PhenomenonName } from '../types/plan-row.js';
import type { Sampler } from '../types/sampling.js';
import type { CommandIo } from './command-io.js';
import { plural } from './plural.js';

export type GenerationReport = {
  readonly config: RunConfig;
  readonly catalog: SelectedCatalog;
  readonly sampler: Sampler;
  readonly result: RunResult;
  readonly runtime: ModelRuntime | null;
  /** Where the dataset is now; null where nothing was written. */
  readonly place: string | null;
  /** What stayed as it was where nothing was written. */
  readonly untouched: string;
};

/** Prints what a run came to: what it covers, its mix against the targets, what was judged and rewritten. */
export function printGenerationReport(report: GenerationReport, json: boolean, io: CommandIo): void {
  const { config, catalog, sampler, result, runtime, place, untouched } = report;
  const { counts } = result;
  const coverage = createCoverageReport({ domains: domainsOf(catalog) });
  coverage.merge(counts);
  const meter = createCoverageMeter(catalog, sampler);
  meter.merge(counts.graph);
  const covered = meter.measure();
  const { shares } = config.plan;
  const ceilings = mixCeilings({ ...catalog, sampler, mode: config.generate.mode, shares });
  const situations = new Map(counts.situations.map(([name, count]) => [name as PhenomenonName, count]));
  const mix = toMixLines(situations, counts.records, shares, ceilings);
  const keptTexts = counts.kept_texts.reduce((sum, [, count]) => sum + count, 0);
  if (json) {
    io.printJson({
      output: place,
      asked: config.generate.n,
      ...numbersOf(counts, keptTexts),
      shortfall: shortfallOf(result),
      ...(runtime === null ? {} : { models: usageToJson(runtime.usage()) }),
      mix,
      coverage: { ...coverage.toJson(), graph: covered },
    });
    return;
  }
  io.print(coverage.render());
  if (counts.records > 0) io.print(`\n${renderMix(mix)}`);
  io.print(`\n${renderGraphCoverage(covered)}\n`);
  if (counts.judged > 0) io.print(`${counts.passed} of ${counts.judged} passed the judge's gates`);
  const texts = counts.rewritten_texts + keptTexts;
  if (texts > 0)
    io.print(`${counts.rewritten_texts} of ${texts} texts rewritten${describeKeptTexts(counts.kept_texts)}`);
  if (runtime !== null) io.print(`models: ${describeUsage(runtime.usage())}`);
  const variants = counts.variants === 0 ? '' : ` and ${plural(counts.variants, 'variant')}`;
  if (place === null) io.print(`Nothing was written; '${untouched}' is as it was.`);
  else io.print(`${plural(counts.records, 'conversation')}${variants} written to ${place}`);
}

/** Why there are fewer conversations than asked, one reason a line; empty when nothing went missing. */
export function shortfallOf({ counts, end, stopped }: RunResult): string[] {
  const reasons = new Map<string, number>();
  for (const [, reason] of counts.holes) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [
    ...(stopped === null ? [] : [stopped.message]),
    ...(end.exhausted === null
      ? []
      : [
          `The catalog holds ${plural(end.planned, 'distinct conversation')} under this configuration: ${end.exhausted}`,
        ]),
    ...[...reasons].map(
      ([reason, count]) => `${plural(count, 'row')} given up: ${reason.replace(/\.$/, '')}.`,
    ),
  ];
}

function numbersOf(counts: RunResult['counts'], keptTexts: number) {
  const { records, passed, judged, rejected_attempts, holes, grounding_gaps, variants } = counts;
  const { rejected_variants, unjudged, rewritten_texts, rejections } = counts;
  return {
    ...{ records, passed, judged, rejected_attempts, abandoned_rows: holes.length, grounding_gaps },
    ...{ variants, rejected_variants, unjudged, rewritten_texts, kept_texts: keptTexts },
    rejections: byFrequency(rejections).map(([reason, count]) => ({ reason, count })),
  };
}

function describeKeptTexts(kept: RunResult['counts']['kept_texts']): string {
  if (kept.length === 0) return '';
  return `; kept: ${byFrequency(kept)
    .map(([reason, count]) => `${count} ${reason.replaceAll('_', ' ')}`)
    .join(', ')}`;
}

/** The categories that a conversation can be about. */
function domainsOf({ registry, graph }: SelectedCatalog): string[] {
  const categories = new Map(registry.tools.map((tool) => [tool.id, tool.category]));
  const tools = new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint.toolId]));
  return [
    ...new Set(graph.nodes.flatMap(({ endpointId }) => categories.get(tools.get(endpointId) ?? '') ?? [])),
  ];
}
