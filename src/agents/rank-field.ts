import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import type { ToldField } from './told-object.js';

const telling = [
  'money',
  'rating',
  'temperature_c',
  'weather_condition',
  'date',
  'date_time',
  'time_of_day',
  'percentage',
  'status_word',
];
const dullAttributes =
  /(^|_)(created|updated|modified|version|page|offset|timestamp|latitude|longitude|lat|lon|lng|position|currency|units?|decimals)(_|$)/;
const writes = new Set(['create', 'update', 'delete']);

/** Rank of fields that are told only where nothing else is there. */
const dull = 9;

/**
 * The fields that matter most to a listener, at most `limit` of them and each with what belongs to it, in the order of the
 * answer. Those of `first` come before all others.
 */
export function mostTelling(
  fields: readonly ToldField[],
  limit: number,
  first: readonly ToldField[],
  endpoint: Endpoint,
): readonly ToldField[] {
  if (limit === 0 || fields.length === 0) return [];
  const candidates = dropDull(fields);
  const chosen = candidates.length > limit ? choose(candidates, limit, first) : candidates;
  // What was done says how it stands, so its status comes last.
  if (!writes.has(endpoint.intent) || !chosen.some((field) => field.isStatus)) return chosen;
  return [...chosen.filter((field) => !field.isStatus), ...chosen.filter((field) => field.isStatus)];
}

function choose(
  candidates: readonly ToldField[],
  limit: number,
  first: readonly ToldField[],
): readonly ToldField[] {
  const ranked: ToldField[] = [];
  while (ranked.length < limit) ranked.push(foremost(candidates, ranked, first));
  return candidates.filter(
    (field) => ranked.includes(field) || ranked.some(({ partners }) => partners.includes(field)),
  );
}

/** The first of the lowest rank among those that are not `ranked` yet; there are some. */
function foremost(
  candidates: readonly ToldField[],
  ranked: readonly ToldField[],
  first: readonly ToldField[],
): ToldField {
  let best: ToldField | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const field of candidates) {
    const rank = first.includes(field) ? -1 : field.rank;
    if (rank >= lowest || ranked.includes(field)) continue;
    best = field;
    lowest = rank;
  }
  return best as ToldField;
}

/** How much a field matters to a listener; lower is told first. `concepts`: its own and the ancestors of that. */
export function rankOf(field: ResponseField, concepts: readonly string[]): number {
  if (/(^|_)(status|total|result|answer|score|rate)$/.test(field.attribute)) return 0;
  const isDull = dullAttributes.test(field.attribute);
  if (!isDull && concepts.some((concept) => telling.includes(concept))) return 1;
  if (isDull) return dull;
  if (field.object === -1) return 5;
  if (isUnknownText(field)) return 6;
  return field.schema.enum || field.schema.type === 'number' || field.schema.type === 'integer' ? 2 : 3;
}

/** A text of which neither name nor form says what it is about: whoever is told it knows no more. */
function isUnknownText({ concept, schema }: ResponseField): boolean {
  return (
    concept === null && schema.type === 'string' && schema.enum === undefined && schema.format === undefined
  );
}

/** Leaves out dull fields (time stamps, coordinates) where anything else is there to tell. */
function dropDull(fields: readonly ToldField[]): readonly ToldField[] {
  const worth = fields.filter((field) => field.rank < dull);
  return worth.length > 0 ? worth : fields.slice(0, 1);
}

/** Labels that differ from a field's in one word of a pair only: `away score` of a `home score`. In lower case. */
export function partnerLabels(field: ResponseField, { language }: AgentContext): string[] {
  const words = field.label.toLowerCase().split(' ');
  return words.flatMap((word, place) => {
    const other = language.names.pairs.get(word);
    return other === undefined
      ? []
      : [words.map((each, index) => (index === place ? other : each)).join(' ')];
  });
}

export function isStatus({ attribute }: ResponseField): boolean {
  return /(^|_)status$/.test(attribute);
}
