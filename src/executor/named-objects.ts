import { childPointer } from '../json/json-pointer.js';
import type { JsonObject, JsonValue, PointerPattern } from '../types/json.js';
import { attributeKey } from './attribute-key.js';
import { kindOfId } from './identities.js';
import type { Instance } from './instance.js';
import type { Builder, Place } from './response-builder.js';
import type { World } from './world.js';

/**
 * The place of an object that the registry takes for no entity but that holds an id: a thing of its own. It is the one whose id
 * the call or the surrounding thing names there, else a part of what surrounds it.
 */
export function enterNamed(
  place: Place,
  pattern: PointerPattern,
  idName: string | null,
  builder: Builder,
): Place {
  const { shown, world } = builder;
  if (idName === null || place.pattern === pattern || isShownByRegistry(pattern, builder)) {
    const isRoot = pattern === '' && place.instance === shown.call && idName !== null;
    return isRoot ? (asked(pattern, idName, builder) ?? place) : place;
  }
  if (place.instance === shown.call) {
    const known = asked(pattern, idName, builder);
    if (known !== undefined) return known;
  }
  const whole = wholeOf(place.instance);
  const stated = whole === shown.call ? undefined : statedId(whole, pattern, idName, builder);
  const instance =
    stated === undefined
      ? world.keyed(kindOfId(idName), `${whole.key}${pattern.slice(place.pattern.length)}`, whole)
      : world.ensure(kindOfId(idName), stated, idName);
  if (stated === undefined)
    for (const [attribute, value] of whole.facts) instance.facts.set(attribute, value);
  return { instance, pattern };
}

function isShownByRegistry(pattern: PointerPattern, { endpoint }: Builder): boolean {
  return endpoint.response.objects.some((object) => object.at === pattern);
}

/** The thing whose id an argument of the call gives under that name, as the call asks for it. */
function asked(pattern: PointerPattern, idName: string, builder: Builder): Place | undefined {
  const { shown, world } = builder;
  const id =
    Object.entries(shown.given).find(([name]) => kindOfId(name) === kindOfId(idName))?.[1] ??
    statedId(shown.call, pattern, idName, builder);
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  const instance = world.ensure(kindOfId(idName), id, idName);
  const view = world.view(instance, { key: shown.call.key, given: shown.given, showsId: true });
  for (const [attribute, value] of shown.call.facts) view.facts.set(attribute, value);
  return { instance: view, pattern };
}

/** The id that a call stated for the surrounding thing under that name: the customer of an order. */
function statedId(
  whole: Instance,
  pattern: PointerPattern,
  idName: string,
  { endpoint, fields }: Builder,
): JsonValue | undefined {
  const field = fields.get(childPointer(pattern, idName));
  const fact = field === undefined ? undefined : whole.facts.get(attributeKey(endpoint, field));
  return typeof fact === 'string' || typeof fact === 'number' ? fact : undefined;
}

/** What parts belong to: they are the thing's own, not those of one way of asking for it. */
export function wholeOf(instance: Instance): Instance {
  return instance.base !== null && instance.asked?.showsId === true ? instance.base : instance;
}

/** Remembers the values by which an object names what it shows. */
export function noteIds(
  instance: Instance,
  result: JsonObject,
  names: readonly (string | null)[],
  world: World,
): void {
  for (const name of new Set(names)) {
    const id = name !== null && Object.hasOwn(result, name) ? result[name] : undefined;
    if (name !== null && ((typeof id === 'string' && id !== '') || typeof id === 'number'))
      world.note(instance, id, name);
  }
}
