import stableStringify from 'fast-json-stable-stringify';
import type { JsonObject, JsonValue } from '../../types/json.js';
import type { RawEndpoint, RawTool, RawToolFormat } from '../../types/raw-tool.js';
import type { Refusal, RefusalReason } from '../../types/refusal.js';
import type { CatalogDocument, FileReading } from '../catalog-reader.js';
import { describeShape, extensionMembers, textMember } from '../json-shape.js';
import { toSchemaEndpoint } from '../schema-endpoint.js';
import { commonDescription } from './common-description.js';
import {
  bodyOf,
  type FunctionEntry,
  functionEntries,
  inputSchemaOf,
  nameAround,
} from './function-entries.js';
import { speakingNames } from './speaking-names.js';

/** What a way of writing says of a function, beyond its name and description. */
export type FunctionSigns = {
  readonly input: JsonValue | undefined;
  readonly output?: JsonValue | undefined;
  /** For people. */
  readonly title?: string;
  readonly extensions?: RawEndpoint['extensions'];
};

export type FunctionFormat = {
  readonly format: RawToolFormat;
  readonly signsOf: (body: JsonObject) => FunctionSigns;
};

/** Longest name that is taken. Models take 64 characters, MCP 128. */
const longestName = 256;

/**
 * Reads the functions of a document, by what one way of writing says of each. Tools are made of the names before a point
 * (`math.sum`), else of what names the list they are in, else of the file. Lines of a dataset bring functions together that have
 * nothing to do with each other: each of those without a point is a tool of its own, so that nothing is taken for its kin.
 * Equal functions become one; of those that differ under one name the first stands.
 */
export function readFunctions(document: CatalogDocument, { format, signsOf }: FunctionFormat): FileReading {
  const { value, relativePath } = document;
  const refusals: Refusal[] = [];
  const groups = new Map<string, Group>();
  for (const entry of functionEntries(value)) {
    const source = `${relativePath}${entry.place}`;
    const refuse = (name: string, reason: RefusalReason, detail: string): void => {
      refusals.push({ level: 'endpoint', source, name, reason, detail });
    };
    const body = bodyOf(entry.value);
    if (body === null) {
      refuse('', 'not_an_object', `It is ${describeShape(entry.value)}, not a function.`);
      continue;
    }
    if (isServer(body)) continue;
    const name = textMember(body, 'name');
    const fault = faultOf(name);
    if (fault !== null) {
      refuse(name.slice(0, 80), 'no_usable_name', fault);
      continue;
    }
    const told = signsOf(body);
    // One list may hold functions of several ways of writing, and a format that was forced may be another one.
    const signs = { ...told, input: told.input ?? inputSchemaOf(body) };
    const group = groupOf(entry, name, document, groups);
    const said = stableStringify({ body, signs });
    const earlier = group.known.get(name);
    if (earlier !== undefined) {
      if (earlier.said !== said)
        refuse(
          name,
          'duplicate_endpoint',
          `${earlier.source} has another function of this name, which stands.`,
        );
      continue;
    }
    group.known.set(name, { said, source });
    group.functions.push({ name, body, signs, source });
  }
  const tools = [...groups.values()].flatMap((group): RawTool[] => {
    const ofAll = commonDescription(group.functions.map(({ body }) => textMember(body, 'description')));
    const endpoints = toEndpoints(group, ofAll.length, refusals);
    if (endpoints.length === 0) return [];
    const { stem, source, category } = group;
    const description = ofAll.trim();
    const lone = group.isLone ? ({ isLone: true } as const) : {};
    return [{ source, format, category, stem, name: stem, title: '', description, endpoints, ...lone }];
  });
  if (tools.length === 0) {
    const detail = 'None of its functions can be read.';
    refusals.push({ level: 'file', source: relativePath, name: '', reason: 'no_endpoints', detail });
  }
  return { tools, apis: [], refusals };
}

type Known = { readonly said: string; readonly source: string };

type FunctionItem = {
  readonly name: string;
  readonly body: JsonObject;
  readonly signs: FunctionSigns;
  readonly source: string;
};

type Group = {
  readonly source: string;
  readonly category: string;
  readonly stem: string;
  readonly isLone: boolean;
  readonly functions: FunctionItem[];
  readonly known: Map<string, Known>;
};

/** The tool that a function goes to. */
function groupOf(
  { place, around, line }: FunctionEntry,
  name: string,
  { relativePath, folder, stem }: CatalogDocument,
  groups: Map<string, Group>,
): Group {
  const prefix = /^(.+)\.[^.]+$/.exec(name)?.[1];
  const server = line === null ? nameAround(around) : '';
  const isLoose = prefix === undefined && line !== null;
  const own = prefix ?? (isLoose ? name : server === '' ? stem : server);
  const key = JSON.stringify([server, isLoose ? 'line' : (prefix ?? ''), own]);
  const category = folder || (server === '' ? stem : server);
  const group = groups.get(key) ?? {
    source: prefix === undefined && !isLoose && server === '' ? relativePath : `${relativePath}${place}`,
    category,
    stem: own,
    isLone: place === '' && prefix === undefined,
    functions: [],
    known: new Map<string, Known>(),
  };
  groups.set(key, group);
  return group;
}

/** The head of a session stands among the answers of saved ones: `serverInfo` without tools. */
function isServer(body: JsonObject): boolean {
  return Object.hasOwn(body, 'serverInfo') || Object.hasOwn(body, 'protocolVersion');
}

function faultOf(name: string): string | null {
  if (name.trim() === '') return 'It is no function with a name.';
  if (name.length > longestName)
    return `Its name has ${name.length} characters; the limit is ${longestName}.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name) ? 'Its name holds control characters.' : null;
}

/** `start`: how much of each description is about the tool. */
function toEndpoints({ functions, stem }: Group, start: number, refusals: Refusal[]): RawEndpoint[] {
  const names = speakingNames(
    functions.map(({ name, body, signs }) => ({
      name,
      title: signs.title ?? '',
      description: textMember(body, 'description').slice(start),
    })),
    stem,
  );
  return functions.flatMap(({ name, body, signs, source }, place) => {
    const reading = toSchemaEndpoint(
      {
        name: names[place] ?? name,
        functionName: name,
        description: textMember(body, 'description').slice(start),
        input: signs.input,
        output: signs.output,
        extensions: { ...signs.extensions, ...extensionMembers(body) },
      },
      signs.input ?? {},
      source,
      signs.output ?? {},
    );
    for (const refusal of reading.refusals) refusals.push(refusal);
    return reading.endpoint === null ? [] : [reading.endpoint];
  });
}
