import type { Figure, Figures } from '../../metrics/figure.js';
import type { PageData, ShownReference } from '../page-data.js';
import { element } from './dom.js';
import { drawStrip, stripKey } from './figure-strip.js';
import { formatNumber, formatShare } from './format.js';
import { markOf } from './mark.js';

/** Figures with references as a table of strips, the others as a list; further locales below. */
export function drawFigures({ datasets, references }: PageData): HTMLElement {
  const figures = datasets.map((dataset) => dataset.figures);
  if (figures.every((each) => each === null)) {
    return element('p', { class: 'empty' }, 'The figures were not computed.');
  }
  const held = references.filter(isHeld);
  const others = references.filter((reference) => !isHeld(reference));
  const locales = [...new Set(datasets.flatMap(({ otherLanguages }) => Object.keys(otherLanguages)))];
  return element(
    'div',
    {},
    stripKey(datasets.length),
    drawTable(figures, held),
    ...locales.map((locale) =>
      element(
        'details',
        { class: 'more' },
        element('summary', {}, `Language figures: ${locale}`),
        drawTable(
          datasets.map(({ otherLanguages }) => otherLanguages[locale] ?? null),
          held.filter(({ language }) => language),
        ),
      ),
    ),
    element(
      'details',
      { class: 'more' },
      element('summary', {}, 'Further figures'),
      drawTable(figures, others),
    ),
  );
}

function isHeld({ atLeast, atMost, peer, gold }: ShownReference): boolean {
  return atLeast !== null || atMost !== null || peer !== '' || gold !== '';
}

function drawTable(figures: readonly (Figures | null)[], references: readonly ShownReference[]): HTMLElement {
  const isPair = figures.length > 1;
  const hasReferences = references.some(isHeld);
  const heads = [
    'Figure',
    ...(isPair ? ['A', 'B', 'A − B'] : ['Value']),
    ...(hasReferences ? ['', 'Target', 'Best offline peer', 'Gold dialogues'] : []),
  ];
  const rows = references.flatMap((reference) => {
    const found = figures.map((each) => each?.[reference.name]);
    return found.every((figure) => figure === undefined) ? [] : [drawRow(reference, found, hasReferences)];
  });
  return element(
    'table',
    { class: `figures${isPair ? ' pair' : ''}${hasReferences ? '' : ' plain'}` },
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, ...rows),
  );
}

function drawRow(
  reference: ShownReference,
  found: readonly (Figure | undefined)[],
  hasReferences: boolean,
): HTMLElement {
  const values = found.map((figure) => figure?.value ?? null);
  const [first = null, second = null] = values;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, reference.title),
    ...found.map((figure, place) => drawValue(figure, reference, found.length > 1 ? place : null)),
    ...(found.length > 1
      ? [
          element(
            'td',
            { class: 'number difference' },
            first === null || second === null ? '' : signed(first - second, reference.unit),
          ),
        ]
      : []),
    ...(hasReferences
      ? [
          element('td', { class: 'strip' }, drawStrip(reference, values)),
          element('td', { class: 'reference', 'data-label': 'target' }, describeTarget(reference)),
          element('td', { class: 'reference', 'data-label': 'peer' }, reference.peer),
          element('td', { class: 'reference', 'data-label': 'gold' }, reference.gold),
        ]
      : []),
  );
}

function drawValue(figure: Figure | undefined, reference: ShownReference, place: number | null): HTMLElement {
  const marks = place === null ? [] : [markOf(place)];
  if (figure === undefined || figure.value === null) {
    const why = figure?.note ?? 'not computed';
    return element(
      'td',
      { class: 'number' },
      ...marks,
      element('span', { class: 'unknown', title: why }, '–'),
      note(why),
    );
  }
  const verdict = judge(figure, reference);
  const details = [
    ...(figure.comparable ? [] : ['not comparable']),
    ...(figure.note === undefined ? [] : [figure.note]),
  ].join(': ');
  return element(
    'td',
    { class: `number ${verdict}` },
    ...marks,
    ...(verdict === 'met' || verdict === 'missed'
      ? [
          element(
            'span',
            {
              class: 'verdict',
              role: 'img',
              'aria-label': verdict === 'met' ? 'target met' : 'target missed',
            },
            verdict === 'met' ? '✓' : '✗',
          ),
        ]
      : []),
    element('span', {}, formatValue(figure.value, reference.unit)),
    ...(details === '' ? [] : [note(details)]),
  );
}

function note(text: string): HTMLElement {
  return element('small', {}, text);
}

function judge(
  { value, comparable }: Figure,
  { atLeast, atMost }: ShownReference,
): 'met' | 'missed' | 'open' {
  if (value === null || !comparable || (atLeast === null && atMost === null)) return 'open';
  return value >= (atLeast ?? value) && value <= (atMost ?? value) ? 'met' : 'missed';
}

function describeTarget({ atLeast, atMost, unit }: ShownReference): string {
  if (atLeast !== null)
    return atLeast === 1 && unit === 'share' ? formatValue(1, unit) : `≥ ${formatValue(atLeast, unit)}`;
  if (atMost === null) return '';
  return atMost === 0 ? '0' : `≤ ${formatValue(atMost, unit)}`;
}

export function formatValue(value: number, unit: ShownReference['unit']): string {
  return unit === 'share' ? formatShare(value) : formatNumber(value);
}

function signed(difference: number, unit: ShownReference['unit']): string {
  const shown =
    unit === 'share' ? `${formatNumber(Number((difference * 100).toFixed(1)))}` : formatNumber(difference);
  if (/^[−]?0(\.0*)?$/.test(shown)) return '0';
  return `${difference > 0 ? '+' : ''}${shown}${unit === 'share' ? '\u2009pp' : ''}`;
}
