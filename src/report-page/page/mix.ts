import type { MixShare } from '../../metrics/metrics.js';
import { writeFilter } from '../filter.js';
import type { PageData } from '../page-data.js';
import { baseOnly } from './base-records.js';
import { element } from './dom.js';
import { formatNumber, formatShare, words } from './format.js';
import { markOf } from './mark.js';

/** Shares of phenomena as bars with a tick at the target. */
export function drawMix(data: PageData): HTMLElement {
  const { datasets, mixTolerance } = data;
  const names = [...new Set(datasets.flatMap(({ mix }) => mix.map(({ phenomenon }) => phenomenon)))];
  const shares = names.map((name) => datasets.map(({ mix }) => mix.find((each) => each.phenomenon === name)));
  const isKnown = shares.some((each) => each.some((share) => typeof share?.share === 'number'));
  if (!isKnown) {
    const isComputed = datasets.some(({ figures }) => figures !== null);
    const why = isComputed ? 'No record names its phenomena.' : 'The figures were not computed.';
    return element('p', { class: 'empty' }, why);
  }
  const most =
    Math.max(0.01, ...shares.flat().flatMap((each) => [each?.share ?? 0, each?.target ?? 0])) * 1.05;
  return element(
    'div',
    { class: `mix${datasets.length > 1 ? ' pair' : ''}`, role: 'list' },
    ...names.map((name, place) =>
      drawPhenomenon(name, shares[place] ?? [], most, mixTolerance, baseOnly(data)),
    ),
  );
}

function drawPhenomenon(
  name: string,
  found: readonly (MixShare | undefined)[],
  most: number,
  tolerance: number,
  base: string,
): HTMLElement {
  const target = found.find((each) => typeof each?.target === 'number')?.target ?? null;
  const isPair = found.length > 1;
  const [first, second] = found.map((each) => each?.share ?? null);
  return element(
    'div',
    { class: 'phenomenon', role: 'listitem' },
    element(
      'a',
      { href: `#conversations?${writeFilter({ phenomenon: name })}${base}`, class: 'name' },
      words(name),
    ),
    element(
      'div',
      { class: 'bars', 'aria-hidden': 'true' },
      ...found.map((each, place) => {
        const bar = element('div', { class: `bar ${place === 0 ? 'a' : 'b'}` });
        bar.style.width = `${((each?.share ?? 0) / most) * 100}%`;
        return bar;
      }),
      ...(target === null ? [] : [tick(target / most)]),
    ),
    element(
      'span',
      { class: 'numbers' },
      ...found.map((each, place) => describeShare(each, isPair ? place : null, tolerance)),
      ...(isPair && typeof first === 'number' && typeof second === 'number'
        ? [element('span', { class: 'difference' }, describeDifference(first - second))]
        : []),
      ...(target === null ? [] : [element('span', { class: 'soft' }, `target ${formatShare(target)}`)]),
    ),
  );
}

function tick(share: number): HTMLElement {
  const made = element('div', { class: 'tick' });
  made.style.left = `${share * 100}%`;
  return made;
}

function describeShare(each: MixShare | undefined, place: number | null, tolerance: number): HTMLElement {
  const { share = null, target = null, count = 0 } = each ?? {};
  if (share === null) return element('span', {}, ...(place === null ? [] : [markOf(place)]), 'unknown');
  const isMet = target === null ? null : Math.abs(share - target) <= tolerance + 1e-9;
  return element(
    'span',
    { class: 'share', title: `${formatNumber(count)} records` },
    ...(place === null ? [] : [markOf(place)]),
    ...(isMet === null
      ? []
      : [
          element(
            'span',
            {
              class: `verdict ${isMet ? 'met' : 'missed'}`,
              role: 'img',
              'aria-label': isMet ? 'target met' : 'target missed',
            },
            isMet ? '✓' : '✗',
          ),
        ]),
    formatShare(share),
  );
}

function describeDifference(difference: number): string {
  const points = Number((difference * 100).toFixed(1));
  return `${points > 0 ? '+' : ''}${formatNumber(points)}\u2009pp`;
}
