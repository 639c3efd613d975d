import type { Distribution, PageData } from '../page-data.js';
import { baseOnly } from './base-records.js';
import { element } from './dom.js';
import { formatNumber, formatShare, words } from './format.js';

/** Small charts of the same kind, those of numbers before those of names; each bar is a link to its conversations. */
export function drawDistributions(data: PageData): HTMLElement {
  const { datasets } = data;
  const found = datasets.flatMap(({ distributions }) => distributions);
  const drawn = (kind: Distribution['kind']): HTMLElement[] =>
    [...new Set(found.filter((each) => each.kind === kind).map(({ name }) => name))].map((name) =>
      drawChart(
        datasets.map(({ distributions }) => distributions.find((each) => each.name === name) ?? null),
        baseOnly(data),
      ),
    );
  return element(
    'div',
    {},
    element('div', { class: 'charts' }, ...drawn('steps')),
    element('div', { class: 'charts' }, ...drawn('names')),
  );
}

type Bar = { readonly label: string; readonly filter: string; readonly counts: readonly number[] };

/** Bars of names beyond this many are behind a summary. */
const mostNames = 12;

function drawChart(found: readonly (Distribution | null)[], base: string): HTMLElement {
  const known = found.find((each) => each !== null);
  const totals = found.map((each) => each?.bars.reduce((sum, { count }) => sum + count, 0) ?? 0);
  const bars = joinBars(found);
  const shares = bars.map(({ counts }) =>
    counts.map((count, place) => count / Math.max(1, totals[place] ?? 1)),
  );
  const most = Math.max(1e-9, ...shares.flat());
  const means = found.flatMap((each) => (typeof each?.mean === 'number' ? [formatNumber(each.mean)] : []));
  const isSteps = known?.kind === 'steps';
  const drawn = bars.map((bar, place) =>
    drawBar(
      base === '' || bar.filter === '' ? bar : { ...bar, filter: `${bar.filter}${base}` },
      shares[place] ?? [],
      most,
      isSteps,
    ),
  );
  return element(
    'figure',
    { class: isSteps ? 'chart steps' : 'chart names' },
    element(
      'figcaption',
      {},
      element('span', {}, known?.title ?? ''),
      ...(means.length === 0 ? [] : [element('small', {}, `mean ${means.join(' / ')}`)]),
    ),
    element('div', { class: 'plot' }, ...(isSteps ? drawn : drawn.slice(0, mostNames))),
    ...(isSteps || drawn.length <= mostNames
      ? []
      : [
          element(
            'details',
            { class: 'more' },
            element('summary', {}, `${drawn.length - mostNames} more`),
            element('div', { class: 'plot' }, ...drawn.slice(mostNames)),
          ),
        ]),
  );
}

/** The same bars of both datasets side by side, those of names in the order of the first. Empty ends are left out. */
function joinBars(found: readonly (Distribution | null)[]): readonly Bar[] {
  const joined = new Map<string, { label: string; filter: string; counts: number[] }>();
  for (const [place, distribution] of found.entries()) {
    for (const { label, filter, count } of distribution?.bars ?? []) {
      const bar = joined.get(label) ?? { label, filter, counts: found.map(() => 0) };
      bar.counts[place] = count;
      joined.set(label, bar);
    }
  }
  const bars = [...joined.values()];
  const isEmpty = ({ counts }: Bar): boolean => counts.every((count) => count === 0);
  while (bars.length > 1 && isEmpty(bars.at(-1) as Bar)) bars.pop();
  while (bars.length > 1 && isEmpty(bars[0] as Bar)) bars.shift();
  return bars;
}

function drawBar(
  { label, filter, counts }: Bar,
  shares: readonly number[],
  most: number,
  isSteps: boolean,
): HTMLElement {
  const text = isSteps ? label : words(label);
  const description = counts
    .map((count, place) => `${formatNumber(count)} (${formatShare(shares[place] ?? 0)})`)
    .join(' / ');
  const columns = shares.map((share, place) => {
    const column = element('span', { class: `column ${place === 0 ? 'a' : 'b'}` });
    column.style[isSteps ? 'height' : 'width'] = `${(share / most) * 100}%`;
    return column;
  });
  const content = [
    element('span', { class: 'columns', 'aria-hidden': 'true' }, ...columns),
    element('span', { class: 'label' }, text),
    ...(isSteps ? [] : [element('span', { class: 'count' }, counts.map(formatNumber).join(' / '))]),
  ];
  const attributes = {
    class: 'column-link',
    title: `${text}: ${description}`,
    'aria-label': `${text}: ${description}`,
  };
  return filter === ''
    ? element('span', { ...attributes, role: 'img' }, ...content)
    : element('a', { ...attributes, href: `#conversations?${filter}` }, ...content);
}
