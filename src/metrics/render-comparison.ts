import type { Metrics } from './metrics.js';
import type { FigureReference, References } from './read-references.js';
import { newTable, percent, printTarget, printValue } from './render-metrics.js';

/** A dataset by the name that people know it by, with its figures. */
export type NamedMetrics = { readonly name: string; readonly metrics: Metrics };

/** Figures and mixes of two datasets side by side, and how far the second is from the first. */
export function renderComparison(one: NamedMetrics, other: NamedMetrics, references: References): string {
  const head = [one, other].map(({ name, metrics }) => `${name}: ${metrics.records.base} base records`);
  return `${head.join('\n')}\n\n${compareFigures(one, other, references.figures)}\n\n${compareMixes(one, other)}\n`;
}

function compareFigures(
  one: NamedMetrics,
  other: NamedMetrics,
  references: readonly FigureReference[],
): string {
  const table = newTable(['figure', one.name, other.name, 'difference', 'target']);
  for (const reference of references) {
    const figures = [one, other].map(({ metrics }) => metrics.figures[reference.name]);
    const [left, right] = figures;
    if (left === undefined || right === undefined) continue;
    const difference = left.value === null || right.value === null ? null : right.value - left.value;
    table.push([
      reference.title,
      printValue(left, reference),
      printValue(right, reference),
      difference === null ? '' : printDifference(difference, reference.unit === 'share'),
      printTarget(reference),
    ]);
  }
  return table.toString();
}

function compareMixes(one: NamedMetrics, other: NamedMetrics): string {
  const table = newTable(['phenomenon', one.name, other.name, 'difference', 'target']);
  for (const { phenomenon, share, target } of one.metrics.mix) {
    const found = other.metrics.mix.find((each) => each.phenomenon === phenomenon)?.share ?? null;
    table.push([
      phenomenon,
      share === null ? 'unknown' : percent(share),
      found === null ? 'unknown' : percent(found),
      share === null || found === null ? '' : printDifference(found - share, true),
      target === null ? '' : percent(target),
    ]);
  }
  return table.toString();
}

/** Shares differ by percentage points. */
function printDifference(difference: number, isShare: boolean): string {
  const rounded = Number((isShare ? difference * 100 : difference).toFixed(isShare ? 1 : 3));
  return `${rounded > 0 ? '+' : ''}${rounded}${isShare ? ' points' : ''}`;
}
