import type { JsonSchema, JsonValue } from '../types/json.js';
import type { ParameterMeaning } from '../types/tool-graph.js';
import type { Parameter } from '../types/tool-registry.js';
import { nameWords } from './name-words.js';
import { nounOf } from './noun-of.js';
import { halfOf, type PointHalf } from './point-halves.js';
import type { SamplerSettings } from './sampler-settings.js';

/** A parameter, with all that a walk asks of it worked out once: walks over a large graph pay for each object that they open. */
export type CompiledParameter = {
  readonly index: number;
  readonly parameter: Parameter;
  /** The parameter's own, at hand. */
  readonly required: boolean;
  /** Indexes of the parameters that must be given with it. */
  readonly companions: readonly number[];
  readonly source: Parameter['source'];
  readonly meaning: ParameterMeaning | null;
  /** Numbers of the universal concept and of the entity that it means; 0 for none. */
  readonly anchor: number;
  readonly entity: number;
  /** Number of the two together, alike for parameters that may take one value; 0 for nothing. */
  readonly topic: number;
  /** Number of the noun that it is called by: `match` for `match_id`. */
  readonly noun: number;
  readonly end: ParameterMeaning['end'];
  readonly isDate: boolean;
  /** False where it is doubtful what it is. */
  readonly isSure: boolean;
  /** True where it says where something is. */
  readonly isPlace: boolean;
  /** True for coordinates: looked up, and nothing that has an identifier. */
  readonly isPoint: boolean;
  /** True for an end of a journey, be it in coordinates. */
  readonly isEnd: boolean;
  /** True where a value in common connects endpoints. */
  readonly isShared: boolean;
  /** True for what one tool is asked about only. */
  readonly isToldOnce: boolean;
  /** True for that of which people name two in one breath. */
  readonly isCompared: boolean;
  readonly half: PointHalf | null;
  /** Value that may be passed without anyone saying it: the schema's default or only member. */
  readonly preset: JsonValue | undefined;
  /** True where an answer, not a person, is the natural source: internal identifiers, coordinates. */
  readonly wantsLink: boolean;
  /** True for a value that nobody knows, or that people look up rather than say. */
  readonly needsSupply: boolean;
};

/** Numbers of texts, shared by all of a graph. */
export type GraphNumbers = {
  readonly anchors: (text: string | null) => number;
  readonly entities: (text: string | null) => number;
  readonly topics: (text: string | null) => number;
  readonly nouns: (text: string | null) => number;
};

export type ParameterSettings = Pick<
  SamplerSettings,
  'placeConcepts' | 'toldOnce' | 'parallel' | 'minimumConfidence'
>;

export function compileParameter(
  parameter: Parameter,
  index: number,
  siblings: readonly Parameter[],
  meaning: ParameterMeaning | null,
  { anchors, entities, topics, nouns }: GraphNumbers,
  { placeConcepts, toldOnce, parallel, minimumConfidence }: ParameterSettings,
): CompiledParameter {
  const { source, concept } = parameter;
  const anchor = meaning?.anchor ?? null;
  const entity = meaning?.entity ?? null;
  const isLookedUp = meaning?.spoken === false;
  const knownBySystem = entity !== null && meaning?.knownBy !== 'anyone';
  const end = meaning?.end ?? null;
  const isPoint = isLookedUp && entity === null;
  return {
    index,
    parameter,
    required: parameter.required,
    companions: parameter.companions?.map((name) => siblings.findIndex((each) => each.name === name)) ?? none,
    source,
    meaning,
    anchor: anchors(anchor),
    entity: entities(entity),
    topic: anchor === null && entity === null ? 0 : topics(`${anchor ?? ''} ${entity ?? ''}`),
    noun: nouns(nounOf(parameter.name)),
    end,
    isDate: anchor === 'date',
    isSure: concept === null || concept.confidence >= minimumConfidence,
    isPlace: anchor !== null && placeConcepts.has(anchor),
    isPoint,
    isEnd: isPoint || (end !== null && anchor !== 'date'),
    isShared: (meaning?.share ?? 0) > 0,
    isToldOnce: anchor !== null && toldOnce.has(anchor),
    isCompared: anchor !== null && parallel.comparedConcepts.has(anchor),
    half: halfOf(parameter.name, meaning),
    preset: presetOf(parameter.schema),
    wantsLink: source === 'none' || knownBySystem || isLookedUp,
    needsSupply: source === 'none' || (source === 'user' && isLookedUp),
  };
}

const none: readonly number[] = [];

function presetOf(schema: JsonSchema): JsonValue | undefined {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.length === 1) return schema.enum[0];
  return schema.default;
}

/** Optional parameters that a person brings up: they say something about the wish, and there is a value to say. */
export function sayableOf(
  parameters: readonly CompiledParameter[],
  neverSaid: ReadonlySet<string>,
): readonly CompiledParameter[] {
  const said = parameters.filter(
    (each) =>
      isAddable(each) &&
      isSayable(each.parameter, neverSaid) &&
      (each.parameter.role === 'filter' || each.parameter.role === 'content'),
  );
  return said.sort((left, right) => rank(left) - rank(right) || left.index - right.index);
}

/** False for switches of the interface (`include_raw`, `date_format`) and for codes that are no words (`_16`). */
function isSayable({ name, schema }: Parameter, neverSaid: ReadonlySet<string>): boolean {
  if (nameWords(name).some((word) => neverSaid.has(word))) return false;
  return (
    schema.enum?.every((member) => typeof member !== 'string' || /[A-Za-z\u0080-\uffff]{2}/.test(member)) ??
    true
  );
}

function rank({ parameter }: CompiledParameter): number {
  return parameter.role === 'filter' ? 0 : 1;
}

export function isAddable({ parameter, meaning }: CompiledParameter): boolean {
  if (parameter.required || parameter.source !== 'user' || parameter.label === '') return false;
  if (meaning && (!meaning.spoken || (meaning.entity !== null && meaning.knownBy === 'system'))) return false;
  return (
    parameter.concept !== null ||
    parameter.schema.enum !== undefined ||
    parameter.examples.length > 0 ||
    isCounter(parameter)
  );
}

function isCounter({ role }: Parameter): boolean {
  return role === 'limit';
}
