import type { EndpointFacts } from './describe-endpoint.js';
import type { Demand, Supply } from './find-data-links.js';
import type { GraphSettings } from './graph-settings.js';

const coordinates: ReadonlySet<string> = new Set(['latitude', 'longitude', 'coordinates']);
const places: ReadonlySet<string> = new Set([
  'city',
  'region',
  'country',
  'country_code',
  'place',
  'neighborhood',
  'street_address',
  'postal_code',
]);

/** What stops or flies somewhere. */
const journeys: ReadonlySet<string> = new Set(['flight_number', 'station_name', 'airport_code']);

/** True where the place of someone or something would send the user on an errand there: the weather where a player lives. */
export function isNobodysErrand(
  source: EndpointFacts,
  supply: Supply,
  target: EndpointFacts,
  demand: Demand,
  settings: GraphSettings,
): boolean {
  const { anchor } = demand.identity;
  if (anchor === null || demand.identity.entity !== null || !(coordinates.has(anchor) || places.has(anchor)))
    return false;
  if (source.endpoint.toolId === target.endpoint.toolId && !coordinates.has(anchor)) return false;
  const entity = source.endpoint.response.objects[supply.field.object]?.entity ?? source.endpoint.entity;
  return entity !== null && settings.homes.has(entity);
}

/** True where coordinates would be turned into the city or address that stands beside them in the answer. */
export function isKnownPlace(
  source: EndpointFacts,
  supply: Supply,
  target: EndpointFacts,
  demand: Demand,
  settings: GraphSettings,
): boolean {
  const { intent, entity } = target.endpoint;
  if (!coordinates.has(demand.identity.anchor ?? '') || intent === 'search') return false;
  if (entity === null || !settings.placeEntities.has(entity)) return false;
  // Said when it was asked for, or shown beside it.
  if (!supply.field.pointer.includes('*') && [...source.asked].some((anchor) => places.has(anchor)))
    return true;
  return source.supplies.some(
    ({ field, identity }) => field.object === supply.field.object && places.has(identity.anchor ?? ''),
  );
}

/** True where a place of anywhere would be asked of a service for one country: directions in Ghana, from a hotel in Rome. */
export function isForeignLand(source: EndpointFacts, target: EndpointFacts, anchor: string | null): boolean {
  if (!coordinates.has(anchor ?? '') && !places.has(anchor ?? '') && !journeys.has(anchor ?? ''))
    return false;
  return target.lands.size > 0 && ![...target.lands].some((land) => source.lands.has(land));
}

/** True where the place of one thing would be written into a new thing of another tool: that place is the user's to say. */
export function isWrittenPlace(source: EndpointFacts, target: EndpointFacts, { identity }: Demand): boolean {
  if (source.endpoint.toolId === target.endpoint.toolId || !places.has(identity.anchor ?? '')) return false;
  const { intent } = target.endpoint;
  return intent === 'create' || intent === 'update' || intent === 'execute';
}

/** True for a value of one country that two tools would share without a word of which: postal codes look alike everywhere. */
export function isOfUnnamedLand(left: EndpointFacts, right: EndpointFacts, anchor: string): boolean {
  if (anchor !== 'postal_code' || left.endpoint.toolId === right.endpoint.toolId) return false;
  return ![...left.lands].some((land) => right.lands.has(land));
}
