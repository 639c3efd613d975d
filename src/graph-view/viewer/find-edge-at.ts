import type Sigma from 'sigma';
import type { StageEdge, StageGraph, StageNode } from './to-stage-graph.js';

type Point = { readonly x: number; readonly y: number };

/** Pixels beside a thin line that still mean it. */
const reach = 5;

/** The drawn edge nearest to a point of the stage, in pixels; null where none is within reach. */
export function findEdgeAt(
  sigma: Pick<Sigma<StageNode, StageEdge>, 'graphToViewport'>,
  graph: StageGraph,
  point: Point,
  isDrawn: (edge: string) => boolean,
): string | null {
  const places = new Map<string, Point>();
  graph.forEachNode((node, { x, y }) => places.set(node, sigma.graphToViewport({ x, y })));
  let nearest: string | null = null;
  let nearestDistance = reach;
  graph.forEachEdge((edge, _attributes, source, target) => {
    if (!isDrawn(edge)) return;
    const [from, to] = [places.get(source), places.get(target)];
    if (from === undefined || to === undefined) return;
    const distance = distanceToLine(point, from, to);
    if (distance > nearestDistance) return;
    nearest = edge;
    nearestDistance = distance;
  });
  return nearest;
}

function distanceToLine(point: Point, from: Point, to: Point): number {
  const [width, height] = [to.x - from.x, to.y - from.y];
  const length = width * width + height * height;
  const along = length === 0 ? 0 : ((point.x - from.x) * width + (point.y - from.y) * height) / length;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - share * width, point.y - from.y - share * height);
}
