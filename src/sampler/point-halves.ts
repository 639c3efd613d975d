import { rememberByText } from '../concepts/remember-by-text.js';
import type { ParameterMeaning } from '../types/tool-graph.js';

export type PointHalf = 'latitude' | 'longitude';

/** Which half of a point a parameter is, by its meaning or, where it has none, by its name: `latB`. */
export function halfOf(name: string, meaning: ParameterMeaning | null): PointHalf | null {
  if (meaning === null) return namedHalf(name);
  const { anchor } = meaning;
  return anchor === 'latitude' || anchor === 'longitude' ? anchor : null;
}

const namedHalf: (name: string) => PointHalf | null = rememberByText((name) => {
  const words = name.slice(0, 80).replace(/([a-z])([A-Z])/g, '$1 $2');
  if (/(?:^|[^a-z])lat(?:itude)?(?:$|[^a-z])/i.test(words)) return 'latitude';
  return /(?:^|[^a-z])(?:lon(?:g(?:itude)?)?|lng)(?:$|[^a-z])/i.test(words) ? 'longitude' : null;
});

/** What is left of a coordinate's name without the coordinate: `start_lon` and `start_lat` come to one. */
export function endName(name: string): string {
  return name.toLowerCase().replace(/lat(?:itude)?|lon(?:g(?:itude)?)?|lng/, '');
}
