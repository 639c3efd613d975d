import { UsageError } from '../errors/usage-error.js';
import { refuseOverwriting } from '../files/refuse-overwriting.js';
import type { ExchangeFormat } from './exchange-format.js';
import { type ExportOptions, type ExportReport, exportDataset } from './export-dataset.js';
import { conversationItems, type Exportable } from './export-items.js';
import { labelledItems, type PairSource, pairItems } from './preferences/preference-items.js';

export type ExportAsOptions = Omit<ExportOptions<Exportable>, 'items' | 'format'> & {
  readonly input: string;
  readonly isSplit: boolean;
  /** Only for formats of preferences; null: repairs where `before` is given, else twins. */
  readonly pairs: PairSource | null;
  /** The dataset before it was repaired, for pairs of repairs. */
  readonly before: string | null;
};

/**
 * Exports a dataset in a format: its conversations, or the pairs or labelled messages that can be made of them. Throws
 * `UsageError` where the format has no such choice, `FileAccessError`.
 */
export async function exportAs(format: ExchangeFormat, options: ExportAsOptions): Promise<ExportReport> {
  const { input, pairs, before, ...rest } = options;
  refuseOtherChoices(format, options);
  await refuseOverwriting([options.output], [input, ...(before === null ? [] : [before])]);
  const isSplit = options.isSplit || format.parallelCalls === 'split';
  const completions = options.write.completions ?? 'one';
  const shared = { ...rest, write: { ...rest.write, isSplit } };
  const preferences = { input, source: pairSource(options), before, isSplit, completions };
  switch (format.holds) {
    case 'conversations':
      return exportDataset({ ...shared, format, items: conversationItems(input, { isSplit }) });
    case 'pairs':
      return exportDataset({ ...shared, format, items: pairItems(preferences) });
    case 'labelled':
      return exportDataset({ ...shared, format, items: labelledItems(preferences) });
  }
}

export function pairSource({ pairs, before }: Pick<ExportAsOptions, 'pairs' | 'before'>): PairSource {
  return pairs ?? (before === null ? 'twins' : 'repairs');
}

/** A choice that is passed over would be a file that is not as it was asked for. */
function refuseOtherChoices(
  { name, holds, choices }: ExchangeFormat,
  { write, pairs, before }: Pick<ExportAsOptions, 'write' | 'pairs' | 'before'>,
): void {
  if (holds === 'conversations' && (pairs !== null || before !== null))
    throw new UsageError(
      `The format ${name} holds conversations, and no ${pairs === null ? 'repairs' : `pairs of ${pairs}`}.`,
      'Formats of preferences are openai-dpo, trl-dpo and trl-kto.',
    );
  if (choices === undefined) return;
  const made = {
    arguments: write.arguments !== null,
    tools: write.tools !== null,
    'json-spacing': write.spacing !== null,
    completions: write.completions === 'all',
  };
  for (const [choice, isMade] of Object.entries(made)) {
    if (!isMade || choices.some((each) => each === choice)) continue;
    const known = choices.length === 0 ? 'nothing to choose' : choices.map((each) => `--${each}`).join(', ');
    throw new UsageError(`The format ${name} has no choice of --${choice}.`, `It has ${known}.`);
  }
}
