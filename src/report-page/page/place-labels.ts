import type { UsageNode } from '../page-data.js';

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Puts names beside their nodes, the most called first; a name that would cover another is shown only when pointed at. */
export function placeLabels(
  nodes: readonly UsageNode[],
  groups: readonly SVGGElement[],
  values: readonly number[],
  captions: readonly SVGTextElement[],
): void {
  const radiusOf = (place: number): number =>
    Number(groups[place]?.querySelector('circle')?.getAttribute('r') ?? 6);
  const taken: Box[] = nodes.map(({ x, y }, place) => {
    const radius = radiusOf(place) * 0.8;
    return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
  });
  for (const caption of captions) {
    const [x, y] = [Number(caption.getAttribute('x')), Number(caption.getAttribute('y'))];
    const half = (caption.textContent?.length ?? 0) * 3.9;
    const box = { left: x - half, right: x + half, top: y - 12, bottom: y + 4 };
    const isFree = taken.every((other) => !overlaps(box, other));
    caption.classList.toggle('hidden', !isFree);
    if (isFree) taken.push(box);
  }
  const order = [...nodes.keys()].sort(
    (left, right) => Math.abs(values[right] ?? 0) - Math.abs(values[left] ?? 0),
  );
  for (const place of order) {
    const { x = 0, y = 0 } = nodes[place] ?? {};
    const group = groups[place];
    const label = group?.querySelector('text');
    if (group === undefined || label === null || label === undefined) continue;
    const radius = radiusOf(place);
    const width = (label.textContent?.length ?? 0) * 7.4;
    const isLeft = x > 640;
    const start = isLeft ? x - radius - 4 - width : x + radius + 4;
    const box = { left: start, right: start + width, top: y - 8, bottom: y + 8 };
    label.setAttribute('x', String((isLeft ? -1 : 1) * (radius + 4)));
    label.setAttribute('y', '4');
    label.setAttribute('text-anchor', isLeft ? 'end' : 'start');
    const isFree = taken.every((other) => !overlaps(box, other));
    group.classList.toggle('named', isFree);
    if (isFree) taken.push(box);
  }
}

function overlaps(left: Box, right: Box): boolean {
  return (
    left.right >= right.left &&
    left.left <= right.right &&
    left.bottom >= right.top &&
    left.top <= right.bottom
  );
}
