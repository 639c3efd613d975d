import { conceptLine } from '../planner/concept-line.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';

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
 * The fields that matter most to a listener, at most `limit` of them and each with what belongs to it (a home score with
 * that of the guests), in the order of the answer. Those of `first` come before all others.
 */
export function mostTelling(
  fields: readonly ResponseField[],
  limit: number,
  first: ReadonlySet<ResponseField>,
  endpoint: Endpoint,
  context: AgentContext,
): ResponseField[] {
  const candidates = dropDull(fields, context);
  const ranked = candidates
    .map((field, order) => ({ field, order, rank: first.has(field) ? -1 : rankOf(field, context) }))
    .sort((one, other) => one.rank - other.rank || one.order - other.order)
    .slice(0, limit)
    .map(({ field }) => field);
  const chosen = new Set(ranked.flatMap((field) => [field, ...partnersOf(field, candidates, context)]));
  const inOrder = candidates.filter((field) => chosen.has(field));
  // What was done says how it stands, so its status comes last.
  if (!writes.has(endpoint.intent)) return inOrder;
  return [...inOrder.filter((field) => !isStatus(field)), ...inOrder.filter(isStatus)];
}

/** How much a field matters to a listener; lower is told first. */
function rankOf(field: ResponseField, context: AgentContext): number {
  const line = conceptLine(field.concept?.id ?? null, context.knowledge);
  if (/(^|_)(status|total|result|answer|score|rate)$/.test(field.attribute)) return 0;
  if (line.some((concept) => telling.includes(concept)) && !dullAttributes.test(field.attribute)) return 1;
  if (dullAttributes.test(field.attribute)) return dull;
  if (field.object === -1) return 5;
  return field.schema.enum || field.schema.type === 'number' || field.schema.type === 'integer' ? 2 : 3;
}

/** Leaves out dull fields (time stamps, coordinates) where anything else is there to tell. */
function dropDull(fields: readonly ResponseField[], context: AgentContext): readonly ResponseField[] {
  const worth = fields.filter((field) => rankOf(field, context) < dull);
  return worth.length > 0 ? worth : fields.slice(0, 1);
}

/** Fields whose labels differ in one word of a pair only. */
function partnersOf(
  field: ResponseField,
  fields: readonly ResponseField[],
  { language }: AgentContext,
): ResponseField[] {
  const words = field.label.toLowerCase().split(' ');
  const labels = words.flatMap((word, place) => {
    const other = language.names.pairs.get(word);
    return other === undefined
      ? []
      : [words.map((each, index) => (index === place ? other : each)).join(' ')];
  });
  return fields.filter(
    (other) =>
      labels.includes(other.label.toLowerCase()) &&
      other.pointer.slice(0, other.pointer.lastIndexOf('/')) ===
        field.pointer.slice(0, field.pointer.lastIndexOf('/')),
  );
}

function isStatus({ attribute }: ResponseField): boolean {
  return /(^|_)status$/.test(attribute);
}
