import type { Random } from '../random/random.js';
import { titleCase } from '../values/word-case.js';

/** A name or text that holds what was searched for, as such things are called. */
export function containingText(
  drawn: string,
  wanted: string,
  attribute: string,
  entity: string,
  random: Random,
): string {
  if (!nameLike.test(attribute)) return longText.test(attribute) ? `${drawn} About: ${wanted}.` : wanted;
  if (/[^\u0000-\u024f]/.test(wanted))
    return random.pick([
      `${wanted}の${random.pick(japaneseEnds)}`,
      `${random.pick(japaneseStarts)}${wanted}`,
      `${wanted}・${random.pick(japaneseEnds)}`,
    ]);
  const word = /[A-Z]/.test(wanted) ? wanted : titleCase(wanted);
  const patterns = families.find(([about]) => about.test(entity))?.[1] ?? general;
  return random
    .pick(patterns)
    .replace('{}', word)
    .replace('{other}', random.pick(others))
    .replace('{n}', String(random.integer(2, 12)));
}

const nameLike = /(^|_)(name|title|headline|label|subject|dish|song|product)$/;
const longText = /description|summary|content|text|body|snippet|abstract|overview/;
const others = [
  'Garden',
  'Harbour',
  'Saturday',
  'Winter',
  'Corner',
  'Family',
  'Lakeside',
  'Sunday',
  'Market',
  'Country',
  'Golden',
  'Little',
  'Everyday',
  'Modern',
];
const japaneseStarts = ['はじめての', 'やさしい', '定番の', '新しい', '本格', '季節の', '人気の', '手作り'];
const japaneseEnds = ['入門', '特集', 'コレクション', '基本', '楽しみ方', '最新版', 'すすめ', '世界'];

const families: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /city|town|location|region|suburb|district|municipality|village/,
    [
      '{}',
      'New {}',
      'North {}',
      '{} Beach',
      '{} Hills',
      'Port {}',
      'East {}',
      '{} Springs',
      'Old {}',
      '{} Park',
    ],
  ],
  [
    /station|stop|airport|terminal|port$/,
    [
      '{} Central',
      '{} North',
      '{} West',
      '{} Harbour',
      '{} Airport',
      '{} South',
      '{} Junction',
      '{} East Gate',
    ],
  ],
  [
    /player|person|user|people|actor|artist|author|coach|employee|contact|profile|athlete|fighter|politician|candidate|customer|patient|doctor|celebrity|horse/,
    ['{}', '{} Jr.', '{} III', '{}-Marsh', '{}-Rivera', '{}-Novak', '{} Sr.', '{}-Lindqvist', '{} II'],
  ],
  [/team|club/, ['{}', '{} U21', '{} Women', '{} II', '{} Academy', '{} U19', 'FC {}', '{} Reserves']],
  [
    /league|competition|tournament|championship/,
    ['{}', '{} Women', '{} Cup', '{} Qualification', '{} U21', '{} Play-Offs', '{} Second Division'],
  ],
  [
    /company|account|bank|organi[sz]ation|institution|stock|employer|agency/,
    [
      '{}',
      '{} Holdings',
      '{} Group',
      '{} International',
      '{} Partners',
      '{} Services',
      '{} Capital',
      '{} Trust',
    ],
  ],
  [
    /medicine|drug|medication/,
    ['{}', '{} {n}0 mg', '{} Forte', '{} Retard', '{} Junior', '{} Drops', '{} Plus'],
  ],
  [
    /recipe|dish|meal|food|cocktail|drink/,
    [
      'Classic {}',
      '{} with Herbs',
      'Quick {} for Two',
      '{other} {}',
      '{} from the Oven',
      'Spicy {}',
      '{} in {n} Steps',
      'Creamy {}',
    ],
  ],
  [
    /job|vacancy|position/,
    [
      '{}',
      'Senior {}',
      'Junior {}',
      '{} (Part-Time)',
      'Lead {}',
      '{} – Night Shift',
      '{} – Team {other}',
      'Assistant {}',
    ],
  ],
  [
    /product|item|listing|offer/,
    [
      '{other} {}',
      '{} {n}-Pack',
      '{} Pro',
      'Compact {}',
      '{} Deluxe',
      'Recycled {}',
      '{} Series {n}',
      '{} by {other} & Co',
    ],
  ],
  [
    /news|article|story|post|blog/,
    [
      '{}: What Changes Now',
      'Why {} Matters This Year',
      'Five Questions about {}',
      'Experts Weigh In on {}',
      '{} Explained in {n} Charts',
      'A New Chapter for {}',
      '{} and the {other} Debate',
    ],
  ],
  [
    /course|class|lesson|tutorial/,
    [
      'Introduction to {}',
      '{} for Beginners',
      'Advanced {}',
      '{} in {n} Weeks',
      'Practical {}',
      'The {other} Guide to {}',
    ],
  ],
  [/repo|package|library|project/, ['{}-kit', 'awesome-{}', '{}-cli', 'tiny-{}', '{}-core', '{}-examples']],
  [
    /hotel|restaurant|place|venue|attraction|shop|store/,
    ['{other} {}', 'The {} House', '{} & Co', '{} {other} Corner', 'Old {}', '{} on the Square', '{} {n}'],
  ],
  [
    /song|track|movie|film|book|game|show|video|podcast|album/,
    [
      '{}',
      'The {} Story',
      '{} at Night',
      'Beyond {}',
      '{}, Part {n}',
      'Songs of {}',
      'A {other} with {}',
      '{} Forever',
    ],
  ],
];

const general: readonly string[] = [
  '{other} {}',
  '{} {n}',
  'The {} Collection',
  '{} Plus',
  '{}: {other} Edition',
  'New {}',
  '{} Guide',
  'All about {}',
];
