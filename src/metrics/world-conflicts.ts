import { isJsonObject } from '../json/is-json-object.js';
import { isIdName } from '../record-view/is-id-name.js';
import { isWrite } from '../record-view/is-write.js';
import type { CallView, RecordView } from '../record-view/record-view.js';
import type { JsonObject } from '../types/json.js';
import { type FigureFamily, share } from './figure.js';

type Field = readonly [key: string, name: string, value: string];

/** What one answer shows of a field: several values where several of its objects carry the id of one thing, their parent. */
type Observation = { readonly values: Set<string>; readonly call: CallView };

/**
 * World conflicts: repeated observations of one field of one entity that show another value, no write between, the
 * arguments that both calls carry being equal. Failed calls observe nothing, nor does a field that a call names beside
 * an id: a shopping list of a recipe for six shows the servings asked for, not those of the recipe.
 */
export function createWorldConflicts(): FigureFamily {
  let repeated = 0;
  let conflicting = 0;
  return {
    add(view) {
      const seen = new Map<string, Observation>();
      for (const call of view.calls) {
        if (call.errorType !== null || call.resultMessage === null) continue;
        const writes = isWrite(view, call);
        if (writes) seen.clear();
        const inThisCall = new Map<string, Observation>();
        for (const [key, name, value] of observe(call, statedIds(view, call), view.semantics === null)) {
          if (!writes && isAsked(call, name)) continue;
          const before = seen.get(key);
          if (before !== undefined && agree(before.call.parameters, call.parameters)) {
            repeated += 1;
            if (!before.values.has(value)) conflicting += 1;
          }
          const shown = inThisCall.get(key);
          if (shown === undefined) inThisCall.set(key, { values: new Set([value]), call });
          else shown.values.add(value);
        }
        for (const [key, observation] of inThisCall) seen.set(key, observation);
      }
    },
    figures: () => ({ world_conflicts: share(conflicting, repeated, 'no entity was seen twice') }),
  };
}

/** True where the call names a thing by id and says itself what the field is to be. */
function isAsked(call: CallView, field: string): boolean {
  return Object.hasOwn(call.parameters, field) && call.leaves.some(({ name }) => isIdName(name));
}

/** Fields of the entities that an output shows: a key that names the entity and the field, the field's name, its value. */
function observe(call: CallView, stated: StatedIds, isBlind: boolean): Field[] {
  const found: Field[] = [];
  visit(call.output, { container: call.name, at: '', depth: 0, isBlind }, stated, found);
  const root = call.output;
  const ids = call.leaves.filter(({ name, value }) => isIdName(name) && value !== null);
  if (isJsonObject(root) && ids.length === 1 && findId(root, stated.get('')) === null) {
    const owner = JSON.stringify([call.name, ids[0]?.name, ids[0]?.value]);
    addFields(root, owner, '', 0, found);
  }
  return found;
}

/** Where the record's semantics say that an object has its id: pattern of the object → name of the property. */
type StatedIds = ReadonlyMap<string, string>;

function statedIds(view: RecordView, call: CallView): StatedIds {
  const objects = view.semantics?.get(call.name)?.objects;
  const stated = new Map<string, string>();
  for (const object of Array.isArray(objects) ? (objects as readonly unknown[]) : [])
    if (isJsonObject(object) && typeof object.at === 'string' && typeof object.id_field === 'string')
      stated.set(object.at, object.id_field);
  return stated;
}

type Where = {
  readonly container: string;
  readonly at: string;
  readonly depth: number;
  /** Whether nothing says what ids are. */
  readonly isBlind: boolean;
};

function visit(
  node: unknown,
  { container, at, depth, isBlind }: Where,
  stated: StatedIds,
  found: Field[],
): void {
  if (depth > 12 || found.length > 3000 || typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const member of node)
      visit(member, { container, at: `${at}/*`, depth: depth + 1, isBlind }, stated, found);
    return;
  }
  const id = findId(node as JsonObject, stated.get(at));
  if (id !== null && (!isBlind || /^(?:\/\*)*$/.test(at) || mayBeOwn(id.name, container)))
    addFields(node as JsonObject, ownerKey(id, container), '', 0, found);
  for (const [name, member] of Object.entries(node)) {
    const inside = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    visit(member, { container: name, at: inside, depth: depth + 1, isBlind }, stated, found);
  }
}

/**
 * Whether an object that shows an id may be the thing itself. Under `payment_history` a `payment_id` says what was paid by:
 * what stands there is named by the last word.
 */
function mayBeOwn(name: string, container: string): boolean {
  const owner = wordsOf(name).slice(0, -1).join('_');
  const holders = wordsOf(container);
  return !holders.slice(0, -1).includes(owner);
}

function wordsOf(name: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.filter((word) => word !== '').map((word) => (/[^s]s$/.test(word) ? word.slice(0, -1) : word));
}

/** The identifier of an object: the stated one, else the first; `<entity>_id` of another entity counts only when there is no plain one. */
function findId(
  node: JsonObject,
  stated: string | undefined,
): { readonly name: string; readonly value: string } | null {
  const own = stated !== undefined && Object.hasOwn(node, stated) ? node[stated] : undefined;
  if (stated !== undefined && ((typeof own === 'string' && own !== '') || typeof own === 'number'))
    return { name: stated, value: String(own) };
  let first: { name: string; value: string } | null = null;
  for (const [name, value] of Object.entries(node)) {
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '' || !isIdName(name)) continue;
    if (plainIds.has(name.toLowerCase())) return { name, value: String(value) };
    first ??= { name, value: String(value) };
  }
  return first;
}

const plainIds = new Set(['id', '_id', 'uuid', 'guid']);

/** A short bare number is an id only within its kind, so the container's name goes into the key. */
function ownerKey(id: { readonly name: string; readonly value: string }, container: string): string {
  const isDistinct = id.value.length >= 6 && /\d/.test(id.value) && /[a-z]/i.test(id.value);
  return JSON.stringify(
    isDistinct ? [id.value] : [plainIds.has(id.name.toLowerCase()) ? container : id.name, id.value],
  );
}

/** Own scalars and lists of scalars; nested objects without an id belong to the entity too. */
function addFields(node: JsonObject, owner: string, prefix: string, depth: number, found: Field[]): void {
  for (const [name, value] of Object.entries(node)) {
    const field = `${prefix}${name}`;
    if (isJsonObject(value)) {
      if (depth < 3 && findId(value, undefined) === null)
        addFields(value, owner, `${field}/`, depth + 1, found);
    } else if (!Array.isArray(value) || value.every((member) => typeof member !== 'object')) {
      if (!isIdName(name)) found.push([`${owner}${field}`, name, comparable(value)]);
    }
  }
}

/** True where no parameter that both calls carry has two values. */
function agree(left: JsonObject, right: JsonObject): boolean {
  return Object.keys(left).every(
    (name) => !Object.hasOwn(right, name) || JSON.stringify(left[name]) === JSON.stringify(right[name]),
  );
}

/** A number passed as text, yes and no as 1 and 0, or a letter's case, is no other value. */
function comparable(value: unknown): string {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();
  return text === 'true' ? '1' : text === 'false' ? '0' : text;
}
