import Table from 'cli-table3';
import { unitsPerWord } from '../record-view/words.js';
import type { Figure, Figures } from './figure.js';
import type { Metrics, MixShare } from './metrics.js';
import type { FigureReference, References } from './read-references.js';
import type { Counts } from './shape-counts.js';

/** The figures as tables for a terminal, without colour: each target says in a word whether it is met. */
export function renderMetrics(metrics: Metrics, references: References): string {
  const { records } = metrics;
  const head = [
    `${records.base} base records`,
    ...(records.twins > 0 ? [`${records.twins} twins left out`] : []),
    ...Object.entries(metrics.shapes.imported_from).map(
      ([format, count]) => `${count} imported from ${format}`,
    ),
    ...(records.skipped > 0 ? [`${records.skipped} lines that are no record skipped`] : []),
    ...(metrics.language === null ? [] : [`language figures: ${metrics.language}`]),
  ].join(', ');
  const parts = [head, figureTable(metrics.figures, references.figures)];
  for (const [locale, figures] of Object.entries(metrics.other_languages)) {
    const language = references.figures.filter((reference) => reference.language);
    const unit = unitsPerWord(locale) > 1 ? ' (by characters)' : '';
    parts.push(`Language figures: ${locale}${unit}`, figureTable(figures, language));
  }
  parts.push(mixTable(metrics.mix, references.mix_tolerance));
  const { shapes } = metrics;
  for (const [title, counts] of [
    ['domains', shapes.domains],
    ['patterns', shapes.patterns],
    ['modes', shapes.modes],
    ['calls per conversation', shapes.calls_per_conversation],
    ['user turns per conversation', shapes.user_turns_per_conversation],
    ['tool errors', shapes.error_types],
  ] as const) {
    parts.push(`${title}: ${listCounts(counts)}`);
  }
  return `${parts.join('\n\n')}\n`;
}

function figureTable(figures: Figures, references: readonly FigureReference[]): string {
  const table = newTable(['figure', 'value', 'target', 'met', 'basis', 'best offline peer', 'gold']);
  for (const reference of references) {
    const figure = figures[reference.name];
    if (figure === undefined) continue;
    table.push([
      reference.title,
      printValue(figure, reference),
      printTarget(reference),
      isMet(figure, reference),
      figure.value === null ? '' : String(figure.basis),
      reference.peer ?? '',
      reference.gold ?? '',
    ]);
  }
  return table.toString();
}

function mixTable(mix: readonly MixShare[], tolerance: number): string {
  const table = newTable(['phenomenon', 'records', 'share', 'target', 'met']);
  for (const { phenomenon, count, share, target } of mix) {
    const met =
      share === null || target === null ? '' : Math.abs(share - target) <= tolerance + 1e-9 ? 'yes' : 'no';
    table.push([
      phenomenon,
      share === null ? '' : String(count),
      share === null ? 'unknown' : percent(share),
      target === null ? '' : percent(target),
      met,
    ]);
  }
  return table.toString();
}

export function printValue(figure: Figure, reference: FigureReference): string {
  if (figure.value === null) return `unknown: ${figure.note ?? ''}`;
  const value = reference.unit === 'share' ? percent(figure.value) : number(figure.value);
  if (!figure.comparable) return `${value} (not comparable: ${figure.note ?? 'too little'})`;
  return figure.note === undefined ? value : `${value} (${figure.note})`;
}

export function printTarget({ at_least, at_most, unit }: FigureReference): string {
  const print = (bound: number): string => (unit === 'share' ? percent(bound) : String(bound));
  if (at_least !== undefined) return `≥ ${print(at_least)}`;
  return at_most === undefined ? '' : `≤ ${print(at_most)}`;
}

export function isMet(figure: Figure, { at_least, at_most }: FigureReference): string {
  if (at_least === undefined && at_most === undefined) return '';
  if (figure.value === null || !figure.comparable) return 'open';
  return figure.value >= (at_least ?? figure.value) && figure.value <= (at_most ?? figure.value)
    ? 'yes'
    : 'no';
}

export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

function number(value: number): string {
  return String(Number(value.toFixed(value < 10 ? 3 : 1)));
}

function listCounts(counts: Counts): string {
  const list = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return list.length === 0 ? 'none' : list.join(', ');
}

export function newTable(head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [] } });
}
