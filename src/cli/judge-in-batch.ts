import type { RunConfig } from '../config/run-config.js';
import { UsageError } from '../errors/usage-error.js';
import { createJudgeRequest } from '../judge/create-model-judge.js';
import { parseRubric } from '../judge/read-rubric.js';
import { answerInBatch } from '../language-models/batches/answer-in-batch.js';
import { readPolicy } from '../language-models/policy.js';
import { createPromptShelf } from '../prompts/create-prompt-shelf.js';
import { recordLocale } from '../record-view/record-locale.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { LanguageModelRequest } from '../types/language-model.js';
import type { Locale } from '../types/plan-row.js';
import type { CommandIo } from './command-io.js';
import { capsOf, planModels } from './open-models.js';
import { plural } from './plural.js';
import { wantedForEvaluation } from './wanted-models.js';

/** Has the model judge's first verdicts made in batches; judging finds them among the recorded answers afterwards. */
export async function judgeInBatch(
  config: RunConfig,
  records: AsyncIterable<DatasetRecord>,
  io: CommandIo,
): Promise<void> {
  const { evaluate, components } = config;
  const wanted = wantedForEvaluation(config);
  const { roles, settings } = planModels(wanted, components, io);
  const model = roles.get('judge');
  if (model === undefined)
    throw new UsageError('--batch needs a model that judges.', 'Name one with --model.');
  const rubric = parseRubric(components.judge);
  const promptsFor = createPromptShelf();
  const requests: LanguageModelRequest[] = [];
  // The rubric is put into words once for each locale.
  const questions = new Map<Locale, ReturnType<typeof createJudgeRequest>>();
  for await (const record of records) {
    const locale = recordLocale(record);
    const question = questions.get(locale) ?? createJudgeRequest({ rubric, prompts: promptsFor(locale) });
    questions.set(locale, question);
    requests.push(question(record, record.history?.length ?? 0));
  }
  io.log(`${plural(requests.length, 'verdict')} asked for in batches; the same command goes on from there.`);
  const outcome = await answerInBatch({
    ...{ model, requests, settings, environment: io.environment, cacheDirectory: evaluate.cache },
    ledgerPath: `${evaluate.output}.ledger.jsonl`,
    statePath: `${evaluate.output}.batches.json`,
    budget: capsOf(evaluate),
    policy: readPolicy(evaluate.policy),
    signal: io.signal,
    pollIntervalMs: pollInterval(io.environment),
    onProgress: ({ batches, processing }) =>
      io.log(`${plural(batches, 'batch')} under way, ${plural(processing, 'verdict')} to come`),
  });
  const { answered, ...others } = outcome.fates;
  const failed = Object.entries(others).filter(([, count]) => count > 0);
  io.log(
    `${plural(answered, 'verdict')} from batches, ${outcome.cached} known before${failed.map(([fate, count]) => `, ${count} ${fate}`).join('')}`,
  );
}

/** Seconds between looks, for those who cannot wait: tests. */
function pollInterval(environment: CommandIo['environment']): number {
  const seconds = Number(environment.DATAGEN_BATCH_POLL_SECONDS);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 30_000;
}
