import type { PictureNode } from './graph-picture.js';

/**
 * A colour for each category, by the order of their names: hues spread by the golden angle, so that neighbours in the
 * list differ. Hexadecimal, legible on light and on dark ground.
 */
export function categoryColors(nodes: readonly PictureNode[]): ReadonlyMap<string, string> {
  const categories = [...new Set(nodes.map(({ category }) => category))].sort();
  return new Map(categories.map((category, place) => [category, colorAt(place)]));
}

function colorAt(place: number): string {
  const lightness = [0.52, 0.62, 0.46][place % 3] ?? 0.52;
  return toHexadecimal((place * 137.508) % 360, 0.58, lightness);
}

function toHexadecimal(hue: number, saturation: number, lightness: number): string {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): string => {
    const turn = (offset + hue / 30) % 12;
    const value = lightness - chroma * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
