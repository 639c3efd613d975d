import type { Random } from '../../random/random.js';
import { coins } from '../data/coins.js';
import type { Generator } from '../value-request.js';

const units = ['kg', 'g', 'l', 'ml', 'piece', 'pack', 'km', 'm', 'cm'];
const skills = [
  'project planning',
  'spreadsheets',
  'customer care',
  'data entry',
  'Python',
  'SQL',
  'bookkeeping',
  'public speaking',
  'welding',
  'copywriting',
  'first aid',
  'stock keeping',
  'JavaScript',
  'negotiation',
  'technical drawing',
];
const kinds: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /video|channel|stream|clip/,
    ['Music', 'Gaming', 'Education', 'Comedy', 'Travel', 'Sports', 'Science', 'Cooking', 'News', 'Film'],
  ],
  [/crypto|coin|token|pair/, ['spot', 'futures', 'swap', 'margin', 'option']],
  [/body|bmi|health/, ['normal weight', 'overweight', 'underweight']],
  [
    /company|business|place|store|shop|listing/,
    [
      'Restaurant',
      'Bakery',
      'Hardware Store',
      'Pharmacy',
      'Bookshop',
      'Garage',
      'Hairdresser',
      'Law Firm',
      'Florist',
      'Gym',
    ],
  ],
  [/stop|station|route|transit/, ['bus', 'tram', 'train', 'ferry']],
  [/zip|postal/, ['standard', 'PO box', 'unique']],
  [/event|concert|ticket/, ['concert', 'theatre', 'exhibition', 'festival', 'talk']],
  [/weather|forecast|alert/, ['wind', 'rain', 'snow', 'heat', 'thunderstorm', 'flood']],
];

/** A usual kind of such a thing; undefined where none is known. */
export function kindOf(entity: string, random: Random): string | undefined {
  const found = kinds.find(([about]) => about.test(entity))?.[1];
  return found === undefined ? undefined : random.pick(found);
}

/** Texts of a certain look whose name says little: lengths, factors, codes of classes. */
export const shapeGenerators: { readonly [name: string]: Generator } = {
  clock_length: (_request, random) =>
    `${random.integer(1, 58)}:${String(random.integer(0, 59)).padStart(2, '0')}`,
  readable_amount: (_request, random) =>
    `$${random.integer(1, 940)}.${random.integer(0, 9)}${random.pick(['K', 'M', 'B'])}`,
  decimal_text: (_request, random) => String(random.integer(5, 480) / 100),
  skill: (_request, random) => random.pick(skills),
  pay_period: (_request, random) => random.pick(['YEAR', 'MONTH', 'HOUR']),
  class_code: (_request, random) => String(random.integer(1111, 9299) * 100),
  utc_offset: (_request, random) =>
    `${random.pick(['+', '-'])}${String(random.integer(0, 11)).padStart(2, '0')}:${random.pick(['00', '00', '00', '30'])}`,
  compass_point: (_request, random) => random.pick(['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW']),
  horse_name: (_request, random) =>
    `${random.pick(['Silver', 'Northern', 'Little', 'Royal', 'Midnight', 'Lucky', 'Golden', 'Desert', 'River', 'Bold'])} ${random.pick(['Arrow', 'Dancer', 'Comet', 'Promise', 'Baron', 'Echo', 'Harbour', 'Thunder', 'Lady', 'Whisper'])}`,
  race_form: (_request, random) =>
    Array.from({ length: 5 }, () => random.pick(['1', '2', '3', '4', '5', '6', '7', 'P', '0'])).join(''),
  yes_no: (_request, random) => random.pick(['yes', 'no']),
  trading_pair: (_request, random) =>
    `${random.pick(coins)[0] ?? 'BTC'}-${random.pick(['USDT', 'USDC', 'USD'])}`,
  copyright_note: ({ now }, random) =>
    `© ${Number(now.slice(0, 4)) - random.integer(0, 9)} ${random.pick(['Open Bible Society', 'Harbour Press', 'the publisher', 'the authors', 'Northern Library', 'Summit Media'])}`,
  ago: (_request, random) => `${random.integer(2, 23)} ${random.pick(['minutes', 'hours', 'days'])} ago`,
  wait_time: (_request, random) => `${random.integer(1, 23)}h ${random.integer(1, 59)}m`,
  team_tag: (_request, random) =>
    Array.from({ length: 3 }, () => 'ABCDEFGHKLMNPRSTVXZ'.charAt(random.integer(0, 18))).join(''),
  geodetic_datum: (_request, random) => random.pick(['wgs84', 'tokyo']),
  unit_of_measure: (_request, random) => random.pick(units),
  sort_word: (_request, random) => random.pick(['relevance', 'date', 'price', 'rating']),
  weather_code: (_request, random) =>
    `${random.pick(['d', 'n'])}${random.pick(['000', '100', '200', '300', '400', '210', '310', '320', '430'])}`,
};
