import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { LanguageDataError } from '../errors/language-data-error.js';
import type { Alternative, LanguageData, PhraseRule, VerbRule } from './language-data.js';

const strings = { type: 'array', items: { type: 'string' } };
const rule = {
  type: 'object',
  properties: {
    concepts: strings,
    words: strings,
    types: strings,
    intents: strings,
    kind: { enum: ['counted', 'measured', 'prose'] },
    say: { ...strings, minItems: 1 },
  },
  required: ['say'],
  additionalProperties: false,
};
const grammarSchema = {
  type: 'object',
  additionalProperties: {
    type: 'array',
    minItems: 1,
    items: {
      anyOf: [
        { type: 'string' },
        {
          type: 'object',
          properties: {
            text: { type: 'string' },
            weight: { type: 'number', exclusiveMinimum: 0 },
            registers: { type: 'array', items: { enum: ['terse', 'chatty', 'formal', 'rushed'] } },
            when: strings,
          },
          required: ['text'],
          additionalProperties: false,
        },
      ],
    },
  },
};
const lexiconSchema = {
  type: 'object',
  properties: {
    slots: { type: 'array', items: rule },
    fields: { type: 'array', items: rule },
    later: { type: 'array', items: rule },
    kept: { type: 'array', items: rule },
    units: { type: 'object', additionalProperties: { type: 'string' } },
    questions: { type: 'array', items: rule },
    verbs: { type: 'object', additionalProperties: { ...strings, minItems: 1 } },
    months: { ...strings, minItems: 12, maxItems: 12 },
    weekdays: { ...strings, minItems: 7, maxItems: 7 },
    number_words: { ...strings, minItems: 11 },
    noise: strings,
    unsayable: strings,
    names: {
      type: 'object',
      properties: {
        generic: strings,
        adjectives: strings,
        stops: strings,
        articles: strings,
        uncountable: strings,
        details: strings,
        trailing_verbs: { type: 'object', additionalProperties: { type: 'string' } },
      },
      required: ['generic', 'adjectives', 'stops', 'articles', 'uncountable', 'details', 'trailing_verbs'],
      additionalProperties: false,
    },
  },
  required: [
    'slots',
    'fields',
    'later',
    'kept',
    'units',
    'questions',
    'verbs',
    'months',
    'weekdays',
    'number_words',
    'noise',
    'unsayable',
    'names',
  ],
  additionalProperties: false,
};

type RawRule = {
  concepts?: string[];
  words?: string[];
  types?: string[];
  intents?: string[];
  kind?: 'counted' | 'measured' | 'prose';
  say: string[];
};
type RawAlternative = string | { text: string; weight?: number; registers?: string[]; when?: string[] };
type RawLexicon = {
  slots: RawRule[];
  fields: RawRule[];
  later: RawRule[];
  kept: RawRule[];
  units: Record<string, string>;
  questions: RawRule[];
  verbs: Record<string, string[]>;
  months: string[];
  weekdays: string[];
  number_words: string[];
  noise: string[];
  unsayable: string[];
  names: {
    generic: string[];
    adjectives: string[];
    stops: string[];
    articles: string[];
    uncountable: string[];
    details: string[];
    trailing_verbs: Record<string, string>;
  };
};

/**
 * Reads grammar and lexicon of a locale from `<configDirectory>/language/<locale>/`.
 * @throws LanguageDataError when a file is missing, is not YAML or breaks its schema.
 */
export function loadLanguage(configDirectory: string, locale: string): LanguageData {
  const folder = join(configDirectory, 'language', locale);
  const grammar = readChecked<Record<string, RawAlternative[]>>(join(folder, 'grammar.yaml'), grammarSchema);
  const lexicon = readChecked<RawLexicon>(join(folder, 'lexicon.yaml'), lexiconSchema);
  return {
    grammar: new Map(Object.entries(grammar).map(([symbol, list]) => [symbol, list.map(toAlternative)])),
    slotRules: lexicon.slots.map(toRule),
    fieldRules: lexicon.fields.map(toRule),
    laterRules: lexicon.later.map(toRule),
    keptRules: lexicon.kept.map(toRule),
    units: new Map(Object.entries(lexicon.units)),
    questionRules: lexicon.questions.map(toRule),
    verbs: Object.entries(lexicon.verbs).map(([verb, say]): VerbRule => ({ verb, say })),
    monthNames: lexicon.months,
    weekdayNames: lexicon.weekdays,
    numberWords: lexicon.number_words,
    noise: new Set(lexicon.noise),
    unsayable: new Set(lexicon.unsayable),
    names: {
      generic: new Set(lexicon.names.generic),
      adjectives: new Set(lexicon.names.adjectives),
      stops: new Set(lexicon.names.stops),
      articles: new Set(lexicon.names.articles),
      uncountable: new Set(lexicon.names.uncountable),
      details: new Set(lexicon.names.details),
      trailingVerbs: new Map(Object.entries(lexicon.names.trailing_verbs)),
    },
  };
}

function readChecked<T>(file: string, schema: object): T {
  let data: unknown;
  try {
    data = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LanguageDataError(file, cause instanceof Error ? cause.message : String(cause), { cause });
  }
  const ajv = new Ajv2020({ allErrors: false, allowUnionTypes: true });
  const validate = ajv.compile(schema);
  if (!validate(data)) throw new LanguageDataError(file, ajv.errorsText(validate.errors));
  return data as T;
}

function toAlternative(raw: RawAlternative): Alternative {
  if (typeof raw === 'string') return { text: raw, weight: 1, registers: [], when: [] };
  return { text: raw.text, weight: raw.weight ?? 1, registers: raw.registers ?? [], when: raw.when ?? [] };
}

function toRule(raw: RawRule): PhraseRule {
  return {
    concepts: raw.concepts ?? [],
    words: raw.words ?? [],
    types: raw.types ?? [],
    intents: raw.intents ?? [],
    kind: raw.kind ?? null,
    say: raw.say,
  };
}
