import { conceptLine } from '../planner/concept-line.js';
import type { ResponseField } from '../types/tool-registry.js';
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

/** Rank of fields that are told only where nothing else is there. */
const dull = 9;

/** How much a field matters to a listener; lower is told first. */
export function rankOf(field: ResponseField, context: AgentContext): number {
  const line = conceptLine(field.concept?.id ?? null, context.knowledge);
  if (/(^|_)(status|total|result|answer|score|rate)$/.test(field.attribute)) return 0;
  if (line.some((concept) => telling.includes(concept))) return 1;
  if (field.object === -1) return 5;
  if (
    /created|updated|modified|version|page|offset|timestamp|latitude|longitude|_lat$|_lon$|^lat$|^lon$|^lng$|position|currency/.test(
      field.attribute,
    )
  )
    return dull;
  return field.schema.enum || field.schema.type === 'number' || field.schema.type === 'integer' ? 2 : 3;
}

/** Leaves out dull fields (time stamps, coordinates) where anything else is there to tell. */
export function dropDull(fields: readonly ResponseField[], context: AgentContext): readonly ResponseField[] {
  const telling = fields.filter((field) => rankOf(field, context) < dull);
  return telling.length > 0 ? telling : fields.slice(0, 1);
}
