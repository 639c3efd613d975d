import { readRecordView } from '../record-view/read-record-view.js';
import type { RecordView } from '../record-view/record-view.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { type Locale, phenomenonNames, referenceLocale } from '../types/plan-row.js';
import { createAnswerFigures } from './answer-figures.js';
import { createArgumentFigures } from './argument-figures.js';
import { createCallCountFigures } from './call-count-figures.js';
import { createChainFigures } from './chain-figures.js';
import type { FigureFamily, Figures } from './figure.js';
import { createLanguageFigures } from './language-figures.js';
import type { Metrics, MixShare } from './metrics.js';
import { createModalShare } from './modal-share.js';
import { createScoreFigures } from './score-figures.js';
import { createShapeCounts, type Shapes } from './shape-counts.js';
import { createWorldConflicts } from './world-conflicts.js';

export type MetricsOptions = {
  /** Seed of the samples; 0 by default. */
  readonly seed?: number;
  /** Target shares of the phenomena, 0–1, to be set beside the shares found. */
  readonly mixTargets?: { readonly [phenomenon: string]: number };
  /** Called for each value that is no record, before the next one is asked for. */
  readonly onSkipped?: () => void;
};

/**
 * Computes the figures of a dataset in one pass, over base records. Takes records of anyone: parts that a record lacks make
 * figures unknown, lines that are no record are counted as skipped, and nothing throws but the source itself.
 * Figures that depend on file order are those on 5-grams seen before; all others are the same for any order.
 */
export async function computeMetrics(
  records: AsyncIterable<DatasetRecord | unknown> | Iterable<DatasetRecord | unknown>,
  options: MetricsOptions = {},
): Promise<Metrics> {
  const seed = options.seed ?? 0;
  const families: FigureFamily[] = [
    createArgumentFigures(),
    createWorldConflicts(),
    createAnswerFigures(),
    createModalShare(),
    createCallCountFigures(),
    createChainFigures(seed),
    createScoreFigures(),
  ];
  const shapeCounts = createShapeCounts();
  const languages = new Map<Locale, FigureFamily>();
  const languageOf = (locale: Locale): FigureFamily => {
    const family = languages.get(locale) ?? createLanguageFigures(locale, seed);
    languages.set(locale, family);
    return family;
  };
  const seen = { total: 0, base: 0, twins: 0, skipped: 0 };

  for await (const record of records) {
    seen.total += 1;
    const view = readSafely(record);
    if (view === null) {
      seen.skipped += 1;
      options.onSkipped?.();
    } else if (view.isTwin) seen.twins += 1;
    else {
      seen.base += 1;
      for (const family of [...families, shapeCounts, languageOf(view.locale)]) family.add(view);
    }
  }

  const shapes = shapeCounts.shapes();
  const [language = null, ...others] = [...languages.keys()].sort(byLocale);
  const languageFigures = languageOf(language ?? referenceLocale).figures();
  return {
    seed,
    records: seen,
    language,
    figures: Object.assign({}, ...families.map((family) => family.figures()), languageFigures) as Figures,
    other_languages: Object.fromEntries(others.map((locale) => [locale, languageOf(locale).figures()])),
    mix: mixOf(shapes, seen.base, options.mixTargets ?? {}),
    shapes,
  };
}

/** English first, the others by name. */
function byLocale(left: Locale, right: Locale): number {
  return (
    Number(right === referenceLocale) - Number(left === referenceLocale) ||
    (left < right ? -1 : left > right ? 1 : 0)
  );
}

/** A record so odd that reading it fails (a getter that throws, say) is skipped like one that is none. */
function readSafely(record: unknown): RecordView | null {
  try {
    return readRecordView(record);
  } catch {
    return null;
  }
}

function mixOf(shapes: Shapes, base: number, targets: { readonly [phenomenon: string]: number }): MixShare[] {
  const found = shapes.phenomena;
  const others = Object.keys(found ?? {}).filter(
    (name) => !(phenomenonNames as readonly string[]).includes(name),
  );
  return [...phenomenonNames, ...others].map((phenomenon) => {
    const count = found?.[phenomenon] ?? 0;
    return {
      phenomenon,
      count,
      share: found === null || base === 0 ? null : count / base,
      target: Object.hasOwn(targets, phenomenon) ? (targets[phenomenon] ?? null) : null,
    };
  });
}
