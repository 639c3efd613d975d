import { intents } from '../types/tool-registry.js';

/** JSON Schemas of the four knowledge files. Types of what they admit stand beside them. */

const words = { type: 'array', items: { type: 'string', minLength: 1 } } as const;
const scalarType = { enum: ['string', 'number', 'integer', 'boolean'] } as const;

export type ConceptEntry = {
  readonly parent?: string;
  readonly type?: 'string' | 'number' | 'integer' | 'boolean';
  readonly format?: string;
  readonly knownBy?: 'anyone' | 'person' | 'system' | 'secret';
  readonly identifies?: string;
  readonly generator: string | null;
  readonly names?: readonly string[];
  readonly in?: readonly {
    readonly names: readonly string[];
    readonly entities?: readonly string[];
    readonly categories?: readonly string[];
  }[];
  readonly descriptions?: readonly string[];
  readonly examples?: readonly string[];
  readonly needsEvidence?: boolean;
};

export type ConceptsFile = {
  readonly concepts: { readonly [id: string]: ConceptEntry };
  readonly abbreviations: { readonly [short: string]: string };
  readonly labels: { readonly [name: string]: string };
};

export const conceptsFileSchema = {
  type: 'object',
  required: ['concepts', 'abbreviations', 'labels'],
  additionalProperties: false,
  properties: {
    concepts: {
      type: 'object',
      propertyNames: { pattern: '^[a-z][a-z0-9_]*$' },
      additionalProperties: {
        type: 'object',
        required: ['generator'],
        additionalProperties: false,
        properties: {
          parent: { type: 'string' },
          type: scalarType,
          format: { enum: ['date', 'date-time', 'time', 'uri', 'email'] },
          knownBy: { enum: ['anyone', 'person', 'system', 'secret'] },
          identifies: { type: 'string' },
          generator: { type: ['string', 'null'] },
          names: words,
          in: {
            type: 'array',
            items: {
              type: 'object',
              required: ['names'],
              additionalProperties: false,
              properties: { names: words, entities: words, categories: words },
            },
          },
          descriptions: words,
          examples: words,
          needsEvidence: { type: 'boolean' },
        },
      },
    },
    abbreviations: { type: 'object', additionalProperties: { type: 'string' } },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
  },
} as const;

export type AttributeEntry =
  | string
  | {
      readonly concept?: string;
      readonly generator?: string;
      readonly type?: 'string' | 'number' | 'integer' | 'boolean';
      readonly enum?: readonly (string | number | boolean)[];
      readonly aliases?: readonly string[];
    };

export type EntityEntry = {
  readonly words: readonly [string, ...string[]];
  readonly weak?: readonly string[];
  readonly plural?: string;
  readonly categories: readonly string[];
  readonly identifier?: string;
  readonly idName?: string;
  readonly refers?: readonly string[];
  readonly name: string | null;
  readonly attributes: { readonly [name: string]: AttributeEntry };
};

export type EntitiesFile = { readonly entities: { readonly [id: string]: EntityEntry } };

export const entitiesFileSchema = {
  type: 'object',
  required: ['entities'],
  additionalProperties: false,
  properties: {
    entities: {
      type: 'object',
      propertyNames: { pattern: '^[a-z][a-z0-9_]*$' },
      additionalProperties: {
        type: 'object',
        required: ['words', 'categories', 'name', 'attributes'],
        additionalProperties: false,
        properties: {
          words: { ...words, minItems: 1 },
          weak: words,
          plural: { type: 'string' },
          categories: words,
          identifier: { type: 'string' },
          idName: { type: 'string' },
          refers: words,
          name: { type: ['string', 'null'] },
          attributes: {
            type: 'object',
            propertyNames: { pattern: '^[a-z][a-z0-9_]*$' },
            additionalProperties: {
              anyOf: [
                { type: 'string' },
                {
                  type: 'object',
                  additionalProperties: false,
                  properties: {
                    concept: { type: 'string' },
                    generator: { type: 'string' },
                    type: scalarType,
                    enum: { type: 'array', minItems: 2, items: { type: ['string', 'number', 'boolean'] } },
                    aliases: words,
                  },
                },
              ],
            },
          },
        },
      },
    },
  },
} as const;

export type IntentsFile = {
  readonly rules: readonly {
    readonly intent: (typeof intents)[number];
    readonly priority: number;
    readonly methods?: readonly string[];
    readonly verbs?: readonly string[];
    readonly words?: readonly string[];
    readonly identifier?: boolean;
  }[];
  readonly ambiguousVerbs: readonly string[];
  readonly describedVerbs: readonly string[];
  readonly roles: {
    readonly limit: readonly string[];
    readonly page: readonly string[];
    readonly offset: readonly string[];
    readonly sort: readonly string[];
    readonly technical: readonly string[];
  };
};

export const intentsFileSchema = {
  type: 'object',
  required: ['rules', 'ambiguousVerbs', 'describedVerbs', 'roles'],
  additionalProperties: false,
  properties: {
    rules: {
      type: 'array',
      items: {
        type: 'object',
        required: ['intent', 'priority'],
        additionalProperties: false,
        properties: {
          intent: { enum: intents },
          priority: { type: 'number' },
          methods: words,
          verbs: words,
          words,
          identifier: { type: 'boolean' },
        },
      },
    },
    ambiguousVerbs: words,
    describedVerbs: words,
    roles: {
      type: 'object',
      required: ['limit', 'page', 'offset', 'sort', 'technical'],
      additionalProperties: false,
      properties: { limit: words, page: words, offset: words, sort: words, technical: words },
    },
  },
} as const;

export type ExclusionsFile = {
  readonly credentials: {
    readonly names: readonly string[];
    readonly phrases: readonly string[];
    readonly exceptions: readonly string[];
  };
  readonly uploads: { readonly names: readonly string[]; readonly types: readonly string[] };
  readonly health: {
    readonly names: readonly string[];
    readonly phrases: readonly string[];
    readonly tools: readonly string[];
  };
  readonly placeholders: readonly string[];
  readonly irreversible: { readonly verbs: readonly string[]; readonly entities: readonly string[] };
};

const groups = (...names: string[]) => ({
  type: 'object',
  required: names,
  additionalProperties: false,
  properties: Object.fromEntries(names.map((name) => [name, words])),
});

export const exclusionsFileSchema = {
  type: 'object',
  required: ['credentials', 'uploads', 'health', 'placeholders', 'irreversible'],
  additionalProperties: false,
  properties: {
    credentials: groups('names', 'phrases', 'exceptions'),
    uploads: groups('names', 'types'),
    health: groups('names', 'phrases', 'tools'),
    placeholders: words,
    irreversible: groups('verbs', 'entities'),
  },
};
