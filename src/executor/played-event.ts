import { namesType } from '../json/names-type.js';
import type { JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { addDays, toIsoDate, toMilliseconds, toTime } from '../values/calendar.js';
import { stableHash } from '../values/stable-hash.js';
import { spacedWords } from '../values/word-case.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import type { World } from './world.js';

/** Where an event with a result lies: nobody has scored in what is ahead. */
export type EventMoment = 'ahead' | 'now' | 'over';

const results = /^(home|away)_?(team_)?(score|goals|points|result)$|^winner$/;
const starts =
  /^(starts?|kick_?off|begins?|commence)(_at|_time|_date|_date_time)?$|^(match_|event_)?date(_time)?$/;

/** Names of results and of the time at which an event starts. */
export const playedAttributes = new RegExp(`${results.source}|${starts.source}`);

/** True where a status tells what is ahead from what goes on and what is over. */
function tellsMoments(profile: AttributeProfile | undefined): boolean {
  const members = profile?.schema.enum ?? [];
  const told = new Set(members.map((member) => momentIn(String(member))));
  return told.has('ahead') && told.has('now') && told.has('over');
}

/**
 * The moment of an event that has a result, or a status that tells moments apart: what a call says of its status or day, what the called endpoint's name says
 * (`#when`); else it is over where it has a result, and ahead where it has none. Null for all others.
 */
export function eventMoment({ entity, facts }: Instance, world: World): EventMoment | null {
  const { attributes } = world.profile(entity);
  const hasResult = [...attributes.keys()].some((name) => results.test(name));
  if (!hasResult && !tellsMoments(attributes.get('status'))) return null;
  const status = momentIn(String(facts.get('status') ?? ''));
  if (status !== null) return status;
  const today = world.settings.now.slice(0, 10);
  for (const [name, value] of facts) {
    if (typeof value !== 'string' || !starts.test(name) || !/^\d{4}-\d{2}-\d{2}/.test(value)) continue;
    const day = value.slice(0, 10);
    return day < today ? 'over' : day > today ? 'ahead' : 'now';
  }
  return (facts.get('#when') as EventMoment | undefined) ?? (hasResult ? 'over' : 'ahead');
}

/** The moment that a status, or the name of an endpoint, speaks of; null where it speaks of none. */
export function momentIn(text: string): EventMoment | null {
  return ([...moments].find(([, words]) => words.test(text))?.[0] as EventMoment | undefined) ?? null;
}

const moments: ReadonlyMap<EventMoment, RegExp> = new Map([
  ['ahead', /\b(next|upcoming|future|scheduled|not[ _]?started|planned|postponed|cancell?ed|fixtures?)\b/i],
  ['now', /\b(live|in[ _-]?play|in[ _]?progress|ongoing|running|half[ _]?time)\b/i],
  ['over', /\b(last|past|previous|finished|completed|ended|final|results?|played)\b/i],
]);

/** Keeps with a new instance what the name of the endpoint that shows it first says of the moment. */
export function noteMoment({ facts }: Instance, { name }: Endpoint): void {
  const moment = momentIn(spacedWords(name));
  if (moment !== null && !facts.has('#when')) facts.set('#when', moment);
}

/** Start and results that fit the moment of an event; undefined where they are free. */
export function playedValue(
  instance: Instance,
  attribute: string,
  { schema, concept }: AttributeProfile,
  world: World,
): JsonValue | undefined {
  const moment = eventMoment(instance, world);
  if (moment === null) return undefined;
  if (results.test(attribute))
    return moment === 'ahead' && (namesType(schema, 'integer') || namesType(schema, 'number'))
      ? 0
      : undefined;
  if (
    moment === 'ahead' ||
    instance.position !== null ||
    (schema.type !== undefined && !namesType(schema, 'string'))
  )
    return undefined;
  const hash = stableHash(`${instance.key}/start`);
  const { now } = world.settings;
  const time =
    moment === 'now'
      ? new Date(toMilliseconds(now) - (3 + (hash % 14)) * 300_000).toISOString().slice(0, 19)
      : `${toIsoDate(addDays(now.slice(0, 10), -1 - (hash % 20)))}T${toTime(720 + (hash % 37) * 15)}:00`;
  const format = schema.format ?? (concept?.id.startsWith('date_time') ? 'date-time' : concept?.id);
  return format === 'date-time' ? time : format === 'date' ? time.slice(0, 10) : undefined;
}

/** True where nothing can be shown yet: the result of an event that is ahead. */
export function isYetToCome(instance: Instance, attribute: string, world: World): boolean {
  return results.test(attribute) && eventMoment(instance, world) === 'ahead';
}
