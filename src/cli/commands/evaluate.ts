import { dirname, join } from 'node:path';
import type { RunConfig } from '../../config/run-config.js';
import { readDataset } from '../../dataset/read-dataset.js';
import { createDatasetWriter } from '../../dataset/write-dataset.js';
import { EmptyDatasetError } from '../../errors/empty-dataset-error.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { recordProblem } from '../../exchange/export-items.js';
import { createFileGroup } from '../../files/file-group.js';
import { createFinisher } from '../../generation/create-finisher.js';
import { inOrder } from '../../generation/in-order.js';
import { parseRubric } from '../../judge/read-rubric.js';
import { describeUsage } from '../../language-models/describe-usage.js';
import { checkRecordModels, readPolicy } from '../../language-models/policy.js';
import { createEvaluationTally, type EvaluationReport, scoreNames } from '../../report/evaluation-report.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import { isImported } from '../../types/imported-record.js';
import { runCalibration } from '../calibration.js';
import { describeSpending } from '../describe-spending.js';
import { describeUntouched } from '../describe-untouched.js';
import { runEvaluationDryRun } from '../dry-run.js';
import { exitCodes } from '../exit-codes.js';
import { judgeInBatch } from '../judge-in-batch.js';
import { letEventsIn } from '../let-events-in.js';
import { type OpenedModels, openModels } from '../open-models.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines, type UnreadableLines } from '../unreadable-lines.js';
import { wantedForEvaluation } from '../wanted-models.js';

/** Scores a dataset, writes it with scores and a report beside it. Exit 2 where the mean misses the threshold. */
export const runEvaluate: Command = async (config, switches, io) => {
  const lines = createUnreadableLines(io);
  if (config.evaluate.dryRun) {
    const records = readChecked(config.evaluate.input, lines);
    return lines.end(await runEvaluationDryRun(config, records, switches, io));
  }
  let opened: OpenedModels | null = null;
  try {
    // Before the rest is opened: what it answers and costs is found there.
    if (config.evaluate.batch && !config.evaluate.calibrate && !config.evaluate.replayOnly)
      await judgeInBatch(config, readChecked(config.evaluate.input, null), io);
    opened = await openModels(wantedForEvaluation(config), config.components, io);
    return config.evaluate.calibrate
      ? await runCalibration(config, opened?.models.runtime ?? null, switches, io)
      : lines.end(await evaluateFile(config, opened, lines, switches, io));
  } catch (error) {
    if (!io.signal.aborted || error instanceof InterruptedError) throw error;
    const { output, batch } = config.evaluate;
    throw new InterruptedError(describeUntouched(output, batch || opened !== null));
  } finally {
    await opened?.models.runtime.close();
  }
};

const evaluateFile = async (
  { evaluate, components }: RunConfig,
  opened: OpenedModels | null,
  lines: UnreadableLines,
  { json, verbose }: Parameters<Command>[1],
  io: Parameters<Command>[2],
): ReturnType<Command> => {
  const { input, output, threshold, repair, maxRepairs } = evaluate;
  const rubric = parseRubric(components.judge);
  // Also where nobody is asked: records that others made are exported here.
  const policy = readPolicy(evaluate.policy);
  const runtime = opened?.models.runtime ?? null;
  const gates = { ...rubric.gates, mean_score: threshold };
  const finish = createFinisher({ rubric, gates, repair, maxRepairs, runtime });
  const tally = createEvaluationTally();
  const reportPath = join(dirname(output), 'evaluation_report.json');
  if (reportPath === join(output)) {
    throw new UsageError(`--output is ${output}, where the report goes.`, 'Name another file.');
  }
  const files = createFileGroup();
  const writer = await createDatasetWriter(output);
  files.add(writer);
  let report: EvaluationReport;
  try {
    let [done, imported] = [0, 0];
    const judge = async (record: DatasetRecord) => {
      let problem: string | null = null;
      const evaluated = await finish(record, (reason) => {
        problem = reason;
      });
      return { evaluated, problem, earlier: record.history?.length ?? 0 };
    };
    const width = opened?.models.width ?? 1;
    for await (const { evaluated, problem, earlier } of inOrder(readChecked(input, lines), judge, width)) {
      done += 1;
      if (isImported(evaluated)) imported += 1;
      checkRecordModels(evaluated, policy);
      if (problem === null) tally.add(evaluated, earlier);
      else tally.addUnjudged();
      await writer.write(evaluated);
      if (problem !== null) io.log(`${evaluated.conversation_id}: not judged: ${problem}`);
      else if (verbose) io.log(describeScores(evaluated));
      else if (done % 500 === 0) io.log(`${plural(done, 'record')} evaluated${spent(runtime)}`);
      await letEventsIn();
      io.signal.throwIfAborted();
    }
    if (imported > 0) io.log(describeImported(imported, repair));
    report = tally.report(threshold);
    await files.write(reportPath, `${JSON.stringify(report, null, 2)}\n`);
    await files.commit();
  } finally {
    await files.abort();
  }
  if (json) io.printJson(report);
  else {
    for (const text of describeReport(report, output, reportPath)) io.print(text);
    if (runtime !== null) io.print(`models: ${describeUsage(runtime.usage())}`);
  }
  // What nobody judged misses no threshold.
  if (report.records === 0 && report.unjudged > 0) return exitCodes.fewer;
  if (!report.threshold_met) return exitCodes.notMet;
  return report.unjudged > 0 ? exitCodes.fewer : exitCodes.ok;
};

function describeImported(count: number, repair: boolean): string {
  const mended = repair ? '; mended are only answers of one line, mechanically' : '';
  return `${plural(count, 'conversation')} of others judged by what the source holds${mended}.`;
}

function spent(runtime: OpenedModels['models']['runtime'] | null): string {
  return runtime === null ? '' : `, ${describeSpending(runtime, 0)}`;
}

/**
 * Judge and repairer rely on the form of a record: a line that has another is told, and left out. Null where that is done
 * by who reads the file again. Throws `EmptyDatasetError` where nothing is left.
 */
async function* readChecked(
  input: string,
  lines: UnreadableLines | null,
): AsyncGenerator<DatasetRecord, void, undefined> {
  let count = 0;
  for await (const { line, record, error } of readDataset(input)) {
    const problem = error?.detail ?? recordProblem(record);
    if (problem !== null) {
      lines?.tell(input, line, problem);
      continue;
    }
    count += 1;
    yield record as DatasetRecord;
  }
  if (count === 0) throw new EmptyDatasetError(input);
}

function describeScores({ conversation_id, judge_scores: scores }: DatasetRecord): string {
  if (scores === undefined) return conversation_id;
  const verdict = scores.passed ? 'passed' : `failed ${scores.failed_gates.join(', ')}`;
  return `${conversation_id}: mean ${scores.mean_score}, ${verdict}: ${scores.reasoning}`;
}

function describeReport(report: EvaluationReport, output: string, reportPath: string): string[] {
  const { means, pass_rate_per_gate: rates, repairs } = report;
  const written = `written to ${output} and ${reportPath}`;
  if (report.records === 0 && report.unjudged > 0)
    return [`not judged        ${plural(report.unjudged, 'record')}, which is all there are`, written];
  return [
    `judge             ${report.judge_model}`,
    ...scoreNames.map(
      (name) => `${name.padEnd(17)} mean ${means[name].toFixed(2)}, ${percent(rates[name])} pass the gate`,
    ),
    `passed            ${report.passed} of ${report.records} (${percent(report.pass_rate)})`,
    ...(repairs.attempts === 0
      ? []
      : [
          `repairs           ${repairs.attempts} tried, ${repairs.kept} kept, ${plural(repairs.records_mended, 'record')} mended`,
        ]),
    ...report.worst
      .filter((record) => record.failed_gates.length > 0)
      .map((record) => `  ${record.conversation_id}  ${record.mean_score}  ${record.reasoning}`),
    ...(report.unjudged === 0 ? [] : [`not judged        ${plural(report.unjudged, 'record')}`]),
    `mean ${means.mean_score.toFixed(2)} ${report.threshold_met ? 'reaches' : 'misses'} the threshold of ${report.threshold}`,
    written,
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
