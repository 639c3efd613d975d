import type { JsonObject, JsonValue } from '../../types/json.js';
import type { FactData } from '../facts/fact-data.js';
import { jsonEqual } from '../json-equal.js';
import { jsonLeaves } from '../json-leaves.js';
import { escapeSegment } from '../pointer.js';
import { isIdName } from '../reading/is-id-name.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report } from '../rule.js';
import { isObject, isWrite } from './entity-objects.js';
import { sameValue } from './same-value.js';

type Showing = {
  readonly key: string;
  readonly name: string;
  readonly value: JsonValue;
  readonly pointer: string;
};
type Observation = { readonly value: JsonValue; readonly call: CallView };

const deepest = 12;
const mostShowings = 5000;
const mostObservations = 20;

/**
 * What has one id is one thing, whatever the semantics take it for: its fields keep their values over all calls between two
 * writes. Reads no semantics but the action, so it also holds where a response was inferred or two endpoints of a tool
 * call the same thing by two names. Two calls that a parameter sets apart (a currency, a page) may show it differently.
 */
export function idsKept({ calls, facts }: RecordView, report: Report): void {
  const shows = showsOf(calls, facts);
  const shared = sharedOwners(shows);
  if (shared.size === 0) return;
  const seen = new Map<string, Observation[]>();
  for (const { call, ids, things } of shows) {
    const writes = isWrite(call.semantics);
    if (writes) seen.clear();
    const shown = new Map<string, Showing>();
    for (const showing of showingsOf(things, shared, facts)) {
      // "Servings for six" is what was asked for, no attribute of the recipe that the call names.
      if (!writes && ids.length > 0 && Object.hasOwn(call.call.parameters, showing.name)) continue;
      shown.set(showing.key, showing);
    }
    for (const [key, { name, value, pointer }] of shown) {
      const earlier = seen.get(key);
      const other = earlier?.find(
        (before) => !sameValue(before.value, value) && isComparable(before.call, call, facts),
      );
      if (other !== undefined) {
        report(
          `/tool_outputs/${call.index}/output${pointer}`,
          `Call ${call.call.id} shows ${name} as ${shorten(value)}, call ${other.call.call.id} showed it as ${shorten(other.value)} for the same id.`,
        );
      }
      if (earlier === undefined) seen.set(key, [{ value, call }]);
      else if (earlier.length < mostObservations) earlier.push({ value, call });
    }
  }
}

function shorten(value: JsonValue): string {
  return JSON.stringify(value).slice(0, 60);
}

/** True where no parameter sets the two apart; which thing each names by an id does not change what a third one is. */
function isComparable(left: CallView, right: CallView, facts: FactData): boolean {
  return Object.entries(left.call.parameters).every(
    ([name, value]) =>
      !Object.hasOwn(right.call.parameters, name) ||
      isIdName(name, facts) ||
      jsonEqual(value, right.call.parameters[name]),
  );
}

type IdArgument = { readonly name: string; readonly value: JsonValue };

function idArguments({ call }: CallView, facts: FactData): IdArgument[] {
  const found: IdArgument[] = [];
  for (const { holder, value } of jsonLeaves(call.parameters))
    if (value !== null && isIdName(holder, facts)) found.push({ name: holder, value });
  return found;
}

/** What a successful call names by ids and shows. */
type Show = {
  readonly call: CallView;
  readonly ids: readonly IdArgument[];
  readonly things: readonly Thing[];
};

/** Of each successful call; of a single one nothing can be compared. */
function showsOf(calls: readonly CallView[], facts: FactData): readonly Show[] {
  const successes = calls.filter(({ succeeded }) => succeeded);
  if (successes.length < 2) return [];
  return successes.map((call) => {
    const ids = idArguments(call, facts);
    return { call, ids, things: thingsOf(call, ids, facts) };
  });
}

/** Things that two calls show: of all others there is nothing to compare. */
function sharedOwners(shows: readonly Show[]): ReadonlySet<string> {
  const shared = new Set<string>();
  const firstShow = new Map<string, Show>();
  for (const show of shows) {
    for (const { owner } of show.things) {
      const first = firstShow.get(owner);
      if (first === undefined) firstShow.set(owner, show);
      else if (first !== show) shared.add(owner);
    }
  }
  return shared;
}

/** Every field of every shared thing that an output shows with its id. */
function showingsOf(things: readonly Thing[], shared: ReadonlySet<string>, facts: FactData): Showing[] {
  const found: Showing[] = [];
  for (const { owner, node, pointer } of things) {
    if (found.length > mostShowings) break;
    if (shared.has(owner)) addFields(node, owner, '', pointer, 0, facts, found);
  }
  return found;
}

/** An object of an output, and what tells the thing that it shows from others. */
type Thing = { readonly owner: string; readonly node: JsonObject; readonly pointer: string };

function thingsOf({ call, output }: CallView, ids: readonly IdArgument[], facts: FactData): Thing[] {
  const things: Thing[] = [];
  visit(output, call.name, '', 0, facts, things);
  const [only] = ids;
  // An answer without an id is about the one thing that the call names.
  if (isObject(output) && only !== undefined && ids.length === 1 && idOf(output, facts) === null)
    things.push({ owner: JSON.stringify([call.name, only.name, only.value]), node: output, pointer: '' });
  return things;
}

function visit(
  node: unknown,
  container: string,
  pointer: string,
  depth: number,
  facts: FactData,
  things: Thing[],
): void {
  if (depth > deepest || things.length > mostShowings || typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (let index = 0; index < node.length; index += 1) {
      const member: unknown = node[index];
      if (typeof member === 'object')
        visit(member, container, `${pointer}/${index}`, depth + 1, facts, things);
    }
    return;
  }
  const id = idOf(node as JsonObject, facts);
  if (id !== null) things.push({ owner: ownerOf(id, container), node: node as JsonObject, pointer });
  for (const name in node) {
    const member = (node as JsonObject)[name];
    if (typeof member === 'object' && member !== null)
      visit(member, name, `${pointer}/${escapeSegment(name)}`, depth + 1, facts, things);
  }
}

type Id = { readonly name: string; readonly value: string };

const plainNames = new Set(['id', '_id', 'uuid', 'guid']);

/** A plain id is the object's own; else the first that is named like one. */
function idOf(node: JsonObject, facts: FactData): Id | null {
  let first: Id | null = null;
  for (const name in node) {
    const value = node[name];
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '' || !isIdName(name, facts))
      continue;
    if (plainNames.has(name.toLowerCase())) return { name, value: String(value) };
    first ??= { name, value: String(value) };
  }
  return first;
}

/** A long mixed id is one of a kind everywhere; a short or bare number only among things that are called the same. */
function ownerOf({ name, value }: Id, container: string): string {
  const isDistinct = value.length >= 6 && /\d/.test(value) && /[a-z]/i.test(value);
  return JSON.stringify(
    isDistinct ? [value] : [plainNames.has(name.toLowerCase()) ? container : name, value],
  );
}

/** Scalars and lists of scalars; objects inside without an id belong to the thing too. */
function addFields(
  node: JsonObject,
  owner: string,
  prefix: string,
  pointer: string,
  depth: number,
  facts: FactData,
  found: Showing[],
): void {
  for (const name in node) {
    const value = node[name] as JsonValue;
    const at = `${pointer}/${escapeSegment(name)}`;
    if (isObject(value)) {
      if (depth < 3 && idOf(value, facts) === null)
        addFields(value, owner, `${prefix}${name}/`, at, depth + 1, facts, found);
    } else if (
      !isIdName(name, facts) &&
      (!Array.isArray(value) || value.every((item) => typeof item !== 'object'))
    )
      found.push({ key: `${owner}${prefix}${name}`, name, value, pointer: at });
  }
}
