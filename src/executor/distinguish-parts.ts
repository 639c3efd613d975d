import { createRandom } from '../random/random.js';
import type { JsonPrimitive } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { toTime } from '../values/calendar.js';
import { stableHash } from '../values/stable-hash.js';
import { attributeKey } from './attribute-key.js';
import type { Instance } from './instance.js';
import type { World } from './world.js';

/** What tells apart the parts of a list that have no ids: properties of its members. */
export type PartFields = {
  readonly hours: readonly PartField[];
  /** The one of the first fields that has kinds; null where there is none or something else tells the parts apart. */
  readonly telling: (PartField & { readonly kinds: readonly JsonPrimitive[] }) | null;
};

type PartField = { readonly attribute: string; readonly field: ResponseField };

/** Reads the fields of an endpoint's answer that are properties of the members of one list. */
export function partFieldsOf(fields: readonly ResponseField[], endpoint: Endpoint): PartFields {
  const parts = fields.map((field) => ({ attribute: attributeKey(endpoint, field), field }));
  const telling = parts.slice(0, 2).find(({ field }) => kindsOf(field).length > 1);
  const isNamed = telling === undefined || fields.some(({ name }) => named.test(name));
  return {
    hours: parts.filter(({ attribute }) => hours.test(attribute)),
    telling: isNamed ? null : { ...telling, kinds: kindsOf(telling.field) },
  };
}

/**
 * Parts of a list that have no ids, told apart: no two with the same kind where the first fields are kinds, hours ascending.
 * Fewer parts where there are fewer kinds.
 */
export function distinguishParts(
  parts: readonly Instance[],
  { hours, telling }: PartFields,
  world: World,
): readonly Instance[] {
  const [first] = parts;
  if (first === undefined || parts.length < 2) return parts;
  for (const { attribute, field } of hours)
    if (!first.facts.has(attribute)) spreadHours(parts, attribute, field, world);
  return telling === null ? parts : spreadKinds(parts, telling.attribute, telling.kinds, world);
}

const hours = /^(time|hour|start_time|starts?|from_time|slot|slot_start)$/;
/** Parts with one of these differ already. */
const named = /^(name|title|city|date|day|.*name|.*title|.*city|.*date)$/i;

function kindsOf({ schema }: ResponseField): readonly JsonPrimitive[] {
  return (schema.enum ?? []).filter((member) => typeof member === 'string' && member !== '');
}

function spreadKinds(
  parts: readonly Instance[],
  attribute: string,
  kinds: readonly JsonPrimitive[],
  world: World,
): readonly Instance[] {
  const [first] = parts;
  // What the call asks for is the same in all of them.
  if (first === undefined || (first.facts.has(attribute) && !first.facts.has('#told'))) return parts;
  const order = createRandom(`${world.settings.seed}/kinds/${first.key}`).shuffle(kinds);
  const kept = parts.slice(0, order.length);
  for (const [index, part] of kept.entries()) {
    part.facts.set('#told', true);
    part.facts.set(attribute, order[index] ?? null);
  }
  return kept;
}

/** From a morning hour on, in steps that fit the day. */
function spreadHours(
  parts: readonly Instance[],
  attribute: string,
  { schema }: ResponseField,
  world: World,
): void {
  const hash = stableHash(`${world.settings.seed}/${parts[0]?.key ?? ''}/${attribute}`);
  const start = 6 + (hash % 4);
  const step = Math.max(1, Math.min(1 + (hash % 3), Math.floor((23 - start) / parts.length)));
  const type = [schema.type ?? 'string'].flat();
  for (const [index, part] of parts.entries()) {
    const hour = start + index * step;
    if (type.includes('integer') || type.includes('number')) {
      if ((schema.maximum ?? 23) <= 24) part.facts.set(attribute, hour);
    } else if (type.includes('string') && schema.enum === undefined && schema.format !== 'date-time')
      part.facts.set(attribute, toTime(hour * 60));
  }
}
