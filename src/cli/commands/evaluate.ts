import { dirname, join } from 'node:path';
import { readRecords } from '../../dataset/read-dataset.js';
import { createDatasetWriter, writeFileAtomically } from '../../dataset/write-dataset.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { NoModelsError } from '../../errors/no-models-error.js';
import { RecordFormatError } from '../../errors/record-format-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { createOfflineJudge } from '../../judge/create-offline-judge.js';
import { parseRubric } from '../../judge/read-rubric.js';
import { createOfflineRepairer } from '../../repair/create-offline-repairer.js';
import { judgeAndRepair } from '../../repair/judge-and-repair.js';
import { createEvaluationTally, type EvaluationReport, scoreNames } from '../../report/evaluation-report.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import { recordSchemaViolations } from '../../validate/record-schema.js';
import { validateRecord } from '../../validate/validate-record.js';
import { exitCodes } from '../exit-codes.js';
import { letEventsIn } from '../let-events-in.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Scores a dataset, writes it with scores and a report beside it. Exit 2 where the mean misses the threshold. */
export const runEvaluate: Command = async ({ evaluate, components }, { json, verbose }, io) => {
  const { input, output, threshold, repair, maxRepairs, model } = evaluate;
  if (model !== null) throw new NoModelsError('--model', model);
  const rubric = parseRubric(components.judge);
  const judge = createOfflineJudge(rubric);
  const repairer = repair ? createOfflineRepairer() : null;
  const options = { gates: { ...rubric.gates, mean_score: threshold }, maxRepairs, validate: validateRecord };
  const tally = createEvaluationTally();
  const reportPath = join(dirname(output), 'evaluation_report.json');
  if (reportPath === join(output)) {
    throw new UsageError(`--output is ${output}, where the report goes.`, 'Name another file.');
  }
  const writer = await createDatasetWriter(output);
  let report: EvaluationReport;
  try {
    let line = 0;
    for await (const candidate of readRecords(input)) {
      line += 1;
      const record = requireFormat(candidate, input, line);
      const evaluated = await judgeAndRepair(record, judge, repairer, options);
      tally.add(evaluated, record.history?.length ?? 0);
      await writer.write(evaluated);
      if (verbose) io.log(describeScores(evaluated));
      else if (line % 500 === 0) io.log(`${plural(line, 'record')} evaluated`);
      await letEventsIn();
      if (io.signal.aborted) throw new InterruptedError(`Nothing was written; '${output}' is as it was.`);
    }
    report = tally.report(threshold);
    await writeFileAtomically(reportPath, `${JSON.stringify(report, null, 2)}\n`);
    await writer.commit();
  } finally {
    await writer.abort();
  }
  if (json) io.printJson(report);
  else for (const text of describeReport(report, output, reportPath)) io.print(text);
  return report.threshold_met ? exitCodes.ok : exitCodes.notMet;
};

/** Judge and repairer rely on the form of a record; anything else is named, not guessed at. */
function requireFormat(candidate: unknown, input: string, position: number): DatasetRecord {
  const [violation] = recordSchemaViolations(candidate);
  if (violation === undefined) return candidate as DatasetRecord;
  throw new RecordFormatError(input, position, violation.place, violation.message);
}

function describeScores({ conversation_id, judge_scores: scores }: DatasetRecord): string {
  if (scores === undefined) return conversation_id;
  const verdict = scores.passed ? 'passed' : `failed ${scores.failed_gates.join(', ')}`;
  return `${conversation_id}: mean ${scores.mean_score}, ${verdict}: ${scores.reasoning}`;
}

function describeReport(report: EvaluationReport, output: string, reportPath: string): string[] {
  const { means, pass_rate_per_gate: rates, repairs } = report;
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
    `mean ${means.mean_score.toFixed(2)} ${report.threshold_met ? 'reaches' : 'misses'} the threshold of ${report.threshold}`,
    `written to ${output} and ${reportPath}`,
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
