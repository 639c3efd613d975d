import { isJsonObject } from '../../json/is-json-object.js';
import { isSchemaOfObject } from '../../schemas/flat-parameters.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import type { CatalogFormat } from '../catalog-reader.js';
import { isJsonList, member, textMember } from '../json-shape.js';
import { bodyOf, type FunctionEntry, functionEntries, readText } from './function-entries.js';

/** Ways to write functions down. */
export type FunctionStyle = Extract<
  CatalogFormat,
  'mcp' | 'openai' | 'anthropic' | 'gemini' | 'bfcl' | 'xlam'
>;

/**
 * The way in which the functions of a document are written; null where it holds none. The entries that can only be of one way
 * decide: a function without parameters says nothing, and what JSON Schema allows is OpenAI's where no other word is in it.
 */
export function functionStyle(value: JsonValue): FunctionStyle | null {
  if (typeof value !== 'object' || value === null) return null;
  const known = styles.get(value);
  if (known !== undefined) return known;
  const style = tellStyle(value);
  styles.set(value, style);
  return style;
}

/** One answer serves all readers that are asked whether a document is theirs. */
const styles = new WeakMap<object, FunctionStyle | null>();

function tellStyle(value: JsonValue): FunctionStyle | null {
  let plain: FunctionStyle | null = null;
  for (const entry of functionEntries(value).slice(0, mostAsked)) {
    const style = styleOf(entry);
    if (style !== null && style !== 'openai') return style;
    plain ??= style;
  }
  return plain;
}

const mostAsked = 2_000;

function styleOf({ value, around }: FunctionEntry): FunctionStyle | null {
  const body = bodyOf(value);
  if (body === null || textMember(body, 'name') === '' || isOfToolBench(body)) return null;
  if (Object.hasOwn(body, 'inputSchema')) return 'mcp';
  if (Object.hasOwn(body, 'input_schema')) return 'anthropic';
  const isDeclared = around.some((each) => geminiLists.some((key) => Object.hasOwn(each, key)));
  if (isDeclared || geminiMembers.some((key) => Object.hasOwn(body, key))) return 'gemini';
  const parameters = readText(member(body, 'parameters'));
  if (isJsonObject(parameters)) {
    if (!isSchemaOfObject(parameters)) return 'xlam';
    const type = member(parameters, 'type');
    if (type === 'OBJECT') return 'gemini';
    if (saysPython(parameters)) return 'bfcl';
    return 'openai';
  }
  if (isJsonObject(value) && member(value, 'type') === 'function') return 'openai';
  return isAnswered(around) ? 'mcp' : null;
}

const geminiLists = ['functionDeclarations', 'function_declarations'];
const geminiMembers = [
  'parametersJsonSchema',
  'parameters_json_schema',
  'responseJsonSchema',
  'response_json_schema',
];

/** ToolBench's own words; its tools and APIs have a name as well. */
function isOfToolBench(body: JsonObject): boolean {
  return ['api_list', 'api_name', 'tool_name', 'tool_description'].some((key) => Object.hasOwn(body, key));
}

/** Types by the names that Python has for them. */
function saysPython(schema: JsonObject): boolean {
  return mentions(schema, 0, (type) => /^(?:dict|float|tuple|list|str|int|bool|any)$/.test(type));
}

function mentions(schema: JsonValue | undefined, depth: number, test: (type: string) => boolean): boolean {
  if (!isJsonObject(schema) || depth > 4) return false;
  const type = member(schema, 'type');
  if (typeof type === 'string' && test(type)) return true;
  const properties = member(schema, 'properties');
  if (isJsonObject(properties) && Object.values(properties).some((each) => mentions(each, depth + 1, test)))
    return true;
  return mentions(member(schema, 'items'), depth + 1, test);
}

/** Whether they stand in an answer to `tools/list`, where a tool may do without a schema. */
function isAnswered(around: readonly JsonObject[]): boolean {
  return around.some(
    (each) =>
      ['jsonrpc', 'serverInfo', 'nextCursor'].some((key) => Object.hasOwn(each, key)) && !isJsonList(each),
  );
}
