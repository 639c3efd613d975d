import type { PageData, UsageEdge, UsageNode } from '../page-data.js';
import { button, element, svg } from './dom.js';
import { formatNumber, plural } from './format.js';
import { createGraphPanel } from './graph-panel.js';
import { letBeMoved } from './pan-zoom.js';
import { placeLabels } from './place-labels.js';

/** Which dataset's usage is shown; `difference`: where the first calls more and where the second. */
export type Heat = 'all' | '0' | '1' | 'difference';

const steps = 6;

/** The graph of endpoints: size and colour say how often they are called, lines which output feeds which argument. */
export function drawGraph(section: HTMLElement, { usage, datasets }: PageData): void {
  if (usage.nodes.length === 0) {
    section.replaceChildren(element('p', { class: 'note' }, 'No conversation calls a tool.'));
    return;
  }
  const { nodes, edges } = usage;
  const isPair = datasets.length > 1;
  const picture = svg('svg', {
    class: 'usage',
    viewBox: '-60 -40 1120 1080',
    role: 'img',
    'aria-label': 'Endpoints and the flows between them; the list beside it says the same in words',
  });
  const scene = svg('g');
  const lines = edges.map((edge) => drawEdge(edge, nodes, heaviest(edges)));
  const groups = nodes.map((node) => drawNode(node));
  const captions = drawCaptions(nodes);
  scene.append(svg('g', {}, ...lines), svg('g', {}, ...captions), svg('g', {}, ...groups));
  picture.append(scene);
  let heat: Heat = isPair ? 'all' : '0';
  let selected: number | null = null;

  const neighbours = (place: number): Set<number> =>
    new Set(edges.flatMap(({ from, to }) => (from === place ? [to] : to === place ? [from] : [])));
  const light = (place: number | null): void => {
    picture.classList.toggle('pointing', place !== null);
    const near = place === null ? new Set<number>() : neighbours(place);
    for (const [each, group] of groups.entries()) {
      group.classList.toggle('lit', each === place);
      group.classList.toggle('near', near.has(each));
    }
    for (const [each, line] of lines.entries()) {
      const { from, to } = edges[each] as UsageEdge;
      line.classList.toggle('feeds', place !== null && from === place);
      line.classList.toggle('fed', place !== null && to === place);
    }
  };
  const select = (place: number | null): void => {
    selected = place;
    light(place);
    panel.show(place, heat);
  };
  const panel = createGraphPanel({ usage, isPair, select });
  const paint = (): void => {
    const values = nodes.map((node) => callsIn(node.calls, heat));
    const most = Math.max(1, ...values.map(Math.abs));
    for (const [place, group] of groups.entries()) {
      const value = values[place] ?? 0;
      const radius = 4 + 20 * Math.sqrt(Math.abs(value) / most);
      group.querySelector('circle')?.setAttribute('r', String(radius));
      const step = Math.min(steps - 1, Math.floor(Math.sqrt(Math.abs(value) / most) * steps));
      group.setAttribute(
        'class',
        `node ${heat === 'difference' ? (value < 0 ? 'more-b ' : 'more-a ') : ''}heat-${step}${value === 0 ? ' unused' : ''}`,
      );
    }
    placeLabels(nodes, groups, values, captions);
    panel.show(selected, heat);
    light(selected);
  };
  for (const [place, group] of groups.entries()) {
    group.addEventListener('pointerenter', () => light(place));
    group.addEventListener('pointerleave', () => light(selected));
    group.addEventListener('click', (event) => {
      event.stopPropagation();
      select(place === selected ? null : place);
    });
  }
  picture.addEventListener('click', () => select(null));
  section.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') select(null);
  });

  const stage = element('div', { class: 'stage' });
  stage.append(picture);
  const zoom = letBeMoved(picture, scene);
  stage.append(
    element(
      'div',
      { class: 'zoom' },
      button('+', 'quiet', () => zoom.by(1.4), 'Zoom in'),
      button('−', 'quiet', () => zoom.by(1 / 1.4), 'Zoom out'),
      button('⤢', 'quiet', () => zoom.reset(), 'Show everything'),
    ),
    heatKey(isPair),
  );
  section.replaceChildren(
    element(
      'div',
      { class: 'graph-layout' },
      element(
        'div',
        { class: 'card stage-card' },
        element(
          'header',
          {},
          element('h2', {}, 'Tool graph'),
          element('p', {}, describe(usage.nodes.length, usage.edges, usage.left)),
          ...(isPair
            ? [
                heatSwitch((next) => {
                  heat = next;
                  paint();
                }),
              ]
            : []),
        ),
        stage,
      ),
      panel.element,
    ),
  );
  paint();
}

export function callsIn(calls: readonly number[], heat: Heat): number {
  if (heat === 'all') return calls.reduce((sum, count) => sum + count, 0);
  if (heat === 'difference') return (calls[0] ?? 0) - (calls[1] ?? 0);
  return calls[Number(heat)] ?? 0;
}

function describe(nodes: number, edges: readonly UsageEdge[], left: number): string {
  const guessed = edges.filter(({ guessed: isGuessed }) => isGuessed).length;
  return [
    `${plural(nodes, 'endpoint')} sized by calls, ${plural(edges.length, 'flow')} from an output to an argument`,
    ...(guessed > 0 ? [`${formatNumber(guessed)} of them told by equal values alone (dashed)`] : []),
    ...(left > 0 ? [`${formatNumber(left)} seldom called ones left out`] : []),
  ].join('; ');
}

function heaviest(edges: readonly UsageEdge[]): number {
  return Math.max(1, ...edges.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0)));
}

/** Bent to the right of its direction, so that both ways between two endpoints can be told apart. */
function drawEdge(
  { from, to, counts, guessed }: UsageEdge,
  nodes: readonly UsageNode[],
  most: number,
): SVGElement {
  const [start, end] = [nodes[from], nodes[to]];
  const { x: x1 = 0, y: y1 = 0 } = start ?? {};
  const { x: x2 = 0, y: y2 = 0 } = end ?? {};
  const [middleX, middleY] = [(x1 + x2) / 2 - (y2 - y1) * 0.12, (y1 + y2) / 2 + (x2 - x1) * 0.12];
  const weight = counts.reduce((sum, count) => sum + count, 0);
  return svg('path', {
    class: guessed ? 'edge guessed' : 'edge',
    d: `M${x1} ${y1}Q${middleX} ${middleY} ${x2} ${y2}`,
    'stroke-width': (0.7 + 4 * Math.sqrt(weight / most)).toFixed(2),
  });
}

function drawNode({ name, x, y }: UsageNode): SVGGElement {
  const short = name.slice(name.lastIndexOf('::') + (name.includes('::') ? 2 : 1));
  const group = svg('g', { class: 'node', transform: `translate(${x} ${y})` }, svg('circle', { r: 6 }));
  group.append(
    svg('title', {}, name),
    svg('text', { class: 'name' }, short.length > 34 ? `${short.slice(0, 33)}…` : short),
  );
  return group;
}

/** The name of a tool over its endpoints, where three or more of them stand together. */
function drawCaptions(nodes: readonly UsageNode[]): SVGTextElement[] {
  const members = new Map<string, UsageNode[]>();
  for (const node of nodes) members.set(node.group, [...(members.get(node.group) ?? []), node]);
  return [...members].flatMap(([group, own]) => {
    const [left, right] = [Math.min(...own.map(({ x }) => x)), Math.max(...own.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...own.map(({ y }) => y)), Math.max(...own.map(({ y }) => y))];
    if (own.length < 3 || right - left > widest || bottom - top > widest) return [];
    const text = group.length > 24 ? `${group.slice(0, 23)}…` : group;
    return [
      svg('text', { class: 'caption', x: (left + right) / 2, y: top - 22, 'text-anchor': 'middle' }, text),
    ];
  });
}

/** Endpoints of one tool that are strewn farther than this are no cluster. */
const widest = 220;

function heatKey(isPair: boolean): HTMLElement {
  const swatches = Array.from({ length: steps }, (_, step) => element('i', { class: `swatch heat-${step}` }));
  return element(
    'p',
    { class: 'heat-key', 'aria-hidden': 'true' },
    'few calls',
    ...swatches,
    'many',
    ...(isPair
      ? [element('span', { class: 'soft' }, ' · A less B: in the colour of the one that calls more')]
      : []),
  );
}

function heatSwitch(choose: (heat: Heat) => void): HTMLElement {
  const select = element(
    'select',
    { 'aria-label': 'Calls of' },
    element('option', { value: 'all' }, 'A and B'),
    element('option', { value: '0' }, 'A alone'),
    element('option', { value: '1' }, 'B alone'),
    element('option', { value: 'difference' }, 'A less B'),
  );
  select.addEventListener('change', () => choose(select.value as Heat));
  return select;
}
