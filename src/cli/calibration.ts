import type { RunConfig } from '../config/run-config.js';
import { readRecords } from '../dataset/read-dataset.js';
import { UsageError } from '../errors/usage-error.js';
import { calibrate } from '../judge/calibration/calibrate.js';
import { renderCalibration } from '../judge/calibration/render-calibration.js';
import { createJudges } from '../judge/create-judges.js';
import { parseRubric } from '../judge/read-rubric.js';
import { describeUsage } from '../language-models/describe-usage.js';
import type { ModelRuntime } from '../language-models/model-runtime.js';
import { createPromptShelf } from '../prompts/create-prompt-shelf.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { recordSchemaViolations } from '../validate/record-schema.js';
import { validateRecord } from '../validate/validate-record.js';
import type { CommandIo } from './command-io.js';
import { type ExitCode, exitCodes } from './exit-codes.js';

/** Fewer sound conversations than this say nothing about a judge. */
const fewest = 20;
/** Planted conversations of each kind that a judge of rules looks at, and one that costs money. */
const perKind = { rules: 100, model: 20 };
const mostSound = { rules: 1000, model: 100 };

/** Says which planted defects the configured judge sees, on the sound conversations of the input. */
export async function runCalibration(
  { evaluate, components }: RunConfig,
  runtime: ModelRuntime | null,
  { json }: { readonly json: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  const rubric = parseRubric(components.judge);
  const model = runtime?.modelFor('judge') ?? null;
  const kind = model === null ? 'rules' : 'model';
  const records = await readSound(evaluate.input, mostSound[kind]);
  if (records.length < fewest)
    throw new UsageError(
      `${evaluate.input} holds ${records.length} sound conversations, and a calibration needs ${fewest}.`,
      'Generate some: datagen generate --n 300.',
    );
  const judge = createJudges(rubric, model, createPromptShelf())(records[0]?.metadata.locale ?? 'en');
  const report = await calibrate({ judge, rubric, records, seed: 1, perKind: perKind[kind] });
  if (json) io.printJson(report);
  else {
    io.print(renderCalibration(report));
    if (runtime !== null) io.print(`models: ${describeUsage(runtime.usage())}`);
  }
  return exitCodes.ok;
}

/** Conversations that keep every law: only in these is a planted defect the only one. All others are passed over. */
async function readSound(input: string, most: number): Promise<DatasetRecord[]> {
  const sound: DatasetRecord[] = [];
  for await (const candidate of readRecords(input, () => undefined)) {
    if (recordSchemaViolations(candidate).length > 0) continue;
    const record = candidate as DatasetRecord;
    if (validateRecord(record).length === 0) sound.push(record);
    if (sound.length === most) break;
  }
  return sound;
}
