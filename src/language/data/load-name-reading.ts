import { join } from 'node:path';
import type { NameReading } from './language-data.js';
import { dataCheck, readChecked } from './read-checked.js';

const strings = { type: 'array', items: { type: 'string' } };
const textMap = { type: 'object', additionalProperties: { type: 'string' } };
const lists = [
  'noise',
  'unsayable',
  'generic',
  'adjectives',
  'stops',
  'articles',
  'uncountable',
  'details',
  'verbs',
  'reading_verbs',
  'changing_verbs',
  'putting_verbs',
  'nothings',
] as const;
const maps = ['trailing_verbs', 'intent_verbs', 'spheres', 'branches', 'pairs'] as const;

const schema = {
  type: 'object',
  properties: Object.fromEntries([
    ...lists.map((name) => [name, strings]),
    ...maps.map((name) => [name, textMap]),
  ]),
  required: [...lists, ...maps],
  additionalProperties: false,
};

type Raw = { readonly [name in (typeof lists)[number]]: readonly string[] } & {
  readonly [name in (typeof maps)[number]]: { readonly [word: string]: string };
};

const checkNames = dataCheck<Raw>(schema);

/** Reads `<configDirectory>/names.yaml`. @throws LanguageDataError when it is missing, is not YAML or breaks its schema. */
export function loadNameReading(configDirectory: string): NameReading {
  const raw = readChecked(join(configDirectory, 'names.yaml'), checkNames);
  return {
    noise: new Set(raw.noise),
    unsayable: new Set(raw.unsayable),
    generic: new Set(raw.generic),
    adjectives: new Set(raw.adjectives),
    stops: new Set(raw.stops),
    articles: new Set(raw.articles),
    uncountable: new Set(raw.uncountable),
    details: new Set(raw.details),
    verbs: new Set(raw.verbs),
    gluedVerbs: new Map(
      raw.verbs.filter((verb) => /^\S+ \S+$/.test(verb)).map((verb) => [verb.replace(' ', ''), verb]),
    ),
    readingVerbs: new Set(raw.reading_verbs),
    changingVerbs: new Set(raw.changing_verbs),
    puttingVerbs: new Set(raw.putting_verbs),
    trailingVerbs: new Map(Object.entries(raw.trailing_verbs)),
    intentVerbs: new Map(Object.entries(raw.intent_verbs)),
    nothings: new Set(raw.nothings),
    pairs: new Map(
      Object.entries(raw.pairs).flatMap(([one, other]) => [
        [one, other],
        [other, one],
      ]),
    ),
    spheres: new Map(Object.entries(raw.spheres)),
    branches: new Map(Object.entries(raw.branches)),
  };
}
