import { svg } from './dom.js';

/** Lines from a value to its sources, over the conversation; they take no click. */
export function drawConnections(area: HTMLElement): {
  draw(from: HTMLElement, to: readonly HTMLElement[]): void;
  clear(): void;
} {
  const layer = svg('svg', { class: 'connections', 'aria-hidden': 'true' });
  return {
    draw(from, to) {
      layer.replaceChildren();
      const frame = area.getBoundingClientRect();
      const start = from.getClientRects()[0];
      if (start === undefined) return;
      layer.setAttribute('width', String(area.clientWidth));
      layer.setAttribute('height', String(area.scrollHeight));
      for (const node of to.slice(0, 12)) {
        const end = node.getClientRects()[0];
        if (end === undefined || end.width === 0) continue;
        layer.append(svg('path', { d: curve(start, end, frame) }));
      }
      if (layer.parentElement === null) area.append(layer);
    },
    clear() {
      layer.replaceChildren();
      layer.remove();
    },
  };
}

function curve(start: DOMRect, end: DOMRect, frame: DOMRect): string {
  const isBelow = start.top > end.top;
  const [x1, y1] = [
    start.left + Math.min(start.width / 2, 40) - frame.left,
    (isBelow ? start.top : start.bottom) - frame.top,
  ];
  const [x2, y2] = [
    end.left + Math.min(end.width / 2, 40) - frame.left,
    (isBelow ? end.bottom : end.top) - frame.top,
  ];
  const bend = Math.max(18, Math.abs(y2 - y1) * 0.4) * (isBelow ? -1 : 1);
  const round = (value: number): string => value.toFixed(1);
  return `M${round(x1)} ${round(y1)}C${round(x1)} ${round(y1 + bend)} ${round(x2)} ${round(y2 - bend)} ${round(x2)} ${round(y2)}`;
}
