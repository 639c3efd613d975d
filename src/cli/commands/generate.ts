import { describeRun } from '../../config/describe-run.js';
import type { RunConfig } from '../../config/run-config.js';
import { createDatasetWriter } from '../../dataset/write-dataset.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { ModelRunError } from '../../errors/model-run-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { writeFileAtomically } from '../../files/atomic-file.js';
import { generateDataset } from '../../generate-dataset.js';
import { describeUsage, usageToJson } from '../../language-models/describe-usage.js';
import { checkRecordModels, readPolicy } from '../../language-models/policy.js';
import { loadArtifacts } from '../../load-artifacts.js';
import { type MixCeilings, mixCeilings } from '../../plan/mix-ceilings.js';
import { type SelectedCatalog, selectTools } from '../../plan/select-tools.js';
import { createCoverageReport } from '../../report/coverage-report.js';
import { renderGraphCoverage } from '../../report/render-graph-coverage.js';
import { renderMix, toMixLines } from '../../report/render-mix.js';
import { type CoverageMeter, createCoverageMeter } from '../../steering/coverage-meter.js';
import { createRunSampler } from '../../steering/create-run-sampler.js';
import type { PhenomenonName } from '../../types/plan-row.js';
import { describeSpending } from '../describe-spending.js';
import { describeUntouched } from '../describe-untouched.js';
import { runDryRun } from '../dry-run.js';
import { exitCodes } from '../exit-codes.js';
import { createGenerationTally, describeEvent } from '../generation-tally.js';
import { letEventsIn } from '../let-events-in.js';
import { openModels } from '../open-models.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';
import { wantedForGeneration } from '../wanted-models.js';

/** Generates a dataset, all or nothing on the disk, and says what it covers. */
export const runGenerate: Command = async (config, { json, verbose }, io) => {
  const { n, output, artifacts: directory } = config.generate;
  refuseTwinsOfModels(config);
  if (config.generate.dryRun) return runDryRun(config, { json }, io);
  const { judgeModel, evaluate, repair } = config.generate;
  if (judgeModel !== null && !evaluate && !repair)
    io.log(`Nothing is judged: --judge-model ${judgeModel} takes part with --evaluate or --repair.`);
  const opened = await openModels(wantedForGeneration(config), config.components, io);
  const policy = readPolicy(config.generate.policy);
  // Opened first: nobody should wait for a run that cannot be written.
  const writer = await createDatasetWriter(output);
  const progress = io.progress('conversations', n);
  const tally = createGenerationTally();
  let coverage = createCoverageReport();
  let meter: CoverageMeter | null = null;
  let ceilings: MixCeilings = new Map();
  const situations = new Map<PhenomenonName, number>();
  let stopped: ModelRunError | null = null;
  let isKept = false;
  try {
    const artifacts = await loadArtifacts(directory, config.components);
    if (artifacts.built) io.log(`'${directory}' held no artifacts: built them from the bundled catalog.`);
    const catalog = selectTools(artifacts, config.generate);
    coverage = createCoverageReport({ domains: domainsOf(catalog) });
    const sampler = createRunSampler(catalog, config);
    meter = createCoverageMeter(catalog, sampler);
    const { mode } = config.generate;
    ceilings = mixCeilings({ ...catalog, sampler, mode, shares: config.plan.shares });
    try {
      for await (const event of generateDataset(artifacts, config, opened?.models, io.environment)) {
        tally.add(event);
        if (event.type === 'record-ready') {
          checkRecordModels(event.record, policy);
          coverage.add(event.record);
          for (const { name } of event.record.phenomena)
            situations.set(name, (situations.get(name) ?? 0) + 1);
          meter.add(event.record);
          await writer.write(event.record);
          const { records } = tally.counts();
          progress.update(
            records,
            opened === null ? '' : describeSpending(opened.models.runtime, records / n),
          );
        }
        if (event.type === 'variant-ready') await writer.write(event.record);
        const line = verbose ? describeEvent(event) : null;
        if (line !== null) io.log(line);
        await letEventsIn();
        io.signal.throwIfAborted();
      }
    } catch (error) {
      if (io.signal.aborted) throw new InterruptedError(describeUntouched(output, opened !== null));
      // What is done when the money ends is a dataset, shorter than asked.
      if (!isBudget(error) || tally.counts().records === 0) throw error;
      stopped = error;
    }
    progress.stop();
    // All that an outage leaves would be an empty file in the place of a dataset.
    isKept = opened === null || tally.counts().records > 0;
    if (isKept) {
      await writeFileAtomically(
        `${output}.config.json`,
        `${JSON.stringify(describeRun(config, artifacts.manifest.input_hash), null, 2)}\n`,
      );
      await writer.commit();
    }
  } finally {
    progress.stop();
    await writer.abort();
    await opened?.models.runtime.close();
  }

  const counts = tally.counts();
  const shortfall = tally.shortfall();
  const covered = meter?.measure();
  const mix = toMixLines(situations, counts.records, config.plan.shares, ceilings);
  if (json)
    io.printJson({
      output,
      asked: n,
      ...counts,
      shortfall,
      ...(opened === null ? {} : { models: usageToJson(opened.models.runtime.usage()) }),
      mix,
      coverage: { ...coverage.toJson(), ...(covered === undefined ? {} : { graph: covered }) },
    });
  else {
    io.print(coverage.render());
    if (counts.records > 0) io.print(`\n${renderMix(mix)}`);
    if (covered !== undefined) io.print(`\n${renderGraphCoverage(covered)}\n`);
    if (counts.judged > 0) io.print(`${counts.passed} of ${counts.judged} passed the judge's gates`);
    const texts = counts.rewritten_texts + counts.kept_texts;
    if (texts > 0)
      io.print(
        `${counts.rewritten_texts} of ${texts} texts rewritten${describeKeptTexts(tally.keptTexts())}`,
      );
    if (opened !== null) io.print(`models: ${describeUsage(opened.models.runtime.usage())}`);
    const variants = counts.variants === 0 ? '' : ` and ${plural(counts.variants, 'variant')}`;
    if (isKept) io.print(`${plural(counts.records, 'conversation')}${variants} written to ${output}`);
    else io.print(`Nothing was written; '${output}' is as it was.`);
  }
  if (counts.unjudged > 0)
    io.logError(
      `datagen: ${plural(counts.unjudged, 'conversation')} not judged (--verbose says why). The same command tries again.`,
    );
  if (counts.records >= n) return counts.unjudged > 0 ? exitCodes.fewer : exitCodes.ok;
  const reasons = [...(stopped === null ? [] : [stopped.message]), ...shortfall];
  io.logError(`datagen: ${counts.records} of ${n} conversations. ${reasons.join(' ')}`);
  return exitCodes.fewer;
};

/** A variant differs from its base in one declared way, and a model's words differ in more. */
function refuseTwinsOfModels({ generate: { twins, agents } }: RunConfig): void {
  if (twins && agents !== 'offline')
    throw new UsageError(
      `--twins makes variants of offline conversations, and the agents are ${agents}.`,
      'Leave out one of --twins and --agents.',
    );
}

function describeKeptTexts(kept: readonly (readonly [string, number])[]): string {
  if (kept.length === 0) return '';
  return `; kept: ${kept.map(([reason, count]) => `${count} ${reason.replaceAll('_', ' ')}`).join(', ')}`;
}

function isBudget(error: unknown): error is ModelRunError {
  return error instanceof ModelRunError && error.kind === 'budget';
}

/** The categories that a conversation can be about. */
function domainsOf({ registry, graph }: SelectedCatalog): string[] {
  const categories = new Map(registry.tools.map((tool) => [tool.id, tool.category]));
  const tools = new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint.toolId]));
  return [
    ...new Set(graph.nodes.flatMap(({ endpointId }) => categories.get(tools.get(endpointId) ?? '') ?? [])),
  ];
}
