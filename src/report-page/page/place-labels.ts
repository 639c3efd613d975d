import type { UsageNode } from '../page-data.js';

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Puts names beside their nodes, the most called first; a name that would cover another is shown only when pointed at. */
export function placeLabels(
  nodes: readonly UsageNode[],
  groups: readonly SVGGElement[],
  values: readonly number[],
): void {
  const radiusOf = (place: number): number =>
    Number(groups[place]?.querySelector('circle')?.getAttribute('r') ?? 6);
  const taken: Box[] = nodes.map(({ x, y }, place) => {
    const radius = radiusOf(place) * 0.8;
    return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
  });
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
    const isFree = taken.every(
      (other) =>
        box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom,
    );
    group.classList.toggle('named', isFree);
    if (isFree) taken.push(box);
  }
}
