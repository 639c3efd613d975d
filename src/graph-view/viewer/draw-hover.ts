import type { Settings } from 'sigma/settings';
import type { NodeDisplayData, PartialButFor } from 'sigma/types';
import type { Theme } from './theme.js';

type HoveredNode = PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'>;

/** The label of the node under the pointer, on a plate that is legible over anything. */
export function drawHover(
  context: CanvasRenderingContext2D,
  node: HoveredNode,
  settings: Pick<Settings, 'labelSize' | 'labelFont'>,
  theme: Theme,
): void {
  context.beginPath();
  context.arc(node.x, node.y, node.size + 3, 0, Math.PI * 2);
  context.lineWidth = 2;
  context.strokeStyle = theme.lit;
  context.stroke();
  const label = node.label;
  if (label === null || label === undefined || label === '') return;
  const { labelSize: size, labelFont: font } = settings;
  context.font = `600 ${size}px ${font}`;
  const width = context.measureText(label).width;
  const left = node.x + node.size + 6;
  context.beginPath();
  context.roundRect(left, node.y - size / 2 - 5, width + 14, size + 10, 6);
  context.fillStyle = theme.ground;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = theme.faded;
  context.stroke();
  context.fillStyle = theme.text;
  context.fillText(label, left + 7, node.y + size / 3);
}
