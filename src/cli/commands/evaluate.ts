import { dirname, join } from 'node:path';
import { readRecords } from '../../dataset/read-dataset.js';
import { createDatasetWriter, writeFileAtomically } from '../../dataset/write-dataset.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { NoModelsError } from '../../errors/no-models-error.js';
import { RecordFormatError } from '../../errors/record-format-error.js';
import { evaluateRecord } from '../../evaluate-record.js';
import { createOfflineJudge } from '../../judge/create-offline-judge.js';
import { createOfflineRepairer } from '../../repair/create-offline-repairer.js';
import { createEvaluationTally, type EvaluationReport, scoreNames } from '../../report/evaluation-report.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import { recordSchemaViolations } from '../../validate/record-schema.js';
import { exitCodes } from '../exit-codes.js';
import { letEventsIn } from '../let-events-in.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Scores a dataset, writes it with scores and a report beside it. Exit 2 where the mean misses the threshold. */
export const runEvaluate: Command = async ({ evaluate, components }, { json, verbose }, io) => {
  const { input, output, threshold, repair, maxRepairs, model } = evaluate;
  if (model !== null) throw new NoModelsError('--model', model);
  const options = {
    judge: createOfflineJudge(components.judge),
    repairer: repair ? createOfflineRepairer() : null,
    gates: { ...defaultGates, mean_score: threshold },
    maxRepairs,
  };
  const tally = createEvaluationTally();
  const writer = await createDatasetWriter(output);
  const reportPath = join(dirname(output), 'evaluation_report.json');
  let report: EvaluationReport;
  try {
    let line = 0;
    for await (const candidate of readRecords(input)) {
      line += 1;
      const record = requireFormat(candidate, input, line);
      const evaluated = await evaluateRecord(record, options);
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
