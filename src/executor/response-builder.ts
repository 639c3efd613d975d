import type { JsonObject, PointerPattern } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { Instance } from './instance.js';
import type { GivenByName } from './is-curtailed.js';
import type { Page } from './page.js';
import type { Spot } from './response-plan.js';
import type { World } from './world.js';

/** What an answer shows: the members of the endpoint's list, or the one instance, and the call itself for what is around them. */
export type Shown = {
  readonly members: readonly Instance[];
  /** Null where the answer is no list of its own kind. */
  readonly page: Page | null;
  /** The call's arguments. */
  readonly given: JsonObject;
  /** Holds the values that belong to no entity: request id, status, echoed arguments. */
  readonly call: Instance;
};

/** What building one answer needs at each of its nodes. */
export type Builder = {
  readonly endpoint: Endpoint;
  readonly shown: Shown;
  readonly world: World;
  /** The arguments, for comparison with what is shown under their names. */
  readonly given: GivenByName;
  /** The list of which the answer shows a page; null where it shows none. */
  readonly paged: { readonly list: PointerPattern; readonly total: number } | null;
  /** How many nodes may still be built before lists are kept short. */
  nodes: number;
};

/** Whose attributes are being shown, and from which pointer on. */
export type Place = {
  readonly instance: Instance;
  readonly pattern: PointerPattern;
  /** Property that holds the instance's id; null where none does or none was looked for. */
  readonly idName: string | null;
};

/** Path of a node from the place on, so that every endpoint that shows the thing shows the same there. */
export function pathFrom(place: Place, spot: Spot): PointerPattern {
  const { length } = place.pattern;
  if (spot.askedFrom !== length) {
    spot.askedFrom = length;
    spot.askedPath = spot.pattern.slice(length);
  }
  return spot.askedPath;
}
