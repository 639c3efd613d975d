import type { JsonObject, JsonValue } from '../types/json.js';
import { kindOfId } from './identities.js';
import type { Instance } from './instance.js';
import { type Builder, type Place, pathFrom } from './response-builder.js';
import type { ObjectPlan } from './response-plan.js';
import type { World } from './world.js';

/**
 * The place of an object that the registry takes for no entity but that holds an id: a thing of its own. It is the one whose id
 * the call or the surrounding thing names there, else a part of what surrounds it.
 */
export function enterNamed(place: Place, plan: ObjectPlan, builder: Builder): Place {
  const { shown, world } = builder;
  const { idName, pattern } = plan;
  if (idName === null) return place;
  if (place.pattern.length === pattern.length || plan.object >= 0) {
    const isRoot = pattern === '' && place.instance === shown.call;
    return isRoot ? (asked(idName, plan, builder) ?? place) : place;
  }
  if (place.instance === shown.call) {
    const known = asked(idName, plan, builder);
    if (known !== undefined) return known;
  }
  const whole = wholeOf(place.instance);
  const stated = whole === shown.call ? undefined : statedId(whole, plan);
  const instance =
    stated === undefined
      ? world.keyed(kindOfId(idName), `${whole.key}${pathFrom(place, plan)}`, whole)
      : world.ensure(kindOfId(idName), stated, idName);
  if (stated === undefined)
    for (const [attribute, value] of whole.facts) instance.facts.set(attribute, value);
  return { instance, pattern, idName };
}

/** The thing whose id an argument of the call gives under that name, as the call asks for it. */
function asked(idName: string, plan: ObjectPlan, { shown, world }: Builder): Place | undefined {
  const kind = kindOfId(idName);
  const named = Object.keys(shown.given).find((name) => kindOfId(name) === kind);
  const id = (named === undefined ? undefined : shown.given[named]) ?? statedId(shown.call, plan);
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  const instance = world.ensure(kind, id, idName);
  const view = world.view(instance, { key: shown.call.key, given: shown.given, showsId: true });
  for (const [attribute, value] of shown.call.facts) view.facts.set(attribute, value);
  return { instance: view, pattern: plan.pattern, idName };
}

/** The id that a call stated for the surrounding thing under that name: the customer of an order. */
function statedId(whole: Instance, { idAttribute }: ObjectPlan): JsonValue | undefined {
  const fact = idAttribute === null ? undefined : whole.facts.get(idAttribute);
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
  names: readonly string[],
  world: World,
): void {
  for (const name of names) {
    const id = Object.hasOwn(result, name) ? result[name] : undefined;
    if ((typeof id === 'string' && id !== '') || typeof id === 'number') world.note(instance, id, name);
  }
}
