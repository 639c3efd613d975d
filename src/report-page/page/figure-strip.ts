import type { Range, ShownReference } from '../page-data.js';
import { element, svg } from './dom.js';

const [width, height] = [220, 22];

/** A figure on a line: the bands that others reach, a tick where the target is, a dot for each dataset. */
export function drawStrip(
  reference: ShownReference,
  values: readonly (number | null)[],
): HTMLElement | string {
  const { unit, atLeast, atMost, peerRange, goldRange } = reference;
  const numbers = [atLeast, atMost, ...(peerRange ?? []), ...(goldRange ?? []), ...values].filter(
    (value) => value !== null,
  );
  if (numbers.length === 0) return '';
  const most = unit === 'share' ? 1 : Math.max(...numbers) * 1.08;
  const at = (value: number): number => 5 + (Math.max(0, Math.min(most, value)) / most) * (width - 10);
  const target = atLeast ?? atMost;
  const picture = svg('svg', {
    viewBox: `0 0 ${width} ${height}`,
    class: 'figure-strip',
    'aria-hidden': 'true',
  });
  picture.append(svg('line', { class: 'axis', x1: 5, x2: width - 5, y1: height / 2, y2: height / 2 }));
  if (peerRange !== null) picture.append(band(peerRange, at, 'peer'));
  if (goldRange !== null) picture.append(band(goldRange, at, 'gold'));
  if (target !== null) {
    const x = at(target);
    const toward = atLeast !== null ? 4 : -4;
    picture.append(svg('path', { class: 'target', d: `M${x} 3V19M${x} 3h${toward}M${x} 19h${toward}` }));
  }
  for (const [place, value] of values.entries()) {
    if (value === null) continue;
    picture.append(
      svg('circle', { class: place === 0 ? 'value-a' : 'value-b', cx: at(value), cy: height / 2, r: 4.5 }),
    );
  }
  const holder = element('div', { class: 'strip-holder' });
  holder.append(picture);
  return holder;
}

function band([from, to]: Range, at: (value: number) => number, className: string): SVGElement {
  const middle = className === 'peer' ? 13 : 5;
  return svg('rect', {
    class: className,
    x: at(from) - 1,
    y: middle,
    width: Math.max(3, at(to) - at(from) + 2),
    height: 4,
    rx: 2,
  });
}

/** What the marks of strips mean. */
export function stripKey(datasets: number): HTMLElement {
  const entry = (className: string, shape: SVGElement, text: string): HTMLElement => {
    const picture = svg(
      'svg',
      {
        viewBox: '0 0 18 12',
        width: 18,
        height: 12,
        class: `figure-strip ${className}`,
        'aria-hidden': 'true',
      },
      shape,
    );
    const made = element('span', {});
    made.append(picture, ` ${text}`);
    return made;
  };
  return element(
    'p',
    { class: 'strip-key' },
    entry('', svg('circle', { class: 'value-a', cx: 9, cy: 6, r: 4.5 }), datasets > 1 ? 'A' : 'this dataset'),
    ...(datasets > 1 ? [entry('', svg('circle', { class: 'value-b', cx: 9, cy: 6, r: 4.5 }), 'B')] : []),
    entry(
      '',
      svg('path', { class: 'target', d: 'M6 1V11M6 1h4M6 11h4' }),
      'target, opening to where it is met',
    ),
    entry('', svg('rect', { class: 'gold', x: 1, y: 4, width: 16, height: 4, rx: 2 }), 'gold dialogues'),
    entry('', svg('rect', { class: 'peer', x: 1, y: 4, width: 16, height: 4, rx: 2 }), 'best offline peer'),
  );
}
