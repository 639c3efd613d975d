import { rememberByText } from '../concepts/remember-by-text.js';
import type { Parameter } from '../types/tool-registry.js';
import type { GraphSettings } from './graph-settings.js';

/**
 * Which end of a journey or period a parameter names, by the words of its name and concept. A place that names neither (or
 * both) has none; a lone date is a first day.
 */
export function readEnd(
  parameter: Pick<Parameter, 'name' | 'concept'>,
  anchor: string | null,
  settings: GraphSettings,
): 'from' | 'to' | null {
  const { place, time, timeConcepts } = settings.ends;
  const isTime = anchor !== null && timeConcepts.has(anchor);
  const words = isTime ? time : place;
  const named = endOf(wordsOf(parameter.name), words) ?? endOf(wordsOf(parameter.concept?.id ?? ''), words);
  // A date alone is the day on which something starts.
  return named ?? (isTime ? 'from' : null);
}

function endOf(
  words: readonly string[],
  ends: { readonly from: ReadonlySet<string>; readonly to: ReadonlySet<string> },
): 'from' | 'to' | null {
  const from = words.some((word) => ends.from.has(word));
  const to = words.some((word) => ends.to.has(word));
  return from === to ? null : from ? 'from' : 'to';
}

/** True for a coordinate that is one corner of a map section: `LatitudeMin`, `sw_lng`. */
export function isCorner(name: string, anchor: string | null, settings: GraphSettings): boolean {
  const isCoordinate = anchor === 'latitude' || anchor === 'longitude' || anchor === 'coordinates';
  return isCoordinate && wordsOf(name).some((word) => settings.corners.has(word));
}

/** `returnDate`, `return_date`, `return-date` → return, date. */
const wordsOf: (name: string) => readonly string[] = rememberByText((name) =>
  name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== ''),
);
