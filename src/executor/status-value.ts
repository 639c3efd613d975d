import { namesType } from '../json/names-type.js';
import type { JsonValue } from '../types/json.js';
import { stableHash } from '../values/stable-hash.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import { eventMoment, momentIn } from './played-event.js';
import type { World } from './world.js';

export const statusAttributes = /(^|_)status$/;

/** A status that fits what was done to the instance: fresh after its creation, ended after its end; undefined for other attributes. */
export function statusValue(
  instance: Instance,
  attribute: string,
  { schema }: AttributeProfile,
  world: World,
): JsonValue | undefined {
  if (!statusAttributes.test(attribute) || attribute.startsWith('payment') || namesType(schema, 'integer'))
    return undefined;
  const members = (schema.enum ?? []).filter((member): member is string => typeof member === 'string');
  if (instance.state !== 'present')
    return (
      members.find((member) => cancelledWords.test(member)) ??
      (schema.enum === undefined ? 'cancelled' : undefined)
    );
  const moment = attribute === 'status' ? eventMoment(instance, world) : null;
  if (moment !== null) {
    const fitting = members.filter((member) => momentIn(member) === moment && !offWords.test(member));
    if (fitting.length > 0) return fitting[stableHash(`${instance.key}/${attribute}`) % fitting.length];
    if (members.length === 0) return momentNames[moment];
  }
  if (members.length === 0) return undefined;
  const live = members.filter((member) => !cancelledWords.test(member) && !overWords.test(member));
  if (instance.facts.get('#created') === true)
    return live.find((member) => freshWords.test(member)) ?? live[0];
  return live.length === 0 ? undefined : live[stableHash(`${instance.key}/${attribute}`) % live.length];
}

/** True where an entity shows its end in a status instead of vanishing. */
export function showsCancellation(profile: ReadonlyMap<string, AttributeProfile>): boolean {
  for (const [attribute, { schema }] of profile) {
    if (
      statusAttributes.test(attribute) &&
      (schema.enum === undefined || schema.enum.some((member) => cancelledWords.test(String(member))))
    )
      return true;
  }
  return false;
}

const momentNames = { ahead: 'scheduled', now: 'live', over: 'finished' };
const offWords = /postpon|cancel/i;
const cancelledWords =
  /cancel|void|delet|remov|inactive|terminat|revok|closed|(^|_)ended|withdraw|withdrawn|declin|refund/i;
/** What has failed or lies behind cannot be changed or called off any more. */
const overWords =
  /fail|reject|error|expired|lost|return|finish|complet|used|refund|held|paused|done|deliver|missed|over_limit|settled|paid_out/i;
const freshWords = /confirm|pending|open|active|schedul|new|todo|to_do|created|placed|booked|upcoming|draft/i;
