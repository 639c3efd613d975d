import { writeFilter } from '../filter.js';
import type { UsageEdge, UsageGraph } from '../page-data.js';
import { button, element } from './dom.js';
import { formatNumber, plural } from './format.js';
import { callsIn, type Heat } from './graph.js';
import { markOf } from './mark.js';

type Options = {
  readonly usage: UsageGraph;
  readonly isPair: boolean;
  readonly select: (place: number | null) => void;
};

/** Beside the graph: all endpoints by calls, or one with what it feeds and is fed by. */
export function createGraphPanel({ usage, isPair, select }: Options): {
  readonly element: HTMLElement;
  show(place: number | null, heat: Heat): void;
} {
  const panel = element('aside', { class: 'card graph-panel', 'aria-label': 'Endpoints' });
  return {
    element: panel,
    show(place, heat) {
      panel.replaceChildren(
        ...(place === null ? listAll(usage, heat, select) : describeOne(usage, place, isPair, select)),
      );
      panel.scrollTop = 0;
    },
  };
}

function listAll({ nodes }: UsageGraph, heat: Heat, select: Options['select']): HTMLElement[] {
  const values = nodes.map(({ calls }) => callsIn(calls, heat));
  const most = Math.max(1, ...values.map(Math.abs));
  const order = [...nodes.keys()]
    .filter((place) => values[place] !== 0)
    .sort((left, right) => Math.abs(values[right] ?? 0) - Math.abs(values[left] ?? 0));
  return [
    element('header', {}, element('h2', {}, 'Most called')),
    element(
      'ol',
      { class: 'endpoints' },
      ...order.map((place) => {
        const value = values[place] ?? 0;
        const bar = element('i', { class: `bar ${value < 0 ? 'b' : 'a'}` });
        bar.style.width = `${(Math.abs(value) / most) * 100}%`;
        const entry = button('', 'endpoint', () => select(place));
        entry.append(
          element('span', { class: 'name' }, nodes[place]?.name ?? ''),
          element(
            'span',
            { class: 'count' },
            heat === 'difference' && value > 0 ? `+${formatNumber(value)}` : formatNumber(value),
          ),
          bar,
        );
        return element('li', {}, entry);
      }),
    ),
  ];
}

function describeOne(
  { nodes, edges }: UsageGraph,
  place: number,
  isPair: boolean,
  select: Options['select'],
): HTMLElement[] {
  const node = nodes[place];
  if (node === undefined) return [];
  const flows = (own: 'from' | 'to', other: 'from' | 'to'): HTMLElement[] =>
    edges
      .filter((edge) => edge[own] === place)
      .sort((left, right) => weightOf(right) - weightOf(left))
      .map((edge) =>
        element(
          'li',
          {},
          button(nodes[edge[other]]?.name ?? '', 'link', () => select(edge[other])),
          element('small', {}, ` ×${formatNumber(weightOf(edge))}${edge.guessed ? ', by equal values' : ''}`),
          ...edge.fields.map((field) => element('code', {}, field)),
        ),
      );
  const list = (title: string, entries: readonly HTMLElement[]): HTMLElement[] =>
    entries.length === 0 ? [] : [element('h3', {}, title), element('ul', { class: 'flows' }, ...entries)];
  return [
    element(
      'header',
      {},
      button('‹ All endpoints', 'link', () => select(null)),
      element('h2', { class: 'code' }, node.name),
      element('p', {}, node.description),
    ),
    ...node.calls.map((calls, dataset) =>
      element(
        'p',
        { class: 'counts' },
        ...(isPair ? [markOf(dataset)] : []),
        `${plural(calls, 'call')}, ${plural(node.errors[dataset] ?? 0, 'error')}`,
      ),
    ),
    element(
      'p',
      {},
      element(
        'a',
        { href: `#conversations?${writeFilter({ tool: node.name })}` },
        'Conversations that call it',
      ),
    ),
    ...list('Its arguments come from', flows('to', 'from')),
    ...list('Its outputs feed', flows('from', 'to')),
  ];
}

function weightOf({ counts }: UsageEdge): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
