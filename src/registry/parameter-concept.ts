import { normalWords } from '../concepts/concept-index.js';
import { describedOwner } from '../concepts/described-owner.js';
import { matchConcept } from '../concepts/match-concept.js';
import { idsSpokenOf } from '../concepts/name-nouns.js';
import { spelled } from '../concepts/spelled.js';
import type { ConceptMatch } from '../types/concept.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawParameter } from '../types/raw-tool.js';
import type { ParameterContext } from './build-parameter.js';
import { isOpaque, isOpaquePattern } from './opaque-value.js';
import { isIdentifier } from './parameter-role.js';

export function conceptOf(
  raw: RawParameter,
  description: string,
  schema: JsonSchema,
  examples: readonly JsonValue[],
  context: ParameterContext,
): ConceptMatch | null {
  const stated = raw.extensions['x-concept'];
  if (
    typeof stated === 'string' &&
    (context.knowledge.concepts.has(stated) || context.knowledge.isA(stated, 'identifier'))
  ) {
    return { id: stated, confidence: 1, evidence: ['x-concept'] };
  }
  const numeric = schema.type === 'integer' || schema.type === 'number';
  const match = (type: string | null, name = raw.name): ConceptMatch | null =>
    matchConcept(
      {
        name,
        description,
        type,
        format: schema.format ?? null,
        enum: schema.enum ?? null,
        examples,
        entity: context.entity,
        apart: context.things.apart,
        category: context.category,
      },
      context.knowledge,
    );
  const matched = match(typeof schema.type === 'string' ? schema.type : null);
  // So many years are a span, and no year. Catalogs without schemas seldom say which is meant.
  const isSpan =
    raw.schema !== undefined &&
    numeric &&
    /(?:^|[_.a-z])(?:years|months|days|hours|minutes)$/i.test(raw.name);
  const found = isSpan && (matched?.id === 'year' || matched?.id === 'month') ? null : matched;
  const identified = identifiedBy(raw.name, description);
  if (
    identified !== null &&
    schema.enum === undefined &&
    (found === null || !isIdentifier(found.id, context.knowledge))
  )
    return match('string', `${identified}_id`) ?? found;
  if (found !== null || !numeric || schema.enum !== undefined || counts.test(description)) return found;
  // A `league` that is a number is the number some system gave it.
  const spelled = match('string');
  return spelled !== null &&
    spelled.confidence >= 0.7 &&
    numbered.some((one) => context.knowledge.isA(spelled.id, one))
    ? idOfNoun(raw.name, 'number where a name would be')
    : null;
}

/**
 * The thing whose id a parameter takes by the name of the thing: `team`, "The id of the team"; `leagues`, "league ids". Null
 * where the description gives a choice, or speaks of another thing than the name.
 */
function identifiedBy(name: string, description: string): string | null {
  const said =
    describedOwner(description) ??
    (/\b(?:or|name|code)\b/i.test(description) ? null : idsSpokenOf(description));
  return said !== null && normalWords(name).at(-1) === said ? said : null;
}

/** The opaque id of what a name says. */
function idOfNoun(name: string, evidence: string): ConceptMatch {
  const slug = normalWords(name)
    .filter((word) => /^[a-z]+$/.test(word))
    .slice(-2)
    .join('_');
  return { id: slug === '' ? 'identifier' : `${slug}_id`, confidence: 0.6, evidence: [evidence] };
}

/** `items`, described as "number of items". */
const counts = /\b(?:number of|how many|per page|maximum|max|limit|amount|count)\b/i;

/** Named things that sport and media services number. */
const numbered = [
  'media',
  'person_name',
  'company_name',
  'sport_team',
  'sport_league',
  'country',
  'city',
  'region',
  'product_name',
  'genre',
  'category_name',
  'place_title',
];

/** Things that people name in words: a `location` of 102643743 is some system's id. */
const spelledOut = [
  'place',
  'media',
  'person_name',
  'company_name',
  'sport_team',
  'sport_league',
  'country',
  'product_name',
  'event_name',
  'genre',
  'category_name',
];

/** Codes of many letters and digits that people do read off a paper or screen. */
const readable = [
  'url',
  'vin',
  'isbn',
  'barcode',
  'tracking_number',
  'order_reference',
  'wallet_address',
  'license_plate',
  'email',
  'phone_number',
  'time',
  'ip_address',
  'coordinates',
  'flight_number',
  'domain_name',
  'file_name',
  'number',
  'money',
  'search_query',
  'message_text',
];

/** A value that no person could say makes its parameter an identifier, whatever the name: `session`, `player`. */
export function opaqueConcept(
  raw: RawParameter,
  examples: readonly JsonValue[],
  concept: ConceptMatch | null,
  knowledge: Knowledge,
): ConceptMatch | null {
  const numbered =
    concept !== null &&
    spelledOut.some((one) => knowledge.isA(concept.id, one)) &&
    examples.length > 0 &&
    examples.every((value) => /^\d{4,}$/.test(String(value)));
  const joined = /^([a-z]{3,20}?)_?u{0,2}id$/i.exec(raw.name)?.[1];
  // `imdbid`, with `tt7286456` for a specimen.
  if (
    concept === null &&
    joined !== undefined &&
    examples.some((value) => /^[\w-]*\d[\w-]*$/.test(spelled(value)))
  )
    return idOfNoun(joined, 'name and example of an id');
  const { pattern, format } = raw.schema ?? {};
  const fitsOpaqueOnly = format === 'uuid' || (pattern !== undefined && isOpaquePattern(pattern));
  if ((!numbered && !fitsOpaqueOnly && !examples.some(isOpaque)) || concept?.confidence === 1) return concept;
  if (
    concept !== null &&
    (isIdentifier(concept.id, knowledge) || readable.some((one) => knowledge.isA(concept.id, one)))
  )
    return concept;
  return idOfNoun(raw.name, `${fitsOpaqueOnly ? 'form' : 'example'} that only a system could have made`);
}
