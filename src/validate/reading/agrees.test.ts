import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../types/json.js';
import type { Normalization } from '../../types/provenance.js';
import { factData } from '../facts/fact-data.js';
import { agrees } from './agrees.js';

// A Thursday.
const context = { facts: factData('en'), now: '2026-04-09T10:15:00' };

const same: readonly (readonly [string, JsonValue, Normalization['name'], Normalization['options']?])[] = [
  ['LISBON', 'Lisbon', 'case'],
  ['1,234.5', 1234.5, 'number'],
  ['1.234,5', 1234.5, 'number'],
  ['twenty-five', 25, 'number'],
  ['two hundred and six thousand', 206_000, 'number'],
  ['3.5k', 3500, 'number'],
  ['二十三', 23, 'number'],
  ['3万5千', 35_000, 'number'],
  ['３', 3, 'number'],
  ['12 km', 12, 'unit', { unit: 'km' }],
  ['three nights', 3, 'unit'],
  ['三泊', 3, 'unit'],
  ['二名', 2, 'unit'],
  ['五件', 5, 'unit'],
  ['約3か月', 3, 'unit'],
  ['十二試合', 12, 'unit'],
  ['お二人', 2, 'number'],
  ['18℃', 18, 'unit', { unit: '℃' }],
  ['$1,200.50', 1200.5, 'money', { currency: 'USD' }],
  ['129.50 EUR', 129.5, 'money', { currency: 'EUR' }],
  ['4,500円', 4500, 'money', { currency: 'JPY' }],
  ['19.3', 19.27, 'round', { digits: 1 }],
  ['yes', true, 'boolean'],
  ['not included', false, 'boolean'],
  ['含まれています', true, 'boolean'],
  ['含まれていません', false, 'boolean'],
  ['不要です', false, 'boolean'],
  ['満室', false, 'boolean'],
  ['売り切れ', false, 'boolean'],
  ['April 11, 2026', '2026-04-11', 'date'],
  ['11 April', '2026-04-11', 'date'],
  ['Apr 11th', '2026-04-11', 'date'],
  ['the 11th', '2026-04-11', 'date'],
  ['Saturday, April 11', '2026-04-11', 'date'],
  ['tomorrow', '2026-04-10', 'date'],
  ['next Friday', '2026-04-17', 'date'],
  ['in two weeks', '2026-04-23', 'date'],
  ['March 3', '2027-03-03', 'date'],
  ['4月11日', '2026-04-11', 'date'],
  ['4月11日(土)', '2026-04-11', 'date'],
  ['来週の金曜日', '2026-04-17', 'date'],
  ['明後日', '2026-04-11', 'date'],
  ['April 11', '11.04.2026', 'date', { pattern: 'DD.MM.YYYY' }],
  ['April 11', '04/11/2026', 'date', { pattern: 'MM/DD/YYYY' }],
  ['April 11', '20260411', 'date', { pattern: 'YYYYMMDD' }],
  ['7:30 pm', '19:30', 'time'],
  ['half past seven', '19:30', 'time'],
  ['noon', '12:00', 'time'],
  ['午後7時半', '19:30', 'time'],
  ['7 pm', '2026-04-11T19:00:00', 'time'],
  ['April 11 at 7:30 pm', '2026-04-11T19:30:00', 'date_time'],
  ['price ascending', 'price_asc', 'enum_label'],
  ['in progress', 'inProgress', 'enum_label'],
  ['cheapest first', 'price_asc', 'enum_label'],
  ['進行中', 'in_progress', 'enum_label'],
  ['進行中', 'inProgress', 'enum_label'],
  ['料金の安い順', 'price_asc', 'enum_label'],
  ['安い順', 'price_asc', 'enum_label'],
  ['対面', 'in-person', 'enum_label'],
  ['エコノミークラス', 'economy', 'enum_label'],
  ['取り下げ済み', 'withdrawn', 'enum_label'],
  ['Germany', 'DE', 'country_name'],
  ['日本', 'JPN', 'country_name'],
  ['Spanish', 'es', 'language_name'],
  ['US dollars', 'USD', 'currency_name'],
  ['豪ドル', 'AUD', 'currency_name'],
  ['スイスフラン', 'CHF', 'currency_name'],
  ['タガログ語', 'fil', 'language_name'],
  ['pool, gym and sauna', ['pool', 'gym', 'sauna'], 'list'],
  ['Germany and France', 'DE|FR', 'list', { separator: '|', item: 'country_name' }],
  ['42', 42, 'text'],
];

const different: typeof same = [
  ['12 km', 13, 'unit'],
  ['12 miles', 12, 'unit', { unit: 'km' }],
  ['€120', 120, 'money', { currency: 'USD' }],
  ['Bartholomew pays 120', 120, 'money'],
  ['6.4 2 degrees', 6.4, 'unit'],
  ['19.4', 19.27, 'round', { digits: 1 }],
  ['included', false, 'boolean'],
  ['Sunday, April 11', '2026-04-11', 'date'],
  ['April 31', '2026-05-01', 'date'],
  ['tomorrow', '2026-04-11', 'date'],
  ['April 11', '11/04/2026', 'date', { pattern: 'MM/DD/YYYY' }],
  ['7:30 am', '19:30', 'time'],
  ['price descending', 'price_asc', 'enum_label'],
  ['料金の高い順', 'price_asc', 'enum_label'],
  ['確定済み', 'not_confirmed', 'enum_label'],
  ['バグ', 'not a bug', 'enum_label'],
  ['保留中', 'in_progress', 'enum_label'],
  ['Austria', 'AU', 'country_name'],
  ['pool and gym', ['pool', 'sauna'], 'list'],
];

describe('agrees', () => {
  for (const [given, value, name, options] of same) {
    it(`reads "${given}" as ${JSON.stringify(value)} by ${name}`, () => {
      expect(agrees(given, value, options === undefined ? { name } : { name, options }, context)).toBe(true);
    });
  }
  for (const [given, value, name, options] of different) {
    it(`does not read "${given}" as ${JSON.stringify(value)} by ${name}`, () => {
      expect(agrees(given, value, options === undefined ? { name } : { name, options }, context)).toBe(false);
    });
  }
});
