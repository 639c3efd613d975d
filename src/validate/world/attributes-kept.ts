import type { JsonValue } from '../../types/json.js';
import { jsonEqual } from '../json-equal.js';
import { namedArgument } from '../named-argument.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report } from '../rule.js';
import { attributeOf, attributeValue, type EntityObject, entityObjects, isWrite } from './entity-objects.js';
import { sameValue } from './same-value.js';

type Observation = {
  readonly value: JsonValue;
  readonly call: CallView['call'];
  /** Id that the call names; null where it names none. */
  readonly id: string | null;
};
type Known = {
  readonly attributes: Map<string, Observation>;
  deletedBy: string | null;
  /** Its first showing, not yet among the attributes: most things are shown once, and then there is nothing to compare. */
  first: EntityObject | null;
};

/**
 * An entity shows the same attributes in every call; a write to it changes what was written, and later reads show that;
 * what was deleted is not served again but as cancelled.
 */
export function attributesKept({ calls }: RecordView, report: Report): void {
  const world = new Map<string, Known>();
  for (const call of calls) {
    if (!call.succeeded) {
      reportMissing(call, world, report);
      continue;
    }
    const objects = entityObjects(call);
    if (isWrite(call.semantics)) applyWrite(call, objects, world, report);
    for (const object of objects) observe(object, world, report);
  }
}

/** An entity that an earlier output showed cannot be unknown. */
function reportMissing(
  { call, error, semantics }: CallView,
  world: Map<string, Known>,
  report: Report,
): void {
  if (error !== 'not_found' || semantics === undefined || semantics.entity === null) return;
  const id = idArgument({ call, semantics });
  const known = id === null ? undefined : world.get(keyOf(semantics.entity, id));
  if (known !== undefined && known.deletedBy === null) {
    report(
      '/tool_outputs',
      `Call ${call.id} does not find ${semantics.entity} ${id}, which an earlier output shows.`,
    );
  }
}

function applyWrite(
  view: CallView,
  objects: readonly EntityObject[],
  world: Map<string, Known>,
  report: Report,
): void {
  const { call, semantics } = view;
  if (semantics === undefined || semantics.entity === null) return;
  const entity = semantics.entity;
  const own = objects.find((object) => object.own && object.entity === entity);
  const id = (semantics.action === 'create' ? null : idArgument({ call, semantics })) ?? own?.id ?? null;
  if (id === null) {
    const shown = objects.filter((object) => object.own);
    if (shown.length === 1 && shown[0] !== undefined) reportUnwritten(view, shown[0], report);
    // Which one was written is unknown, so nothing of its kind can be held to what it was.
    for (const [key, known] of world) {
      if (!key.startsWith(`${entity}\n`)) continue;
      known.attributes.clear();
      known.first = null;
    }
    return;
  }
  const known: Known = {
    attributes: new Map(),
    deletedBy: semantics.action === 'delete' ? call.id : null,
    first: null,
  };
  const before = world.get(keyOf(entity, id));
  if (before !== undefined && before.deletedBy !== null && semantics.action !== 'create') {
    report(
      '/tool_outputs',
      `Call ${call.id} writes ${entity} ${id}, which call ${before.deletedBy} deleted.`,
    );
  }
  for (const { parameter, field } of semantics.writes) {
    const value = namedArgument(call.parameters, parameter);
    if (value === undefined || value === null || typeof value === 'object') continue;
    known.attributes.set(attributeOf(field, entity), { value, call, id });
  }
  world.set(keyOf(entity, id), known);
}

/** A write without an id to follow shows at least in its own answer what was written. */
function reportUnwritten(
  { call, semantics }: CallView,
  { object, entity }: EntityObject,
  report: Report,
): void {
  for (const { parameter, field } of semantics?.writes ?? []) {
    const written = namedArgument(call.parameters, parameter);
    const shown = attributeValue(object, field, entity);
    if (written === undefined || written === null || shown === undefined || shown === null) continue;
    if (typeof written === 'object' || typeof shown === 'object' || sameValue(written, shown)) continue;
    report(
      '/tool_outputs',
      `Call ${call.id} writes ${field} as ${JSON.stringify(written).slice(0, 60)} and shows ${JSON.stringify(shown).slice(0, 60)}.`,
    );
  }
}

function observe(shown: EntityObject, world: Map<string, Known>, report: Report): void {
  if (shown.id === null) return;
  const { call, semantics } = shown.call;
  const key = keyOf(shown.entity, shown.id);
  const known = world.get(key);
  if (known === undefined) {
    world.set(key, { attributes: new Map(), deletedBy: null, first: shown });
    return;
  }
  if (known.first !== null) noteAttributes(known.first, known, report);
  known.first = null;
  if (known.deletedBy !== null && known.deletedBy !== call.id && !isWrite(semantics) && !showsEnd(shown)) {
    report(
      '/tool_outputs',
      `Call ${call.id} shows ${shown.entity} ${shown.id}, which call ${known.deletedBy} deleted.`,
    );
  }
  noteAttributes(shown, known, report);
}

/** Holds what is shown against what was known, and knows it from then on. */
function noteAttributes(shown: EntityObject, known: Known, report: Report): void {
  const { call, semantics } = shown.call;
  const id = semantics === undefined ? null : idArgument({ call, semantics });
  for (const [attribute, value] of scalarAttributes(shown)) {
    if (!isWrite(semantics) && repeatsArgument({ call, semantics }, attribute, value, shown.entity)) continue;
    const shownNow = { value, call, id };
    const earlier = known.attributes.get(attribute);
    if (earlier === undefined) known.attributes.set(attribute, shownNow);
    else if (!sameValue(earlier.value, value) && !areSetApart(earlier, shownNow)) {
      report(
        '/tool_outputs',
        `Call ${call.id} shows ${attribute} of ${shown.entity} ${shown.id} as ${JSON.stringify(value).slice(0, 60)}, call ${earlier.call.id} as ${JSON.stringify(earlier.value).slice(0, 60)}.`,
      );
    }
  }
}

/**
 * The free times of one day are not those of another: two calls of one tool that ask for different things may show other
 * lists, and of the one thing that both name by its id other values, too.
 */
function areSetApart(earlier: Observation, later: Observation): boolean {
  if (earlier.call.name !== later.call.name) return false;
  const bound = Array.isArray(later.value) || (earlier.id !== null && earlier.id === later.id);
  return (
    bound &&
    Object.entries(later.call.parameters).some(
      ([name, value]) =>
        Object.hasOwn(earlier.call.parameters, name) && !jsonEqual(earlier.call.parameters[name], value),
    )
  );
}

/**
 * A recipe read for eight servings shows eight: the argument said back, no attribute of the recipe. What a search was filtered
 * by is one: hotels looked for in Lisbon are there.
 */
function repeatsArgument(
  { call, semantics }: Pick<CallView, 'call' | 'semantics'>,
  attribute: string,
  value: JsonValue,
  entity: string,
): boolean {
  const isFiltered = (name: string): boolean =>
    semantics !== undefined &&
    idArgument({ call, semantics }) === null &&
    semantics.filters.some(({ parameter }) => parameter === name);
  return Object.entries(call.parameters).some(
    ([name, argument]) =>
      attributeOf(name, entity) === attribute && sameValue(argument, value) && !isFiltered(name),
  );
}

/** Scalars and lists of scalars; two names for one attribute in the same object are left apart. */
function scalarAttributes({ object, entity }: EntityObject): Map<string, JsonValue> {
  const attributes = new Map<string, JsonValue>();
  const doubled = new Set<string>();
  for (const field in object) {
    const value = object[field] as JsonValue;
    const isFlat =
      value === null ||
      typeof value !== 'object' ||
      (Array.isArray(value) && value.every((item) => typeof item !== 'object'));
    if (!isFlat) continue;
    const attribute = attributeOf(field, entity);
    if (attributes.has(attribute)) doubled.add(attribute);
    attributes.set(attribute, value);
  }
  for (const attribute of doubled) attributes.delete(attribute);
  return attributes;
}

function showsEnd({ object }: EntityObject): boolean {
  return Object.values(object).some(
    (value) =>
      typeof value === 'string' &&
      /cancel|delet|remov|void|closed|inactive|archived|revoked|取消|キャンセル|削除/i.test(value),
  );
}

function idArgument({
  call,
  semantics,
}: {
  readonly call: CallView['call'];
  readonly semantics: NonNullable<CallView['semantics']>;
}): string | null {
  const parameter = semantics.id_parameter;
  if (parameter === null) return null;
  const id = namedArgument(call.parameters, parameter);
  return id === null || id === undefined || typeof id === 'object' ? null : String(id);
}

function keyOf(entity: string, id: string): string {
  return `${entity}\n${id}`;
}
