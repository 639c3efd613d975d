import { ConfigurationError } from '../errors/configuration-error.js';
import { schemaCheck } from '../shipped/schema-check.js';
import type { JsonObject } from '../types/json.js';
import type { EndWords, GraphSettings, Rivals, UniversalConcept } from './graph-settings.js';

type GraphDocument = {
  readonly data_link: {
    readonly minimum_confidence: number;
    readonly weights: {
      readonly identifier: number;
      readonly optional_identifier: number;
      readonly unspoken: number;
      readonly spoken: number;
    };
    readonly other_tool: number;
    readonly other_category: number;
  };
  readonly semantic: {
    readonly base: number;
    readonly same_entity: number;
    readonly other_tool: number;
    readonly other_category: number;
    readonly minimum_confidence: number;
  };
  readonly category: { readonly base: number };
  readonly universal_concepts: {
    readonly [concept: string]: UniversalConcept;
  };
  readonly unspoken_concepts: readonly string[];
  readonly errands: { readonly unrelated: number; readonly groups: readonly (readonly string[])[] };
  readonly miscellaneous: readonly string[];
  readonly rivals: { readonly [concept: string]: Rivals };
  readonly homes: readonly string[];
  readonly accounts: readonly string[];
  readonly specimens: { readonly [concept: string]: readonly string[] };
  readonly invented: readonly string[];
  readonly place_entities: readonly string[];
  readonly lands: readonly (readonly string[])[];
  readonly corners: readonly string[];
  readonly parts: readonly string[];
  readonly ends: {
    readonly place: EndLists;
    readonly time: EndLists;
    readonly time_concepts: readonly string[];
  };
  readonly limits: {
    readonly fan_out: number;
    readonly semantic_fan_out: number;
    readonly category_fan_out: number;
    readonly window: number;
  };
};

type EndLists = { readonly from: readonly string[]; readonly to: readonly string[] };

const weight = { type: 'number', minimum: 0, maximum: 1e6 };
const count = { type: 'integer', minimum: 0, maximum: 10_000 };
const words = { type: 'array', items: { type: 'string' } };
const endLists = group({ from: words, to: words });
const schema = group({
  data_link: group({
    minimum_confidence: { type: 'number', minimum: 0, maximum: 1 },
    weights: group({ identifier: weight, optional_identifier: weight, unspoken: weight, spoken: weight }),
    other_tool: weight,
    other_category: weight,
  }),
  semantic: group({
    base: weight,
    same_entity: weight,
    other_tool: weight,
    other_category: weight,
    minimum_confidence: { type: 'number', minimum: 0, maximum: 1 },
  }),
  category: group({ base: weight }),
  universal_concepts: {
    type: 'object',
    additionalProperties: group({
      link: { enum: ['never', 'tool', 'category', 'anywhere'] },
      share: weight,
      among: { enum: ['tool', 'category', 'anywhere'] },
    }),
  },
  unspoken_concepts: words,
  errands: group({ unrelated: weight, groups: { type: 'array', items: words } }),
  miscellaneous: words,
  rivals: { type: 'object', additionalProperties: group({ stems: words, described: words, unless: words }) },
  homes: words,
  accounts: words,
  specimens: { type: 'object', additionalProperties: words },
  invented: words,
  place_entities: words,
  lands: { type: 'array', items: { ...words, minItems: 1 } },
  corners: words,
  parts: words,
  ends: group({ place: endLists, time: endLists, time_concepts: words }),
  limits: group({ fan_out: count, semantic_fan_out: count, category_fan_out: count, window: count }),
});

function group(properties: { readonly [key: string]: object }): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const checkDocument = schemaCheck<GraphDocument>(() => schema);

/** Checks and completes what `config/graph.yaml` (or the user's changes to it) says. Throws `ConfigurationError`. */
export function parseGraphSettings(document: JsonObject, source = 'config/graph.yaml'): GraphSettings {
  const validate = checkDocument();
  const settings: unknown = document;
  if (!validate(settings)) {
    const problem = validate.errors?.[0];
    throw new ConfigurationError({
      source,
      key: `graph${(problem?.instancePath ?? '').replaceAll('/', '.')}`,
      problem: problem?.message ?? 'is not valid',
      allowed: 'Compare with the shipped config/graph.yaml.',
    });
  }
  const { data_link: link, semantic, limits, ends } = settings;
  return {
    dataLink: {
      minimumConfidence: link.minimum_confidence,
      weights: { ...link.weights, optionalIdentifier: link.weights.optional_identifier },
      otherTool: link.other_tool,
      otherCategory: link.other_category,
    },
    semantic: {
      base: semantic.base,
      sameEntity: semantic.same_entity,
      otherTool: semantic.other_tool,
      otherCategory: semantic.other_category,
      minimumConfidence: semantic.minimum_confidence,
    },
    category: settings.category,
    universalConcepts: new Map(Object.entries(settings.universal_concepts)),
    unspokenConcepts: new Set(settings.unspoken_concepts),
    errands: {
      unrelated: settings.errands.unrelated,
      groups: settings.errands.groups.map((members) => new Set(members)),
    },
    miscellaneous: new Set(settings.miscellaneous),
    rivals: new Map(Object.entries(settings.rivals)),
    homes: new Set(settings.homes),
    accounts: new Set(settings.accounts),
    specimens: new Map(Object.entries(settings.specimens)),
    invented: new Set(settings.invented),
    placeEntities: new Set(settings.place_entities),
    lands: byWord(settings.lands),
    corners: new Set(settings.corners),
    parts: new Set(settings.parts),
    ends: {
      place: toSets(ends.place),
      time: toSets(ends.time),
      timeConcepts: new Set(ends.time_concepts),
    },
    limits: {
      fanOut: limits.fan_out,
      semanticFanOut: limits.semantic_fan_out,
      categoryFanOut: limits.category_fan_out,
      window: limits.window,
    },
  };
}

/** Each word → the first of its list. */
function byWord(lists: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  return new Map(lists.flatMap((names) => names.map((name) => [name, names[0] ?? name] as const)));
}

function toSets({ from, to }: EndLists): EndWords {
  return { from: new Set(from), to: new Set(to) };
}
