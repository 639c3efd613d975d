import type { Fact } from '../language/acts.js';

/** A name as whoever refers to the thing says it: of a person the first name and the family name. */
export function spokenName({ value, family }: Fact): string {
  return family === undefined ? String(value) : `${value} ${family.value}`;
}
