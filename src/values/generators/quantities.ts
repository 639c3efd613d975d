import type { Random } from '../../random/random.js';
import { isLowerBound, isUpperBound } from '../label-sense.js';
import type { Generator } from '../value-request.js';

const integer =
  (minimum: number, maximum: number): Generator =>
  (_request, random) =>
    random.integer(minimum, maximum);

/** Uniform with one decimal. */
const decimal =
  (minimum: number, maximum: number): Generator =>
  (_request, random) =>
    random.integer(minimum * 10, maximum * 10) / 10;

/** Log-uniform integer: as many between 10 and 100 as between 100 and 1000. */
const spread =
  (minimum: number, maximum: number): Generator =>
  (_request, random) =>
    logUniform(minimum, maximum, random);

function logUniform(minimum: number, maximum: number, random: Random): number {
  return Math.round(minimum * (maximum / minimum) ** random.next());
}

/** What is counted in fewer or more than usual. */
const ranges: readonly (readonly [RegExp, readonly [number, number]])[] = [
  [/elevation|altitude|ascent|climb/i, [25, 1900]],
  [/\bpages?\b/i, [84, 912]],
  [/calorie|kcal/i, [90, 980]],
  [/\b(area|square|sqm|sqft)/i, [24, 260]],
  [/review|rating count|votes?/i, [4, 4200]],
  [/population/i, [12_000, 9_800_000]],
  [/employee|staff/i, [6, 24_000]],
  [/\b(width|height)\b/i, [320, 3840]],
  [/lessons?|sessions?|projects?|jobs? done/i, [5, 900]],
];

/** Measures and counts; units are those of the generator's name. */
export const quantityGenerators: { readonly [name: string]: Generator } = {
  count_small: integer(1, 10),
  count_large: ({ label }, random) => {
    const range = ranges.find(([about]) => about.test(label))?.[1] ?? [12, 48_000];
    return logUniform(range[0], range[1], random);
  },
  people_count: integer(1, 8),
  nights_count: ({ anchor, label }, random) =>
    /\b(nights?|stay|days?)\b/i.test(label) ? anchor.stayDays : random.integer(1, 9),
  rating: ({ anchor, label, schema }, random) => {
    if (isLowerBound(label))
      return schema.type === 'integer' ? random.integer(2, 4) : random.integer(5, 9) / 2;
    const share = 0.6 * anchor.quality + 0.4 * random.next();
    return schema.type === 'integer' ? 1 + Math.round(share * 4) : Math.round(26 + share * 23) / 10;
  },
  distance_km: ({ label }, random) =>
    isUpperBound(label) || /radius/i.test(label)
      ? random.pick([1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 50])
      : Math.max(0.1, Math.round(3 * 40 ** random.next() * 2) / 10),
  weight_kg: ({ entity }, random) =>
    /player|person|athlete|fighter|user|patient|driver|profile/.test(entity ?? '')
      ? random.integer(52, 108)
      : logUniform(5, 900, random) / 10,
  height_cm: integer(148, 201),
  temperature_c: ({ anchor, now }, random) => {
    const { latitude } = anchor.place;
    const month = Number(now.slice(5, 7));
    // Summer in July on the northern half, in January on the southern; swing grows with latitude.
    const season = Math.cos(((month - 7) / 6) * Math.PI) * Math.sign(latitude || 1);
    const mean = 27 - Math.abs(latitude) * 0.38 + season * Math.abs(latitude) * 0.22;
    return Math.round((mean + (random.next() - 0.5) * 13) * 10) / 10;
  },
  humidity_percent: integer(28, 96),
  speed: decimal(2, 62),
  score_points: ({ entity, label }, random) =>
    /match|fixture|odds|prediction/.test(entity ?? '') || /\bgoals?\b/.test(label)
      ? random.pickWeighted([0, 1, 2, 3, 4, 5, 6, 7, 8], [3, 4, 4, 4, 4, 3, 3, 2, 2])
      : random.integer(0, 128),
  boolean: (_request, random) => random.chance(0.5),
  number: spread(3, 980),
  calories: integer(90, 980),
  pressure_hpa: integer(984, 1038),
};
