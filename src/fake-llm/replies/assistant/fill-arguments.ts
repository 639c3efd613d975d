import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../../types/json.js';
import type { FakeTool } from '../../fake-request.js';
import { wordsOf } from '../words.js';
import { coerceValue } from './coerce-value.js';
import { labelScore, readName } from './label-score.js';
import { type Pair, readPairs } from './read-pairs.js';
import type { State } from './read-state.js';
import { agrees, declines } from './speech-signs.js';

export type FilledCall = {
  readonly input: JsonObject;
  /** Required parameters that nothing gives. */
  readonly missing: readonly string[];
};

export type FillContext = {
  readonly state: State;
  /** 2026-01-31; empty where nobody said which day it is. */
  readonly today: string;
  /** Times that the request named the tool before, from 0: the second takes the second member of a list. */
  readonly turn: number;
  /** Tools that the request names: a label said twice may be meant for two of them. */
  readonly wanted: readonly FakeTool[];
};

/** Calls of a tool with what the conversation gives: several where one message names several values of one label. */
export function fillArguments(tool: FakeTool, context: FillContext): FilledCall[] {
  const { state, today, turn } = context;
  const said = readSaid(state);
  const properties = Object.entries(tool.schema.properties ?? {});
  const required = new Set(tool.schema.required ?? []);
  const taken = matchPairs(tool, said, context.wanted);
  const inputs: [string, readonly JsonValue[]][] = [];
  const missing: string[] = [];
  for (const [name, schema] of properties) {
    const values = (taken.get(name) ?? []).flatMap(
      (pair) => coerceValue(pair.value, name, schema, today) ?? [],
    );
    if (values.length > 0) inputs.push([name, values]);
    else if (required.has(name)) {
      const found =
        fromResults(name, schema, state, turn) ?? schema.const ?? schema.default ?? onlyAllowed(schema);
      if (found === undefined) missing.push(name);
      else inputs.push([name, [found]]);
    }
  }
  const left = said.filter((pair) => pair.isOpen && !hasUse(pair, context.wanted));
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
  tool: FakeTool,
  said: readonly SaidPair[],
  wanted: readonly FakeTool[],
): Map<string, readonly SaidPair[]> {
  const required = new Set(tool.schema.required ?? []);
  const good = Object.entries(tool.schema.properties ?? {}).flatMap(([name, schema]) =>
    // What an earlier request wished need not hold for this one.
    said
      .filter(({ isOpen }) => isOpen || required.has(name))
      .map((pair, age) => ({ name, pair, age, score: labelScore(pair.label, name, schema) }))
      .filter(({ score }) => score >= 0.5),
  );
  good.sort((one, other) => other.score - one.score || one.age - other.age);
  const taken = new Map<string, readonly SaidPair[]>();
  const owners = new Map<string, string>();
  for (const { name, pair } of good) {
    if (taken.has(name)) continue;
    const alike = said.filter((other) => other.label === pair.label && other.at === pair.at);
    const { place } = readName(name);
    const owner = owners.get(pair.label.toLowerCase());
    if (place === 0 && owner !== undefined) continue;
    const own = place > 0 ? alike.slice(place - 1, place) : dealOut(alike, tool, wanted);
    if (own.length === 0) continue;
    taken.set(name, own);
    owners.set(pair.label.toLowerCase(), name);
  }
  return taken;
}

/** Values of one label: one each for the tools of the request that have a use for it, all where there is one such tool. */
function dealOut(
  alike: readonly SaidPair[],
  tool: FakeTool,
  wanted: readonly FakeTool[],
): readonly SaidPair[] {
  const label = alike[0]?.label ?? '';
  const users = [...new Set(wanted)].filter(({ schema }) =>
    Object.entries(schema.properties ?? {}).some(
      ([name, property]) => labelScore(label, name, property) >= 0.5,
    ),
  );
  const rank = users.indexOf(tool);
  if (alike.length < 2 || users.length < 2 || rank < 0) return alike;
  return alike.slice(Math.min(rank, alike.length - 1)).slice(0, 1);
}

/** A value of an earlier result: a field of the same name, else the id of what the parameter is about. */
function fromResults(
  name: string,
  schema: JsonSchema,
  { results, request }: State,
  turn: number,
): JsonValue | undefined {
  const { words: wanted, place } = readName(name);
  const texts = request.map(({ text }) => text.toLowerCase());
  const skipped = place > 0 ? place - 1 : turn;
  // Several ids that belong together stand in one list; one that has but one member is another matter.
  const fewest = Math.max(skipped + 1, place > 0 ? 2 : 1);
  let single: JsonValue | undefined;
  for (const { call, output } of results) {
    const objects = [...objectsIn(output)];
    const named = objects.filter((object) => isNamed(object, texts));
    const values = [...named, ...objects].flatMap((object) => {
      const value = fieldOf(object, wanted) ?? ownId(object, wanted, call.name);
      return value !== undefined && fitsType(value, schema) ? [value] : [];
    });
    const distinct = [...new Set(values)];
    if (distinct.length >= fewest) return distinct[skipped];
    single ??= distinct[0];
  }
  return place > 0 ? undefined : single;
}

/** Objects of an output, those of the outer level first. */
function* objectsIn(output: JsonValue): Generator<JsonObject> {
  const waiting: JsonValue[] = [output];
  for (let index = 0; index < waiting.length && index < 2000; index += 1) {
    const value = waiting[index];
    if (isJsonObject(value)) yield value;
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

/** One parameter is open: it takes the one value that no tool of the request has a use for, or an answer that is nothing else. */
function fillLast({ properties, missing, inputs, left, state, today }: LastResort): readonly string[] {
  const [name, ...others] = missing;
  if (name === undefined || others.length > 0) return missing;
  // Nobody knows ids by heart.
  if (wordsOf(name).at(-1) === 'id') return missing;
  const schema = properties.find(([known]) => known === name)?.[1] ?? {};
  const say = left.length === 1 ? left[0]?.value : state.question === '' ? undefined : answerIn(state);
  const value = say === undefined || say === '' ? undefined : coerceValue(say, name, schema, today);
  if (value === undefined) return missing;
  inputs.push([name, [value]]);
  return [];
}

/** What the answer to a question brings that was not said before. */
function answerIn({ last, request }: State): string | undefined {
  const earlier = request.slice(0, -1).map(({ text }) => text);
  const pairs = readPairs(last.text);
  if (pairs.length === 0) return agrees(last.text) || declines(last.text) ? undefined : bareValue(last.text);
  const fresh = pairs.filter(({ value }) => !earlier.some((text) => text.includes(value)));
  return pairs.length === 1 ? fresh[0]?.value : undefined;
}

function hasUse({ label }: Pair, wanted: readonly FakeTool[]): boolean {
  return wanted.some(({ schema }) =>
    Object.entries(schema.properties ?? {}).some(
      ([name, property]) => labelScore(label, name, property) >= 0.5,
    ),
  );
}

function bareValue(text: string): string {
  const said = text
    .trim()
    .replace(/^(?:it is|it's|that is|that would be|oh|well|fine|sure)[\s,.]+/i, '')
    .replace(/(?:,?\s*(?:please|thanks|thank you))?[.!。]*$/i, '');
  return said.length > 80 || /[?？：]|^(?:please|can you|could you)\b/i.test(said)
    ? ''
    : said.replace(/(?:です|でお願いします)$/, '');
}

/** Each parameter with several values makes as many calls; the others go along. */
function spread(inputs: readonly (readonly [string, readonly JsonValue[]])[]): JsonObject[] {
  const several = inputs.reduce((most, [, values]) => Math.max(most, values.length), 1);
  return Array.from({ length: Math.min(several, 8) }, (_, index) =>
    Object.fromEntries(inputs.map(([name, values]) => [name, values[index] ?? values.at(-1) ?? null])),
  );
}
