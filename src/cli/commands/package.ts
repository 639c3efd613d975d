import type { PackageSettings } from '../../config/run-config.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { parseReferences } from '../../metrics/read-references.js';
import { checkPackage } from '../../packaging/check-package.js';
import { type PackageReport, packageDataset } from '../../packaging/package-dataset.js';
import { pushPackage, requireToken } from '../../packaging/push-package.js';
import { loadTokenizer } from '../../packaging/tokenizer.js';
import { completeShares } from '../../splits/complete-shares.js';
import { describeSplit } from '../../splits/describe-split.js';
import type { CommandIo } from '../command-io.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Progress } from '../progress.js';
import type { Command } from '../run-command-line.js';

/** Makes a dataset folder for the Hugging Face Hub, or checks one; uploads it where asked to. */
export const runPackage: Command = async (config, { json }, io) => {
  const { package: settings } = config;
  const token = settings.push === null ? null : requireToken(io.environment.HF_TOKEN);
  if (settings.check !== null) {
    const code = await check(settings, settings.check, json, io);
    return code === exitCodes.ok && token !== null ? push(settings, settings.check, token, json, io) : code;
  }
  const progress = showProgress('conversations packaged', io);
  const report = await packageDataset({
    ...settings,
    shares: completeShares(settings),
    tokenizer: await loadTokenizer(settings.tokenizer),
    references: parseReferences(config.components.metrics),
    onLeftOut: ({ path, line, reason }) => io.log(`${path}:${line} is left out: ${reason}`),
    onNoPair: ({ id, reason }) => io.log(`${settings.input}: ${id} makes no pair of preferences: ${reason}`),
    checkInterrupted: () => stopWhenAsked(io),
    onProgress: progress.update,
  }).finally(progress.stop);
  const { facts: _facts, files, split, leftOut, pairs, ...counts } = report;
  if (json && token === null) io.printJson({ ...counts, left_out: leftOut, split, pairs, files });
  else if (!json) {
    const { unreadable, too_long: tooLong } = leftOut;
    const lines = [
      `${plural(report.conversations, 'conversation')}, ${report.tokens} tokens (${settings.tokenizer})`,
    ];
    if (tooLong > 0)
      lines.push(`${plural(tooLong, 'conversation')} of more than ${settings.maxTokens} tokens left out`);
    if (unreadable > 0) lines.push(`${plural(unreadable, 'line')} left out that hold no conversation`);
    io.print(
      [
        ...lines,
        ...describePairs(pairs),
        ...(split === null ? [] : describeSplit(split)),
        settings.output,
      ].join('\n'),
    );
  }
  const code = token === null ? exitCodes.ok : await push(settings, settings.output, token, json, io);
  return code === exitCodes.ok && leftOut.unreadable > 0 ? exitCodes.error : code;
};

function describePairs({ source, made, none }: PackageReport['pairs']): string[] {
  if (source === null) return ['no pairs of preferences: no conversation is a variant, none has scores'];
  const reasons = Object.entries(none).map(
    ([reason, count]) => `no pair of ${plural(count, 'conversation')}: ${reason}`,
  );
  return [`${plural(made, 'pair')} of preferences, of ${source}`, ...reasons];
}

async function check(
  settings: PackageSettings,
  folder: string,
  json: boolean,
  io: CommandIo,
): Promise<ExitCode> {
  const progress = showProgress('conversations counted', io);
  const report = await checkPackage({
    ...{ folder, tokenizer: settings.tokenizer },
    checkInterrupted: () => stopWhenAsked(io),
    onProgress: progress.update,
  }).finally(progress.stop);
  const { conversations, differences, recountedTokens } = report;
  if (json) io.printJson(report);
  else {
    const lines = differences.map((difference) => `${folder}: ${difference}`);
    const end =
      differences.length === 0
        ? `${folder}: the card, the rows and ${plural(report.files, 'file')} agree with ${plural(conversations, 'conversation')}`
        : `${folder}: ${plural(differences.length, 'difference')}; take back what was changed, or make the package again with datagen package`;
    io.print([...lines, end].join('\n'));
  }
  if (!recountedTokens)
    io.log(
      'The tokens of each conversation were not counted again: name the tokenizer.json with --tokenizer.',
    );
  return differences.length === 0 ? exitCodes.ok : exitCodes.notMet;
}

async function push(
  { push: repository, public: isPublic }: PackageSettings,
  folder: string,
  token: string,
  json: boolean,
  io: CommandIo,
): Promise<ExitCode> {
  const endpoint = io.environment.HF_ENDPOINT ?? null;
  const report = await pushPackage({
    ...{ folder, repository: repository ?? '', token, isPublic, signal: io.signal },
    endpoint: endpoint === '' ? null : endpoint,
  });
  if (json) io.printJson(report);
  else io.print(`${plural(report.files, 'file')} uploaded to ${report.url}`);
  return exitCodes.ok;
}

/** How many there are is known when the first of them is done; each hundredth is shown. */
function showProgress(label: string, io: CommandIo) {
  let bar: Progress | null = null;
  return {
    update(done: number, total: number): void {
      if (done % 100 !== 0) return;
      bar ??= io.progress(label, total);
      bar.update(done);
    },
    stop: (): void => bar?.stop(),
  };
}

function stopWhenAsked(io: CommandIo): void {
  if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
}
