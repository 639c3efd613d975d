import { coins } from '../data/coins.js';
import type { Generator } from '../value-request.js';

const units = ['kg', 'g', 'l', 'ml', 'piece', 'pack', 'km', 'm', 'cm'];
/** Texts of a certain look whose name says little: lengths, factors, codes of classes. */
export const shapeGenerators: { readonly [name: string]: Generator } = {
  clock_length: (_request, random) =>
    `${random.integer(1, 58)}:${String(random.integer(0, 59)).padStart(2, '0')}`,
  readable_amount: (_request, random) =>
    `$${random.integer(1, 940)}.${random.integer(0, 9)}${random.pick(['K', 'M', 'B'])}`,
  decimal_text: (_request, random) => String(random.integer(5, 480) / 100),
  pay_period: (_request, random) => random.pick(['YEAR', 'MONTH', 'HOUR']),
  class_code: (_request, random) => String(random.integer(1111, 9299) * 100),
  utc_offset: (_request, random) =>
    `${random.pick(['+', '-'])}${String(random.integer(0, 11)).padStart(2, '0')}:${random.pick(['00', '00', '00', '30'])}`,
  compass_point: (_request, random) => random.pick(['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW']),
  race_form: (_request, random) =>
    Array.from({ length: 5 }, () => random.pick(['1', '2', '3', '4', '5', '6', '7', 'P', '0'])).join(''),
  yes_no: (_request, random) => random.pick(['yes', 'no']),
  trading_pair: (_request, random) =>
    `${random.pick(coins)[0] ?? 'BTC'}-${random.pick(['USDT', 'USDC', 'USD'])}`,
  team_tag: (_request, random) =>
    Array.from({ length: 3 }, () => 'ABCDEFGHKLMNPRSTVXZ'.charAt(random.integer(0, 18))).join(''),
  geodetic_datum: (_request, random) => random.pick(['wgs84', 'tokyo']),
  unit_of_measure: (_request, random) => random.pick(units),
  sort_word: (_request, random) => random.pick(['relevance', 'date', 'price', 'rating']),
  weather_code: (_request, random) =>
    `${random.pick(['d', 'n'])}${random.pick(['000', '100', '200', '300', '400', '210', '310', '320', '430'])}`,
};
