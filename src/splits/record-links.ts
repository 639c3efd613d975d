import { isJsonObject } from '../json/is-json-object.js';
import { isIdName } from '../record-view/is-id-name.js';
import { type JsonLeaf, jsonLeaves } from '../record-view/json-leaves.js';
import type { JsonObject, JsonValue } from '../types/json.js';

export const linkKinds = ['twins', 'request', 'chain', 'entity', 'tool'] as const;
/**
 * What two conversations may have in common: variants of one, all up to the first request, the same calls in order, something
 * with an id, a called tool.
 */
export type LinkKind = (typeof linkKinds)[number];

/** Records with an equal link belong together. */
export type Link = { readonly kind: LinkKind; readonly key: string };

/** Each of them once. Takes anyone's record. An entity is named by its tool and id, as in the world; no calls are no chain. */
export function linksOf(record: unknown): Link[] {
  if (!isJsonObject(record)) return [];
  const metadata = isJsonObject(record.metadata) ? record.metadata : {};
  const calls = callsOf(record);
  const names = calls.map(({ name }) => name);
  const links = new Map<string, Link>();
  const add = (kind: LinkKind, key: string): void => {
    links.set(`${kind}\0${key}`, { kind, key });
  };
  add('twins', twinGroupOf(record, metadata));
  const request = openingOf(record);
  if (request !== null) add('request', request);
  if (names.length > 0) add('chain', names.join('\n'));
  const semantics = isJsonObject(record.semantics) ? record.semantics : {};
  for (const { name, parts } of calls) {
    const tool = toolOf(name);
    add('tool', tool);
    const ids = idNames(semantics, name);
    for (const part of parts)
      for (const leaf of jsonLeaves(part))
        if (isId(leaf, ids)) add('entity', `${tool}\n${String(leaf.value)}`);
  }
  return [...links.values()];
}

/** `<tool>::<endpoint>`; names of others are tools of their own. */
export function toolOf(callName: string): string {
  const end = callName.indexOf('::');
  return end === -1 ? callName : callName.slice(0, end);
}

function twinGroupOf(record: JsonObject, metadata: JsonObject): string {
  if (typeof metadata.twin_group === 'string') return metadata.twin_group;
  return String(record.conversation_id ?? '').split('~')[0] ?? '';
}

/** The texts up to the first one of the user. */
function openingOf({ messages }: JsonObject): string | null {
  const said = listOf(messages);
  const first = said.findIndex(({ role }) => role === 'user');
  if (first === -1) return null;
  return JSON.stringify(said.slice(0, first + 1).map(({ content }) => content ?? null));
}

type FoundCall = { readonly name: string; readonly parts: readonly JsonValue[] };

/** Calls with their arguments, then results, each with the values that stand in it. */
function callsOf(record: JsonObject): FoundCall[] {
  const calls = listOf(record.tool_calls).flatMap((call): FoundCall[] =>
    typeof call.name === 'string' ? [{ name: call.name, parts: [call.parameters ?? {}] }] : [],
  );
  const outputs = new Map<string, JsonValue[]>();
  for (const { name, output } of listOf(record.tool_outputs)) {
    if (typeof name !== 'string' || output === undefined) continue;
    const known = outputs.get(name);
    if (known === undefined) outputs.set(name, [output]);
    else known.push(output);
  }
  return calls.map(({ name, parts }) => {
    const answered = outputs.get(name) ?? [];
    outputs.delete(name);
    return { name, parts: [...parts, ...answered] };
  });
}

function listOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function idNames(semantics: JsonObject, callName: string): ReadonlySet<string> {
  const known = Object.hasOwn(semantics, callName) ? semantics[callName] : undefined;
  if (!isJsonObject(known)) return none;
  const fields = listOf(known.objects).map(({ id_field: field }) => field);
  const names = [known.id_parameter, ...fields].filter((name) => typeof name === 'string');
  // Of a value inside an object, the semantics give the pointer.
  return new Set(names.map((name) => name.split('/').at(-1) ?? name));
}

const none: ReadonlySet<string> = new Set();

function isId({ name, value }: JsonLeaf, names: ReadonlySet<string>): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  return value !== '' && (names.has(name) || isIdName(name));
}
