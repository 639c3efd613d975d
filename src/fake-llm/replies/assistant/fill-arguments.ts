import type { JsonObject, JsonSchema, JsonValue } from '../../../types/json.js';
import type { FakeTool } from '../../fake-request.js';
import { isObject } from '../../wire/read-body.js';
import { likeness, wordsOf } from '../words.js';
import { coerceValue } from './coerce-value.js';
import { type Pair, readPairs } from './read-pairs.js';
import type { State } from './read-state.js';

export type FilledCall = {
  readonly input: JsonObject;
  /** Required parameters that nothing gives. */
  readonly missing: readonly string[];
};

/** Calls of a tool with what the conversation gives: several where one message names several values of one label. */
export function fillArguments(tool: FakeTool, state: State, today: string): FilledCall[] {
  const said = readSaid(state);
  const properties = Object.entries(tool.schema.properties ?? {});
  const required = new Set(tool.schema.required ?? []);
  const taken = matchPairs(properties, said);
  const inputs: [string, readonly JsonValue[]][] = [];
  const missing: string[] = [];
  for (const [name, schema] of properties) {
    const values = (taken.get(name) ?? []).flatMap(
      (pair) => coerceValue(pair.value, name, schema, today) ?? [],
    );
    if (values.length > 0) inputs.push([name, values]);
    else if (required.has(name)) {
      const found = fromResults(name, schema, state) ?? schema.const ?? schema.default ?? onlyAllowed(schema);
      if (found === undefined) missing.push(name);
      else inputs.push([name, [found]]);
    }
  }
  const left = said.filter((pair) => ![...taken.values()].flat().includes(pair));
  const still = fillLast({ properties, missing, inputs, left, state, today });
  return spread(inputs).map((input) => ({ input, missing: still }));
}

/** Pairs of the open request, newest message first, then of what was said before. */
function readSaid({ request, before }: State): SaidPair[] {
  return [...[...request].reverse(), ...before].flatMap(({ at, text }, age) =>
    readPairs(text).map((pair) => ({ ...pair, at, isOpen: age < request.length })),
  );
}

type SaidPair = Pair & { readonly at: number; readonly isOpen: boolean };

/** Pairs of each parameter: the best label of the newest message that has one, all of that label in that message. */
function matchPairs(
  properties: readonly (readonly [string, JsonSchema])[],
  said: readonly SaidPair[],
): Map<string, SaidPair[]> {
  const matches = properties.flatMap(([name, schema]) =>
    said.map((pair, age) => ({ name, pair, age, score: labelScore(pair.label, name, schema) })),
  );
  const good = matches.filter(({ score }) => score >= 0.5);
  good.sort((one, other) => other.score - one.score || one.age - other.age);
  const taken = new Map<string, SaidPair[]>();
  const labels = new Map<string, string>();
  for (const { name, pair } of good) {
    const owner = labels.get(pair.label.toLowerCase());
    if (owner !== undefined && owner !== name) continue;
    const own = taken.get(name);
    if (own === undefined) {
      taken.set(name, [pair]);
      labels.set(pair.label.toLowerCase(), name);
    } else if (own[0]?.label === pair.label && own[0].at === pair.at) own.push(pair);
  }
  return taken;
}

function labelScore(label: string, name: string, { description = '' }: JsonSchema): number {
  const words = wordsOf(label);
  const byName = likeness(words, wordsOf(name));
  if (byName > 0) return byName;
  const told = new Set(wordsOf(description.slice(0, 300)));
  return words.length > 0 && words.every((word) => told.has(word)) ? 0.5 : 0;
}

/** A value of an earlier result: a field of the same name, else the id of what the parameter is about. */
function fromResults(name: string, schema: JsonSchema, { results, request }: State): JsonValue | undefined {
  const wanted = wordsOf(name);
  const texts = request.map(({ text }) => text.toLowerCase());
  for (const { call, output } of results) {
    const objects = [...objectsIn(output)];
    const named = objects.filter((object) => isNamed(object, texts));
    for (const candidates of [named, objects])
      for (const object of candidates) {
        const value = fieldOf(object, wanted) ?? ownId(object, wanted, call.name);
        if (value !== undefined && fitsType(value, schema)) return value;
      }
  }
  return undefined;
}

/** Objects of an output, those of the outer level first. */
function* objectsIn(output: JsonValue): Generator<JsonObject> {
  const waiting: JsonValue[] = [output];
  for (let index = 0; index < waiting.length && index < 2000; index += 1) {
    const value = waiting[index];
    if (isObject(value)) yield value;
    if (typeof value === 'object' && value !== null) waiting.push(...(Object.values(value) as JsonValue[]));
  }
}

function isNamed(object: JsonObject, texts: readonly string[]): boolean {
  return Object.entries(object).some(
    ([name, value]) =>
      typeof value === 'string' &&
      value.length > 2 &&
      /name|title|label/i.test(name) &&
      texts.some((text) => text.includes(value.toLowerCase())),
  );
}

function fieldOf(object: JsonObject, wanted: readonly string[]): JsonValue | undefined {
  const key = wanted.join(' ');
  return Object.entries(object).find(([name]) => wordsOf(name).join(' ') === key)?.[1];
}

/** `id` of an object where the parameter is an id of what the call was about. */
function ownId(object: JsonObject, wanted: readonly string[], callName: string): JsonValue | undefined {
  if (wanted.at(-1) !== 'id' || !Object.hasOwn(object, 'id')) return undefined;
  const about = wanted.slice(0, -1);
  const words = wordsOf(callName);
  return about.every((word) => words.includes(word)) ? object.id : undefined;
}

function fitsType(value: JsonValue, { type }: JsonSchema): boolean {
  if (value === null || typeof value === 'object') return false;
  const types = type === undefined ? [] : typeof type === 'string' ? [type] : type;
  return (
    types.length === 0 ||
    types.some(
      (one) =>
        one === typeof value ||
        (one === 'integer' && Number.isInteger(value)) ||
        (one === 'number' && typeof value === 'number'),
    )
  );
}

function onlyAllowed({ enum: allowed }: JsonSchema): JsonValue | undefined {
  return allowed?.length === 1 ? allowed[0] : undefined;
}

type LastResort = {
  readonly properties: readonly (readonly [string, JsonSchema])[];
  readonly missing: readonly string[];
  readonly inputs: [string, readonly JsonValue[]][];
  readonly left: readonly SaidPair[];
  readonly state: State;
  readonly today: string;
};

/** One parameter is open and one value is left, or the answer to the question is a value and nothing else. */
function fillLast({ properties, missing, inputs, left, state, today }: LastResort): readonly string[] {
  const [name, ...others] = missing;
  if (name === undefined || others.length > 0) return missing;
  const schema = properties.find(([known]) => known === name)?.[1] ?? {};
  const open = left.filter(({ isOpen }) => isOpen);
  const isBare = state.question !== '' && readPairs(state.last.text).length === 0;
  const say = open.length === 1 ? open[0]?.value : isBare ? bareValue(state.last.text) : undefined;
  const value = say === undefined || say === '' ? undefined : coerceValue(say, name, schema, today);
  if (value === undefined) return missing;
  inputs.push([name, [value]]);
  return [];
}

function bareValue(text: string): string {
  const said = text
    .trim()
    .replace(/^(?:it is|it's|that is|that would be|oh|well|fine|sure)[\s,.]+/i, '')
    .replace(/(?:,?\s*(?:please|thanks|thank you))?[.!。]*$/i, '');
  return said.length > 80 || /[?？]/.test(said) ? '' : said.replace(/(?:です|でお願いします)$/, '');
}

/** Each parameter with several values makes as many calls; the others go along. */
function spread(inputs: readonly (readonly [string, readonly JsonValue[]])[]): JsonObject[] {
  const several = inputs.reduce((most, [, values]) => Math.max(most, values.length), 1);
  return Array.from({ length: Math.min(several, 8) }, (_, index) =>
    Object.fromEntries(inputs.map(([name, values]) => [name, values[index] ?? values.at(-1) ?? null])),
  );
}
