import Sigma from 'sigma';
import type { EdgeDisplayData, NodeDisplayData } from 'sigma/types';
import type { PageData } from '../graph-picture.js';
import { drawHover } from './draw-hover.js';
import { findEdgeAt } from './find-edge-at.js';
import { findLit } from './find-lit.js';
import { letNodesBeDragged } from './let-nodes-be-dragged.js';
import type { Filter, Selection } from './selection.js';
import { currentTheme, onThemeChange } from './theme.js';
import { placeOf, toStageGraph } from './to-stage-graph.js';

/** The drawn graph. */
export type Stage = {
  filter(filter: Filter): void;
  select(selection: Selection): void;
  zoom(direction: 'in' | 'out' | 'reset'): void;
};

/** Draws the picture into `container` and tells what is clicked. Throws where the browser has no WebGL. */
export function createStage(
  container: HTMLElement,
  data: PageData,
  onSelect: (selection: Selection) => void,
): Stage {
  const graph = toStageGraph(data);
  const isSmall = graph.order < 100;
  let theme = currentTheme();
  let filter: Filter = { kinds: new Set(), categories: new Set() };
  let selection: Selection = null;
  let hovered: string | null = null;
  /** Nodes and edges that stand out; null: all alike. */
  let lit: ReadonlySet<string> | null = null;

  const isShownNode = (node: string) => filter.categories.has(graph.getNodeAttribute(node, 'category'));
  const isShownEdge = (edge: string) =>
    filter.kinds.has(graph.getEdgeAttribute(edge, 'kind')) && graph.extremities(edge).every(isShownNode);

  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    defaultEdgeType: 'arrow',
    defaultDrawNodeHover: (context, node, settings) => drawHover(context, node, settings, theme),
    // Machines without a graphics card keep up with the hand only so.
    hideEdgesOnMove: graph.size > 15_000,
    labelColor: { color: theme.text },
    labelDensity: isSmall ? 3 : 0.6,
    labelFont: 'system-ui, sans-serif',
    labelRenderedSizeThreshold: isSmall ? 0 : 7,
    labelSize: 12,
    maxCameraRatio: 3,
    minCameraRatio: 0.02,
    minEdgeThickness: isSmall ? 1.8 : 1,
    stagePadding: 40,
    zIndex: true,
    nodeReducer(node, attributes): Partial<NodeDisplayData> {
      if (!isShownNode(node)) return { ...attributes, hidden: true };
      if (lit === null) return attributes;
      if (!lit.has(node)) return { ...attributes, color: theme.faded, label: '', zIndex: 0 };
      const isMiddle = selection?.kind === 'node' && node === `n${selection.place}`;
      return { ...attributes, zIndex: 2, forceLabel: lit.size < 80, highlighted: isMiddle };
    },
    edgeReducer(edge, attributes): Partial<EdgeDisplayData> {
      if (!isShownEdge(edge)) return { ...attributes, hidden: true };
      if (lit === null) return { ...attributes, color: theme.edges[attributes.kind] };
      if (!lit.has(edge)) return { ...attributes, hidden: true };
      return { ...attributes, color: theme.lit, size: attributes.size + 0.8, zIndex: 1 };
    },
  });
  const refresh = () => {
    lit = findLit(graph, hovered, selection, isShownEdge);
    sigma.refresh();
  };
  const hover = (node: string | null) => {
    hovered = node;
    refresh();
  };

  const wasDragged = letNodesBeDragged(sigma, graph);
  sigma.on('clickNode', ({ node }) => {
    if (!wasDragged()) onSelect({ kind: 'node', place: placeOf(node) });
  });
  // The library's own picking wants the very pixel of a line; people click beside it.
  const edgeAt = (point: { x: number; y: number }) =>
    findEdgeAt(sigma, graph, point, (edge) => isShownEdge(edge) && (lit === null || lit.has(edge)));
  sigma.on('clickStage', ({ event }) => {
    const edge = edgeAt(event);
    onSelect(edge === null ? null : { kind: 'edge', place: placeOf(edge) });
  });
  sigma.on('moveBody', ({ event }) =>
    container.classList.toggle('pointing', hovered !== null || edgeAt(event) !== null),
  );
  sigma.on('enterNode', ({ node }) => hover(node));
  sigma.on('leaveNode', () => hover(null));
  onThemeChange((next) => {
    theme = next;
    sigma.setSetting('labelColor', { color: theme.text });
    refresh();
  });

  const camera = sigma.getCamera();
  return {
    filter(next) {
      filter = next;
      refresh();
    },
    select(next) {
      selection = next;
      refresh();
      if (next !== null)
        void camera.animate(frameOf(sigma, [...(lit ?? [])], panelShare(container)), { duration: motion() });
    },
    zoom(direction) {
      if (direction === 'in') void camera.animatedZoom({ duration: motion() });
      else if (direction === 'out') void camera.animatedUnzoom({ duration: motion() });
      else void camera.animatedReset({ duration: motion() });
    },
  };
}

/** The camera that sees all the given nodes, left of the panel that covers a share of the stage. */
function frameOf(
  sigma: Pick<Sigma, 'getNodeDisplayData'>,
  keys: readonly string[],
  covered: number,
): { x: number; y: number; ratio: number } {
  const places = keys.flatMap((key) => sigma.getNodeDisplayData(key) ?? []);
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const extent = Math.max(right - left, bottom - top);
  const ratio = Math.min(1.2, Math.max(0.15, (extent * 1.3) / (1 - covered)));
  return { x: (left + right) / 2 + (covered / 2) * ratio, y: (top + bottom) / 2, ratio };
}

/** How much of the stage the open panel hides. */
function panelShare(container: HTMLElement): number {
  return Math.min(0.5, 430 / Math.max(1, container.clientWidth));
}

/** Milliseconds of a camera's way; none for people who asked for no motion. */
function motion(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300;
}
