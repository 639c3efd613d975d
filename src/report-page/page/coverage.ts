import type { DatasetSummary, PageData } from '../page-data.js';
import { element } from './dom.js';
import { formatNumber, formatShare } from './format.js';
import { markOf } from './mark.js';

/** Tools called of those offered; with a built graph what of it is covered, beside a greedy choice. */
export function drawCoverage({ datasets }: PageData): HTMLElement {
  return element(
    'div',
    { class: 'coverage' },
    ...datasets.map((dataset, place) => drawOne(dataset, datasets.length > 1 ? place : null)),
  );
}

function drawOne({ neverCalled, coverage }: DatasetSummary, place: number | null): HTMLElement {
  const { offered, count, names } = neverCalled;
  return element(
    'div',
    {},
    ...(place === null ? [] : [element('h3', {}, markOf(place))]),
    meter('tools called of those offered', offered - count, offered, null),
    ...(coverage === null
      ? []
      : (['endpoints', 'links', 'concepts', 'shapes'] as const).map((part) =>
          meter(`${part} of the graph`, coverage[part].covered, coverage[part].offered, coverage[part].bound),
        )),
    ...(count === 0
      ? []
      : [
          element(
            'details',
            { class: 'more' },
            element('summary', {}, `${formatNumber(count)} offered and never called`),
            element(
              'p',
              { class: 'names' },
              ...names.flatMap((name) => [element('code', {}, name), ' ']),
              ...(names.length < count ? [`… and ${formatNumber(count - names.length)} more`] : []),
            ),
          ),
        ]),
  );
}

function meter(label: string, covered: number, offered: number, bound: number | null): HTMLElement {
  const bar = element('div', { class: 'bar a' });
  const share = offered === 0 ? 0 : covered / offered;
  bar.style.width = `${share * 100}%`;
  const marks: HTMLElement[] = [];
  if (bound !== null && offered > 0) {
    const tick = element('div', { class: 'tick' });
    tick.style.left = `${(bound / offered) * 100}%`;
    marks.push(tick);
  }
  return element(
    'div',
    { class: 'meter' },
    element('span', { class: 'name' }, label),
    element('div', { class: 'bars', 'aria-hidden': 'true' }, bar, ...marks),
    element(
      'span',
      { class: 'numbers' },
      element('span', {}, `${formatNumber(covered)} of ${formatNumber(offered)}`),
      element('span', {}, formatShare(share)),
      ...(bound === null
        ? []
        : [element('span', { class: 'soft' }, `a greedy choice: ${formatNumber(bound)}`)]),
    ),
  );
}
