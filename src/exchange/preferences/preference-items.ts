import { UsageError } from '../../errors/usage-error.js';
import type { LabelledCompletion, PreferencePair } from '../conversation.js';
import type { ExportItem } from '../export-dataset.js';
import { labelPairs, scoredCompletions } from './labelled-completions.js';
import { pairablesOf } from './pairable.js';
import { repairPairs } from './repair-pairs.js';
import { scorePairs } from './score-pairs.js';
import { twinPairs } from './twin-pairs.js';

export type PairSource = 'twins' | 'repairs' | 'scores';

export type PreferenceOptions = {
  readonly input: string;
  readonly source: PairSource;
  /** The dataset before it was repaired; only for repairs. */
  readonly before: string | null;
  readonly isSplit: boolean;
  readonly completions: 'one' | 'all';
};

/** Throws `UsageError` where repairs are asked for without the file before, or others with it. */
export function pairItems(options: PreferenceOptions): AsyncIterable<ExportItem<PreferencePair>> {
  const { input, source, before } = options;
  refuseBefore(options);
  if (source === 'twins') return twinPairs(pairablesOf(input, options.isSplit));
  if (source === 'scores') return scorePairs(pairablesOf(input, options.isSplit));
  if (before !== null) return repairPairs(input, before, options);
  throw new UsageError(
    'Pairs of repairs need --before.',
    'Name the file that datagen evaluate --repair read, and its output with --input.',
  );
}

/** Throws `UsageError` as `pairItems` does, and where all completions are asked for of pairs, which differ in one. */
export function labelledItems(options: PreferenceOptions): AsyncIterable<ExportItem<LabelledCompletion>> {
  const { input, source, completions } = options;
  refuseBefore(options);
  if (source === 'scores') return scoredCompletions(input, options);
  if (completions === 'one') return labelPairs(pairItems(options));
  throw new UsageError(
    `Pairs of ${source} differ in one message, so that there is no choice of --completions.`,
    'With --pairs scores there is.',
  );
}

function refuseBefore({ source, before }: PreferenceOptions): void {
  if (before !== null && source !== 'repairs')
    throw new UsageError(`--before is for pairs of repairs, not of ${source}.`, 'Leave one of both out.');
}

/** What a dataset must have for pairs of a source, as advice to someone whose dataset has none. */
export const pairNeeds: { readonly [source in PairSource]: string } = {
  twins: 'Pairs of twins need variants after their base: datagen generate --twins makes them.',
  repairs:
    'Pairs of repairs need records that datagen evaluate --repair mended, and with --before the file that it read.',
  scores:
    'Pairs of scores need records with different scores that begin with the same prompt, such as two runs of one seed by two models, each through datagen evaluate, in one file; single labels (trl-kto) need only scores.',
};
