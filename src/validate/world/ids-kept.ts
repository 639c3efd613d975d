import type { JsonObject, JsonValue } from '../../types/json.js';
import type { FactData } from '../facts/fact-data.js';
import { jsonEqual } from '../json-equal.js';
import { escapeSegment, leavesOf } from '../pointer.js';
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
  const seen = new Map<string, Observation[]>();
  for (const call of calls) {
    if (!call.succeeded) continue;
    const writes = isWrite(call.semantics);
    if (writes) seen.clear();
    const ids = idArguments(call, facts);
    const shown = new Map<string, Showing>();
    for (const showing of showingsOf(call, ids, facts)) {
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

function idArguments({ call }: CallView, facts: FactData): { name: string; value: JsonValue }[] {
  return leavesOf(call.parameters).flatMap(({ pointer, value }) => {
    const name = /([^/]*)(?:\/\d+)?$/.exec(pointer)?.[1] ?? '';
    return value !== null && isIdName(name, facts) ? [{ name, value }] : [];
  });
}

/** Every field of every thing that an output shows with its id. */
function showingsOf(
  { call, output }: CallView,
  ids: readonly { readonly name: string; readonly value: JsonValue }[],
  facts: FactData,
): Showing[] {
  const found: Showing[] = [];
  visit(output, call.name, '', 0, facts, found);
  const [only] = ids;
  // An answer without an id is about the one thing that the call names.
  if (isObject(output) && only !== undefined && ids.length === 1 && idOf(output, facts) === null)
    addFields(output, JSON.stringify([call.name, only.name, only.value]), '', '', 0, facts, found);
  return found;
}

function visit(
  node: unknown,
  container: string,
  pointer: string,
  depth: number,
  facts: FactData,
  found: Showing[],
): void {
  if (depth > deepest || found.length > mostShowings || typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    node.forEach((member, index) => {
      visit(member, container, `${pointer}/${index}`, depth + 1, facts, found);
    });
    return;
  }
  const id = idOf(node as JsonObject, facts);
  if (id !== null) addFields(node as JsonObject, ownerOf(id, container), '', pointer, 0, facts, found);
  for (const [name, member] of Object.entries(node)) {
    if (typeof member === 'object')
      visit(member, name, `${pointer}/${escapeSegment(name)}`, depth + 1, facts, found);
  }
}

type Id = { readonly name: string; readonly value: string };

const plainNames = new Set(['id', '_id', 'uuid', 'guid']);

/** A plain id is the object's own; else the first that is named like one. */
function idOf(node: JsonObject, facts: FactData): Id | null {
  let first: Id | null = null;
  for (const [name, value] of Object.entries(node)) {
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
  for (const [name, value] of Object.entries(node)) {
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
