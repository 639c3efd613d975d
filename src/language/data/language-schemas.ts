/** JSON Schemas of the files of a locale, and what they hold. */

const strings = { type: 'array', items: { type: 'string' } };
const texts = { ...strings, minItems: 1 };
const textMap = { type: 'object', additionalProperties: { type: 'string' } };
const textsMap = { type: 'object', additionalProperties: texts };
const phrasesMap = { type: 'object', additionalProperties: { anyOf: [{ type: 'string' }, texts] } };
const registers = { type: 'array', items: { enum: ['terse', 'chatty', 'formal', 'rushed'] } };

const comparative = {
  type: 'object',
  properties: { word: { type: 'string' }, text: { type: 'string' } },
  required: ['word', 'text'],
  additionalProperties: false,
};
const rule = {
  type: 'object',
  properties: {
    concepts: strings,
    words: strings,
    also: strings,
    heads: strings,
    values: strings,
    types: strings,
    intents: strings,
    said: {
      type: 'array',
      items: { enum: ['relative', 'weekday', 'day', 'yes', 'no', 'label', 'phrase', 'code', 'one', 'plain'] },
    },
    kind: { enum: ['counted', 'measured', 'verbal', 'prose'] },
    as: { type: 'string' },
    rank: { type: 'integer', minimum: 1 },
    label: { type: 'string' },
    say: texts,
    linked: texts,
    one: texts,
    before: texts,
    front: texts,
    state: texts,
    predicate: texts,
    adverbial: texts,
    clause: texts,
    less: comparative,
    more: comparative,
  },
  additionalProperties: false,
};
const rules = { type: 'array', items: rule, minItems: 1 };

export const grammarSchema = {
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
            registers,
            when: strings,
            tags: strings,
          },
          required: ['text'],
          additionalProperties: false,
        },
      ],
    },
  },
};

const dateForms = {
  type: 'object',
  properties: {
    full: textsMap,
    short: textsMap,
    day: texts,
    week: texts,
    relative: { type: 'object', patternProperties: { '^-?\\d+$': texts }, additionalProperties: false },
  },
  required: ['full', 'short', 'day', 'week', 'relative'],
  additionalProperties: false,
};

const orthography = {
  type: 'object',
  properties: {
    spaces: { type: 'boolean' },
    capitals: { type: 'boolean' },
    full_stop: { type: 'string' },
    quotes: { ...texts, minItems: 2, maxItems: 2 },
    quoted_names: { type: 'object', additionalProperties: { ...texts, minItems: 2, maxItems: 2 } },
    joins: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: {
          between: { type: 'string' },
          last_of_two: { type: 'string' },
          last: { type: 'string' },
          form: { type: 'string' },
          shares: strings,
        },
        required: ['between', 'last'],
        additionalProperties: false,
      },
    },
    months: { ...texts, minItems: 12, maxItems: 12 },
    months_short: { ...texts, minItems: 12, maxItems: 12 },
    weekdays: { ...texts, minItems: 7, maxItems: 7 },
    dates: dateForms,
    times: textsMap,
    halves: { ...texts, minItems: 2, maxItems: 2 },
    date_time: { type: 'string' },
    now: { type: 'string' },
    digit_group: { type: 'string' },
    number_words: strings,
    ordinals: texts,
    yes: texts,
    no: texts,
    money: texts,
  },
  required: [
    'spaces',
    'capitals',
    'full_stop',
    'quotes',
    'joins',
    'months',
    'months_short',
    'weekdays',
    'dates',
    'times',
    'halves',
    'date_time',
    'now',
    'digit_group',
    'number_words',
    'ordinals',
    'yes',
    'no',
    'money',
  ],
  additionalProperties: false,
};

const lexiconSchema = {
  type: 'object',
  properties: {
    slots: rules,
    fields: rules,
    later: rules,
    kept: rules,
    questions: rules,
    verbs: textsMap,
    words: textMap,
    alone: textMap,
    dropped_ends: strings,
    enums: phrasesMap,
    enums_of_field: phrasesMap,
    codes: { type: 'object', additionalProperties: textsMap },
    units: textMap,
    counters: textMap,
    default_counter: { type: 'string' },
    // Texts that others refer to as YAML anchors.
    patterns: textMap,
    morphology: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: {
          on: { enum: ['first', 'last', 'whole'] },
          exceptions: textMap,
          rules: { type: 'array', items: { ...texts, minItems: 2, maxItems: 2 } },
        },
        additionalProperties: false,
      },
    },
    orthography,
    layout: {
      type: 'object',
      properties: {
        front: { type: 'integer', minimum: 0 },
        before: { type: 'integer', minimum: 0 },
        clauses: { type: 'integer', minimum: 1 },
        verbs_shared: { type: 'number', minimum: 0, maximum: 1 },
        states_first: { type: 'number', minimum: 0, maximum: 1 },
      },
      required: ['front', 'before'],
      additionalProperties: false,
    },
    particles: strings,
    noise: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          from: { type: 'string' },
          to: { type: 'string' },
          at: { enum: ['everywhere', 'once', 'end'] },
          registers,
          traits: strings,
          chance: { type: 'number', minimum: 0, maximum: 1 },
        },
        required: ['from', 'to'],
        additionalProperties: false,
      },
    },
  },
  required: [
    'slots',
    'fields',
    'later',
    'kept',
    'questions',
    'verbs',
    'units',
    'morphology',
    'orthography',
    'layout',
  ],
  additionalProperties: false,
};

/** One file of several: the others may hold the rest. */
export const lexiconPartSchema = { ...lexiconSchema, required: [] };

/** All of them together, whose sections were checked one by one. */
export const lexiconWholeSchema = { type: 'object', required: lexiconSchema.required };

export type RawAlternative =
  | string
  | {
      readonly text: string;
      readonly weight?: number;
      readonly registers?: readonly string[];
      readonly when?: readonly string[];
      readonly tags?: readonly string[];
    };

export type RawRule = {
  readonly concepts?: readonly string[];
  readonly words?: readonly string[];
  readonly also?: readonly string[];
  readonly heads?: readonly string[];
  readonly values?: readonly string[];
  readonly label?: string;
  readonly types?: readonly string[];
  readonly intents?: readonly string[];
  readonly said?: readonly string[];
  readonly kind?: 'counted' | 'measured' | 'verbal' | 'prose';
  readonly as?: string;
  readonly rank?: number;
  readonly say?: readonly string[];
  readonly linked?: readonly string[];
  readonly one?: readonly string[];
  readonly before?: readonly string[];
  readonly front?: readonly string[];
  readonly state?: readonly string[];
  readonly predicate?: readonly string[];
  readonly adverbial?: readonly string[];
  readonly clause?: readonly string[];
  readonly less?: { readonly word: string; readonly text: string };
  readonly more?: { readonly word: string; readonly text: string };
};

export type RawInflection = {
  readonly on?: 'first' | 'last' | 'whole';
  readonly exceptions?: { readonly [word: string]: string };
  readonly rules?: readonly (readonly [string, string])[];
};

type Phrases = { readonly [name: string]: string | readonly string[] };
type Texts = { readonly [name: string]: readonly string[] };
export type RawOrthography = {
  readonly spaces: boolean;
  readonly capitals: boolean;
  readonly full_stop: string;
  readonly quotes: readonly [string, string];
  readonly quoted_names?: { readonly [concept: string]: readonly [string, string] };
  readonly joins: {
    readonly [kind: string]: {
      readonly between: string;
      readonly last_of_two?: string;
      readonly last: string;
      readonly form?: string;
      readonly shares?: readonly string[];
    };
  };
  readonly months: readonly string[];
  readonly months_short: readonly string[];
  readonly weekdays: readonly string[];
  readonly dates: {
    readonly full: Texts;
    readonly short: Texts;
    readonly day: readonly string[];
    readonly week: readonly string[];
    readonly relative: Texts;
  };
  readonly times: Texts;
  readonly halves: readonly string[];
  readonly date_time: string;
  readonly now: string;
  readonly digit_group: string;
  readonly number_words: readonly string[];
  readonly ordinals: readonly string[];
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly money: readonly string[];
};

export type RawLexicon = {
  readonly slots: readonly RawRule[];
  readonly fields: readonly RawRule[];
  readonly later: readonly RawRule[];
  readonly kept: readonly RawRule[];
  readonly questions: readonly RawRule[];
  readonly verbs: Texts;
  readonly words?: { readonly [words: string]: string };
  readonly alone?: { readonly [words: string]: string };
  readonly dropped_ends?: readonly string[];
  readonly enums?: Phrases;
  readonly enums_of_field?: Phrases;
  readonly codes?: { readonly [concept: string]: Texts };
  readonly units: { readonly [unit: string]: string };
  readonly counters?: { readonly [noun: string]: string };
  readonly default_counter?: string;
  readonly morphology: { readonly [form: string]: RawInflection };
  readonly orthography: RawOrthography;
  readonly layout: {
    readonly front: number;
    readonly before: number;
    readonly clauses?: number;
    readonly states_first?: number;
    readonly verbs_shared?: number;
  };
  readonly particles?: readonly string[];
  readonly noise?: readonly {
    readonly from: string;
    readonly to: string;
    readonly at?: 'everywhere' | 'once' | 'end';
    readonly registers?: readonly string[];
    readonly traits?: readonly string[];
    readonly chance?: number;
  }[];
};
