import type { JsonValue } from '../../types/json.js';
import { jsonEqual } from '../json-equal.js';
import { isIdName } from '../reading/is-id-name.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { sameValue } from '../world/same-value.js';
import { hasFailed, mayWrite } from './tell-calls.js';

/** Law 4 on conversations of others, blind: ids and writes are told by their names. */
export const importedWorldRules: readonly Rule[] = [
  { law: 4, name: 'same-read-same-answer', check: sameReadSameAnswer },
  { law: 4, name: 'fields-kept', check: fieldsKept },
];

/** The same read with the same arguments answers the same, unless something that may write stands between. */
function sameReadSameAnswer({ calls }: RecordView, report: Report): void {
  let reads = new Map<string, CallView>();
  for (const call of calls) {
    if (call.output === undefined || hasFailed(call)) continue;
    if (mayWrite(call.call.name)) {
      reads = new Map();
      continue;
    }
    const key = JSON.stringify([call.call.name, sorted(call.call.parameters)]);
    const twin = reads.get(key);
    if (twin === undefined) reads.set(key, call);
    else if (!jsonEqual(twin.output, call.output))
      report(
        `/messages/${call.result}`,
        `Call ${call.call.id} repeats ${twin.call.id} and is answered differently.`,
      );
  }
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return entries.map(([name, member]): JsonValue => [name, sorted(member as JsonValue)]);
}

type Seen = { readonly values: JsonValue[]; readonly call: CallView };

/**
 * A field of a thing with an id shows the value that it showed before, where no parameter of both calls has two values and
 * nothing that may write stands between. What one answer shows with several values (lines of an order) holds either.
 */
function fieldsKept(view: RecordView, report: Report): void {
  let seen = new Map<string, Seen>();
  for (const call of view.calls) {
    if (call.output === undefined || hasFailed(call)) continue;
    if (mayWrite(call.call.name)) seen = new Map();
    const own = new Map<string, Seen>();
    let conflicts = 0;
    for (const { thing, field, value } of fieldsOf(call, view)) {
      const key = `${thing} ${field}`;
      const before = seen.get(key);
      const isKept =
        before === undefined ||
        !agree(before.call, call) ||
        before.values.some((each) => sameValue(each, value));
      if (!isKept && conflicts < 5) {
        conflicts += 1;
        report(
          `/messages/${call.result}`,
          `${field} of ${thing} is ${JSON.stringify(value).slice(0, 60)}; call ${before.call.call.id} showed ${JSON.stringify(before.values[0]).slice(0, 60)}.`,
        );
      }
      const shown = own.get(key);
      if (shown === undefined) own.set(key, { values: [value], call });
      else shown.values.push(value);
    }
    for (const [key, entry] of own) seen.set(key, entry);
  }
}

/** Whether no parameter that both calls have has two values. */
function agree(left: CallView, right: CallView): boolean {
  const [first, second] = [left.call.parameters, right.call.parameters];
  return Object.keys(first).every(
    (name) => !Object.hasOwn(second, name) || jsonEqual(first[name], second[name]),
  );
}

type Field = { readonly thing: string; readonly field: string; readonly value: JsonValue };

const mostFields = 5_000;

/** Scalars of the objects that say by their id what they are, but for what the call itself says of them. */
function fieldsOf({ call, output }: CallView, view: RecordView): Field[] {
  if (output === undefined) return [];
  const fields: Field[] = [];
  const visit = (node: JsonValue, holders: readonly string[]): void => {
    if (typeof node !== 'object' || node === null || fields.length > mostFields) return;
    if (Array.isArray(node)) {
      for (const member of node) visit(member as JsonValue, holders);
      return;
    }
    const entries = Object.entries(node) as [string, JsonValue][];
    const id = idOf(entries, holders, view);
    for (const [name, value] of entries) {
      if (typeof value === 'object' && value !== null) visit(value, [singular(name)]);
      else if (id !== null && !isIdName(name, view.facts) && !Object.hasOwn(call.parameters, name))
        fields.push({ thing: id, field: name, value });
    }
  };
  // What changes one thing answers with another: to book a flight gives a booking, with the flight's id in it.
  visit(output, mayWrite(call.name) ? [] : wordsOf(call.name));
  return fields;
}

/**
 * What names a thing: a plain id, or one called like what holds it (`users` and `user_id`, `get_reservation` and
 * `reservation_id`). Any other id may be that of something that the object only speaks of.
 */
function idOf(
  entries: readonly [string, JsonValue][],
  holders: readonly string[],
  { facts }: RecordView,
): string | null {
  const ids = entries.filter(
    ([name, value]) =>
      (typeof value === 'string' || typeof value === 'number') && value !== '' && isIdName(name, facts),
  );
  const plain = ids.find(([name]) => plainId.test(name));
  // A short id names one thing of a kind only; one of letters and digits names it wherever it shows.
  if (plain !== undefined)
    return isDistinct(String(plain[1])) ? String(plain[1]) : `${holders.at(-1)} ${String(plain[1])}`;
  const named = ids.find(([name]) => holders.includes(wordsOf(name).slice(0, -1).join('_')));
  return named === undefined ? null : `${wordsOf(named[0])[0]} ${String(named[1])}`;
}

function isDistinct(id: string): boolean {
  return id.length >= 6 && /\d/.test(id) && /[a-z]/i.test(id);
}

const plainId = /^_?(?:id|uuid|guid)$/i;

function wordsOf(name: string): string[] {
  const words = name
    .slice(-200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.filter((word) => word !== '').map(singular);
}

function singular(name: string): string {
  const lower = name.toLowerCase();
  return lower.length > 3 && lower.endsWith('s') && !lower.endsWith('ss') ? lower.slice(0, -1) : lower;
}
