import type { Random } from '../random/random.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { Anchor } from '../values/anchor.js';
import { traitsOf } from './name-traits.js';

/** One entity instance, or a part of one, in the world of a conversation. Attributes appear when they are first asked for. */
export type Instance = {
  readonly entity: string;
  /** Unique in the world; all that is drawn for the instance depends on it. */
  readonly key: string;
  /** Null for what has none: a forecast, a quote; and for a part of a thing until an answer has shown its id. */
  id: JsonValue | null;
  /** Kinds of names (`identities.ts`) under which calls and answers gave the id. */
  readonly idNames: Set<string>;
  /** The instance this one is a part of: it shares the place. */
  readonly parent: Instance | null;
  /** Set for members of a list: consecutive dates follow from it. */
  readonly position: { readonly index: number; readonly stepDays: number } | null;
  /** Set for a view: the instance that is looked at. */
  readonly base: Instance | null;
  /** Set for a view: what it was asked with. */
  readonly asked: Asked | null;
  /** Set for what another instance refers to first: a reference back means that one. */
  readonly origin: Instance | null;
  /** Set by writes, filters and arguments; they win over what would be drawn. */
  readonly facts: Map<string, JsonValue>;
  /** Drawn attributes, by `slotOf`. */
  readonly drawn: Map<string, JsonValue>;
  /** What answers showed of it, by path. */
  readonly seen: Map<string, Seen>;
  /** What was asked for last: a field is asked about when its value is made and when it is shown. */
  seenPath: string;
  seenLast: Seen | null;
  /** True once an answer has shown an attribute of it. */
  hasNames: boolean;
  /** Attributes that calls changed after answers had shown the instance; null for none. */
  rewritten: Set<string> | null;
  /** The entities that it names, as they were read last (`references.ts`); null before. */
  naming: Naming | null;
  /** The stream from which its attributes are drawn, each from a fork; null before the first. */
  stream: Random | null;
  /** Attributes that are being worked out from others; null where there never was one. */
  open: string[] | null;
  anchor: Anchor | null;
  /** How often calls have changed it; what views drew before is out of date. */
  writes: number;
  state: 'present' | 'cancelled' | 'deleted';
};

/** Attributes of an instance that name other entities, with those entities. */
export type Naming = {
  /** What its kind names by itself. */
  readonly own: ReadonlyMap<string, string>;
  /** How many facts there were: who takes one away forgets what was read. */
  readonly facts: number;
  readonly references: readonly (readonly [attribute: string, entity: string])[];
};

/** What answers showed of an instance under one path. */
export type Seen = {
  /** The attribute as which the field was shown: endpoints that take the thing for another kind show the same. */
  attribute: string | null;
  /** What was shown first, after so many writes and to such arguments; undefined where nothing was. */
  value: JsonValue | undefined;
  epoch: number;
  given: JsonObject | null;
};

/** What answers showed of an instance under a path, to be added to. */
export function seenAt(instance: Instance, path: string): Seen {
  if (instance.seenLast !== null && instance.seenPath === path) return instance.seenLast;
  let known = instance.seen.get(path);
  if (known === undefined) {
    known = { attribute: null, value: undefined, epoch: -1, given: null };
    instance.seen.set(path, known);
  }
  instance.seenPath = path;
  instance.seenLast = known;
  return known;
}

/** A new instance of which nothing is known. */
export function createInstance(
  entity: string,
  key: string,
  id: JsonValue | null,
  kin: Pick<Instance, 'parent' | 'position' | 'origin' | 'base' | 'asked' | 'idNames'>,
): Instance {
  return {
    entity,
    key,
    id,
    idNames: kin.idNames,
    parent: kin.parent,
    position: kin.position,
    base: kin.base,
    asked: kin.asked,
    origin: kin.origin,
    facts: new Map(),
    drawn: new Map(),
    seen: new Map(),
    seenPath: '',
    seenLast: null,
    hasNames: false,
    rewritten: null,
    naming: null,
    stream: null,
    open: null,
    anchor: null,
    writes: 0,
    state: 'present',
  };
}

/** What a view of an instance was asked with. */
export type Asked = {
  readonly key: string;
  readonly given: JsonObject;
  /** True where the answer shows the instance's id: then what no argument decides is the instance's own. */
  readonly showsId: boolean;
};

/** `market_cap` and `marketcap` are one attribute, whichever tool shows it. */
export function slotOf(attribute: string): string {
  return traitsOf(attribute).slot;
}
