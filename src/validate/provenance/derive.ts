import type { JsonObject, JsonValue } from '../../types/json.js';
import type { Source } from '../../types/provenance.js';
import { valueAt } from '../pointer.js';
import { addMonths, dayNumber, isoDate, spellDate } from '../reading/calendar.js';
import { readValues } from '../reading/read-values.js';
import type { RecordView } from '../record-view.js';
import { orderOf } from './order-of.js';
import { givenBy } from './source-value.js';

export type DerivedSource = Extract<Source, { kind: 'derived' }>;
export type Derived =
  | { readonly ok: true; readonly values: readonly JsonValue[] }
  | { readonly ok: false; readonly reason: string };

/** Recomputes a derived source as seen from message `at`: every value that it may give. Options: see `DerivationName`. */
export function derive(view: RecordView, source: DerivedSource, at: number): Derived {
  const inputs: (readonly JsonValue[])[] = [];
  for (const input of source.inputs) {
    const values = valuesOf(view, input, at);
    if (!values.ok) return values;
    inputs.push(values.values);
  }
  const firsts = inputs.map((values) => values[0] ?? null);
  const values = compute(source.function, inputs, firsts, source.options);
  return values === null
    ? { ok: false, reason: `${source.function} cannot be computed from its inputs` }
    : { ok: true, values };
}

/** The values that a source may mean, after its normalization. */
export function valuesOf(view: RecordView, source: Source, at: number): Derived {
  if (source.kind === 'derived') return derive(view, source, at);
  if (source.kind === 'schema') return { ok: false, reason: 'a schema source cannot be an input' };
  const given = givenBy(view, source, at);
  if (!given.ok) return given;
  const context = { facts: view.facts, now: view.record.scenario.now };
  const values = readValues(given.value, given.normalization, context);
  return values.length === 0
    ? { ok: false, reason: `${JSON.stringify(given.value)} cannot be read` }
    : { ok: true, values };
}

function compute(
  name: DerivedSource['function'],
  inputs: readonly (readonly JsonValue[])[],
  firsts: readonly JsonValue[],
  options: JsonObject,
): JsonValue[] | null {
  switch (name) {
    case 'count':
      return [firsts.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 1), 0)];
    case 'sum':
      return sum(members(firsts, options));
    case 'difference':
      return difference(firsts, options);
    case 'min':
    case 'max':
    case 'rank':
      return ranked(name, firsts, options);
    case 'compare': {
      const order = orderOf(firsts[0], firsts[1]);
      return order === null || firsts.length !== 2
        ? null
        : [order < 0 ? 'less' : order > 0 ? 'greater' : 'equal'];
    }
    case 'date_add':
      return addToDate(inputs, options);
    case 'join':
      return [
        firsts
          .flat()
          .map(String)
          .join(typeof options['separator'] === 'string' ? options['separator'] : ' '),
      ];
  }
}

/** Members of the one list at the inputs, or the inputs themselves. */
export function listOf(firsts: readonly JsonValue[]): readonly JsonValue[] {
  return firsts.length === 1 && Array.isArray(firsts[0]) ? firsts[0] : firsts;
}

function members(firsts: readonly JsonValue[], options: JsonObject): (JsonValue | undefined)[] {
  const field = typeof options['field'] === 'string' ? options['field'] : '';
  return firsts
    .flatMap((value) => (Array.isArray(value) ? (value as JsonValue[]) : [value]))
    .map((member) => valueAt(member, field));
}

function sum(values: readonly (JsonValue | undefined)[]): JsonValue[] | null {
  const numbers = values.map((value) =>
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value,
  );
  if (!numbers.every((value) => typeof value === 'number' && Number.isFinite(value))) return null;
  return [Number((numbers as number[]).reduce((total, value) => total + value, 0).toPrecision(12))];
}

const sizes = new Map([
  ['week', 10_080],
  ['hour', 60],
  ['minute', 1],
]);

/** First minus second; between two dates, the days (or option `unit`: `week`, `hour`, `minute`) from one to the other. */
function difference(firsts: readonly JsonValue[], options: JsonObject): JsonValue[] | null {
  const [left, right] = firsts;
  if (left === undefined || right === undefined || firsts.length !== 2) return null;
  if (typeof left === 'number' && typeof right === 'number') return [Number((left - right).toPrecision(12))];
  const [later, earlier] = [minuteOf(left), minuteOf(right)];
  if (later === null || earlier === null) return null;
  const minutes = Math.abs(later - earlier);
  const size = sizes.get(String(options['unit'])) ?? 1440;
  return [minutes / size];
}

function minuteOf(value: JsonValue): number | null {
  const text = String(value);
  const clock = /^(?:\d{4}-\d\d-\d\d[T ])?(\d\d):(\d\d)/.exec(text);
  const days = dayNumber(text);
  if (days === null && clock === null) return null;
  return (days ?? 0) * 1440 + Number(clock?.[1] ?? 0) * 60 + Number(clock?.[2] ?? 0);
}

function ranked(
  name: 'min' | 'max' | 'rank',
  firsts: readonly JsonValue[],
  options: JsonObject,
): JsonValue[] | null {
  const list = listOf(firsts);
  const field = typeof options['field'] === 'string' ? options['field'] : '';
  const tell = typeof options['tell'] === 'string' ? options['tell'] : field;
  const keyed = list.flatMap((member) => {
    const key = valueAt(member, field);
    return key === undefined || key === null ? [] : [{ member, key }];
  });
  if (keyed.length === 0) return null;
  const descending = name === 'max' || (name === 'rank' && options['order'] === 'descending');
  const sorted = [...keyed].sort((a, b) => (descending ? -1 : 1) * (orderOf(a.key, b.key) ?? 0));
  const position = name === 'rank' ? Number(options['position'] ?? 1) : 1;
  const chosen = sorted[position - 1];
  if (chosen === undefined) return null;
  // Members that tie for the place may each be told.
  return sorted
    .filter(({ key }) => orderOf(key, chosen.key) === 0)
    .map(({ member }) => valueAt(member, tell))
    .filter((value) => value !== undefined);
}

/** Date plus options `days`, `weeks`, `months` or `years`; or plus a second input, a number in option `unit` (day by default). */
function addToDate(inputs: readonly (readonly JsonValue[])[], options: JsonObject): JsonValue[] | null {
  const [dates = [], amounts] = inputs;
  const pattern = options['pattern'];
  const results = new Set<string>();
  for (const date of dates) {
    const days = dayNumber(String(date));
    if (days === null) continue;
    for (const amount of amounts ?? [0]) {
      const moved = move(days, Number(amount), String(options['unit'] ?? 'day'), options);
      if (moved !== null)
        results.add(typeof pattern === 'string' ? spellDate(isoDate(moved), pattern) : isoDate(moved));
    }
  }
  return results.size === 0 ? null : [...results];
}

function move(days: number, amount: number, unit: string, options: JsonObject): number | null {
  const months =
    Number(options['months'] ?? 0) +
    12 * Number(options['years'] ?? 0) +
    amount * (unit === 'month' ? 1 : unit === 'year' ? 12 : 0);
  const plain =
    Number(options['days'] ?? 0) +
    7 * Number(options['weeks'] ?? 0) +
    amount * (unit === 'week' ? 7 : unit === 'month' || unit === 'year' ? 0 : 1);
  if (![months, plain].every((part) => Number.isInteger(part) && Math.abs(part) < 10_000)) return null;
  return (months === 0 ? days : addMonths(days, months)) + plain;
}
