import { isJsonObject } from '../../json/is-json-object.js';
import { isSchemaOfObject } from '../../schemas/flat-parameters.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { isJsonList, member, textMember } from '../json-shape.js';
import { parseJson } from '../parse-json.js';

/** A function as it stands in a document, in whatever way of writing. */
export type FunctionEntry = {
  readonly value: JsonValue;
  /** The place in its document, for messages: `#3`, `#3/tools/0`. */
  readonly place: string;
  /** What stands around it, outermost first. */
  readonly around: readonly JsonObject[];
  /** Which of the lists of a dataset's lines it is in; null where the document is one list. */
  readonly line: number | null;
};

/**
 * All functions of a document: of a list, of what wraps one (`tools`, `functions`, the `result` of a JSON-RPC answer,
 * declarations of Gemini), and of lists of such, be they pages of one list or lines of a dataset. Lists that are written as
 * texts are read. Anything may stand in place of a function; who reads it says so.
 */
export function functionEntries(value: JsonValue): readonly FunctionEntry[] {
  const found: FunctionEntry[] = [];
  collect(value, { place: '', around: [], line: null, depth: 0 }, found);
  return found;
}

/** Members that hold functions. A description of an API over HTTP has some of them, too, and is none of these. */
const listKeys = ['tools', 'functions', 'functionDeclarations', 'function_declarations', 'function'] as const;
const wrapperKeys = ['result', 'response'] as const;

type Walk = Omit<FunctionEntry, 'value'> & { readonly depth: number };

const deepest = 6;
const mostEntries = 200_000;

function collect(value: JsonValue, walk: Walk, found: FunctionEntry[]): void {
  if (found.length >= mostEntries) return;
  if (isJsonList(value)) {
    const areLines = walk.depth === 0 && value.filter(holdsList).length > 1 && !value.some(isPage);
    value.forEach((each, index) => {
      const line = areLines ? index : walk.line;
      collect(
        each,
        { ...walk, place: `${walk.place}${mark(walk)}${index}`, line, depth: walk.depth + 1 },
        found,
      );
    });
    return;
  }
  const inner = isJsonObject(value) && walk.depth < deepest ? innerOf(value) : null;
  if (inner === null && isJsonObject(value) && walk.depth < deepest && isMapOfLists(value)) {
    for (const [name, each] of Object.entries(value)) {
      const place = `${walk.place}${mark(walk)}${name}`;
      const around = [...walk.around, { name }];
      if (holdsList(each) || isListOfFunctions(each))
        collect(each, { ...walk, place, around, depth: walk.depth + 1 }, found);
    }
    return;
  }
  if (inner === null && isJsonObject(value) && isMapOfFunctions(value)) {
    for (const [name, each] of Object.entries(value)) {
      const { line, around } = walk;
      const named = isJsonObject(each) && !hasName(each) ? { ...each, name } : each;
      found.push({ value: named, place: `${walk.place}${mark(walk)}${name}`, around, line });
    }
    return;
  }
  if (inner === null || !isJsonObject(value)) {
    found.push({ value, place: walk.place, around: walk.around, line: walk.line });
    return;
  }
  for (const [key, list] of inner) {
    const isTop = walk.place === '';
    const place = isTop && key === 'tools' ? '' : `${walk.place}${isTop ? '#' : '/'}${key}`;
    collect(list, { ...walk, place, around: [...walk.around, value], depth: walk.depth + 1 }, found);
  }
}

function mark({ place }: Walk): string {
  return place.includes('#') ? '/' : '#';
}

/** The lists of functions in a value that is no function itself, by key. */
function innerOf(value: JsonObject): [string, JsonValue][] | null {
  if (isDescriptionOfApi(value)) return null;
  for (const key of wrapperKeys) {
    const inner = readText(member(value, key));
    if (isJsonObject(inner) && (listsIn(inner).length > 0 || isAnswer(value))) return [[key, inner]];
  }
  const lists = listsIn(value);
  return lists.length > 0 ? lists : null;
}

function listsIn(value: JsonObject): [string, JsonValue][] {
  return listKeys.flatMap((key): [string, JsonValue][] => {
    const list = readText(member(value, key));
    const holdsSome = isJsonObject(list) && (isMapOfLists(list) || isMapOfFunctions(list));
    return isJsonList(list) || holdsSome ? [[key, list as JsonValue]] : [];
  });
}

function isAnswer(value: JsonObject): boolean {
  return Object.hasOwn(value, 'jsonrpc');
}

function isDescriptionOfApi(value: JsonObject): boolean {
  return ['openapi', 'swagger', 'paths', 'api_list'].some((key) => Object.hasOwn(value, key));
}

/** Servers by their names, each with its list. */
function isMapOfLists(value: JsonObject): boolean {
  if (isDescriptionOfApi(value) || Object.hasOwn(value, 'name')) return false;
  return Object.values(value).some((each) => holdsList(each) || isListOfFunctions(each));
}

function isListOfFunctions(value: JsonValue): boolean {
  return isJsonList(value) && value.some((each) => isJsonObject(each) && hasName(each) && hasInput(each));
}

/** Functions by their names. What has none beside its parameters is called as it is found. */
function isMapOfFunctions(value: JsonObject): boolean {
  if (isDescriptionOfApi(value) || hasName(value) || hasInput(value)) return false;
  const all = Object.values(value);
  return all.length > 0 && all.every(isJsonObject) && all.some(hasInput);
}

function hasInput(value: JsonValue): boolean {
  const body = bodyOf(value);
  return body !== null && inputSchemaOf(body) !== undefined;
}

/** The schema of a function's input, by whatever name it stands there; undefined where there is none. */
export function inputSchemaOf(body: JsonObject): JsonObject | undefined {
  return inputKeys
    .map((key) => readText(member(body, key)))
    .find((value): value is JsonObject => isJsonObject(value) && isSchemaOfObject(value));
}

const inputKeys = ['inputSchema', 'input_schema', 'parameters', 'parametersJsonSchema'] as const;

function hasName(value: JsonObject): boolean {
  return textMember(bodyOf(value) ?? value, 'name') !== '';
}

function holdsList(value: JsonValue): boolean {
  return isJsonObject(value) && innerOf(value) !== null;
}

/** A page of one list and not a line of a dataset: an answer, or one that names its server or what it is a list of. */
function isPage(value: JsonValue): boolean {
  return (
    isJsonObject(value) &&
    (isAnswer(value) ||
      [...nameKeys, 'serverInfo', 'nextCursor', 'functionDeclarations', 'function_declarations'].some((key) =>
        Object.hasOwn(value, key),
      ))
  );
}

/** What a text holds, where it is JSON of a list or an object. */
export function readText(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  const parsed = parseJson(value);
  return parsed.ok && !parsed.isDeep ? parsed.value : value;
}

/** The function itself: `{type: 'function', function: {…}}` wraps it. */
export function bodyOf(value: JsonValue): JsonObject | null {
  if (!isJsonObject(value)) return null;
  const wrapped = member(value, 'function');
  return isJsonObject(wrapped) ? wrapped : value;
}

const nameKeys = ['server_name', 'serverName', 'server', 'name', 'title'] as const;

/** The name of the server or of the collection that functions are of; empty where nothing around them names one. */
export function nameAround(around: readonly JsonObject[]): string {
  for (const each of [...around].reverse()) {
    const info = member(each, 'serverInfo') ?? member(each, 'server_info') ?? member(each, 'server');
    if (isJsonObject(info)) {
      const named = textMember(info, 'title', 'name');
      if (named !== '') return named;
    }
    const named = textMember(each, ...nameKeys);
    if (named !== '') return named;
  }
  return '';
}
