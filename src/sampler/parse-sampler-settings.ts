import { ConfigurationError } from '../errors/configuration-error.js';
import { schemaCheck } from '../shipped/schema-check.js';
import type { JsonObject } from '../types/json.js';
import { intents } from '../types/tool-registry.js';
import { createLeadOn } from './lead-on.js';
import type { SamplerSettings } from './sampler-settings.js';

type SamplerDocument = {
  readonly attempts: number;
  readonly link_chance: number;
  readonly undo_chance: number;
  readonly fresh_boost: number;
  readonly goal_steps: number;
  readonly drift_chance: number;
  readonly point_lookups: number;
  readonly dull_starts: readonly string[];
  readonly minimum_confidence: number;
  readonly told_once: readonly string[];
  readonly carried_concepts: readonly string[];
  readonly general_entities: readonly string[];
  readonly errands: readonly ({ readonly [part in 'over' | 'of' | 'to']: readonly string[] } & {
    readonly gathers: boolean;
  })[];
  readonly new_goal_chance: { readonly before_write: number; readonly otherwise: number };
  readonly optional: {
    readonly chance: number;
    readonly maximum: number;
    readonly bare_chance: number;
    readonly shared_chance: number;
    readonly limit_chance: number;
    readonly sort_chance: number;
    readonly link_chance: number;
    readonly never_said: readonly string[];
  };
  readonly parallel: {
    readonly weights: {
      readonly same_endpoint: number;
      readonly found_items: number;
      readonly same_value: number;
      readonly fan_in: number;
    };
    readonly compared_concepts: readonly string[];
  };
  readonly place_concepts: readonly string[];
  readonly transitions: SamplerSettings['transitions'];
};

const chance = { type: 'number', minimum: 0, maximum: 1 };
const weight = { type: 'number', minimum: 0, maximum: 1e6 };
const words = { type: 'array', items: { type: 'string' } };
const schema = group({
  attempts: { type: 'integer', minimum: 1, maximum: 1000 },
  link_chance: chance,
  undo_chance: chance,
  fresh_boost: { type: 'number', minimum: 1, maximum: 1000 },
  goal_steps: { type: 'integer', minimum: 1, maximum: 10 },
  drift_chance: chance,
  point_lookups: { type: 'integer', minimum: 1, maximum: 10 },
  dull_starts: words,
  minimum_confidence: chance,
  told_once: words,
  carried_concepts: words,
  general_entities: words,
  errands: {
    type: 'array',
    items: group({ over: words, of: words, to: words, gathers: { type: 'boolean' } }),
  },
  new_goal_chance: group({ before_write: chance, otherwise: chance }),
  optional: group({
    chance,
    maximum: { type: 'integer', minimum: 0, maximum: 10 },
    bare_chance: chance,
    shared_chance: chance,
    limit_chance: chance,
    sort_chance: chance,
    link_chance: chance,
    never_said: words,
  }),
  parallel: group({
    weights: group({ same_endpoint: weight, found_items: weight, same_value: weight, fan_in: weight }),
    compared_concepts: words,
  }),
  place_concepts: words,
  transitions: perIntent(perIntent(weight)),
});

function perIntent(value: object): object {
  return group(Object.fromEntries(intents.map((intent) => [intent, value])));
}

function group(properties: { readonly [key: string]: object }): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const checkDocument = schemaCheck<SamplerDocument>(() => schema);

/** Checks and completes what `config/sampler.yaml` (or the user's changes to it) says. Throws `ConfigurationError`. */
export function parseSamplerSettings(document: JsonObject, source = 'config/sampler.yaml'): SamplerSettings {
  const validate = checkDocument();
  const settings: unknown = document;
  if (!validate(settings)) {
    const problem = validate.errors?.[0];
    throw new ConfigurationError({
      source,
      key: `sampler${(problem?.instancePath ?? '').replaceAll('/', '.')}`,
      problem: problem?.message ?? 'is not valid',
      allowed: 'Compare with the shipped config/sampler.yaml.',
    });
  }
  const { optional, parallel } = settings;
  return {
    attempts: settings.attempts,
    linkChance: settings.link_chance,
    undoChance: settings.undo_chance,
    freshBoost: settings.fresh_boost,
    goalSteps: settings.goal_steps,
    driftChance: settings.drift_chance,
    pointLookups: settings.point_lookups,
    dullStarts: new Set(settings.dull_starts),
    minimumConfidence: settings.minimum_confidence,
    toldOnce: new Set(settings.told_once),
    carriedConcepts: new Set(settings.carried_concepts),
    generalEntities: new Set(settings.general_entities),
    leadOn: createLeadOn(
      settings.errands.map(({ over, of, to, gathers }) => ({
        gathers,
        over: new Set(over),
        of: new Set(of),
        to: new Set(to),
      })),
    ),
    newGoalChance: {
      beforeWrite: settings.new_goal_chance.before_write,
      otherwise: settings.new_goal_chance.otherwise,
    },
    optional: {
      chance: optional.chance,
      maximum: optional.maximum,
      bareChance: optional.bare_chance,
      sharedChance: optional.shared_chance,
      limitChance: optional.limit_chance,
      sortChance: optional.sort_chance,
      linkChance: optional.link_chance,
      neverSaid: new Set(optional.never_said),
    },
    parallel: {
      weights: {
        sameEndpoint: parallel.weights.same_endpoint,
        foundItems: parallel.weights.found_items,
        sameValue: parallel.weights.same_value,
        fanIn: parallel.weights.fan_in,
      },
      comparedConcepts: new Set(parallel.compared_concepts),
    },
    placeConcepts: new Set(settings.place_concepts),
    transitions: settings.transitions,
  };
}
