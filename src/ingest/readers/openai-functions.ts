import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import type { RawEndpoint } from '../../types/raw-tool.js';
import type { Refusal } from '../../types/refusal.js';
import type { CatalogDocument, CatalogReader, FileReading } from '../catalog-reader.js';
import { describeShape, extensionMembers, isJsonList, member, textMember } from '../json-shape.js';
import { toSchemaEndpoint } from '../schema-endpoint.js';

/** Functions and tools as the chat endpoints of OpenAI take them, bare or wrapped: a list, or an object with one. */
export const openaiFunctions: CatalogReader = {
  format: 'openai',
  recognizes: (value) => functionsIn(value).some((entry) => functionOf(entry) !== null),
  read,
};

function functionsIn(value: JsonValue): readonly JsonValue[] {
  if (isJsonList(value)) return value;
  if (!isJsonObject(value)) return [];
  const list = member(value, 'tools') ?? member(value, 'functions');
  return isJsonList(list) ? list : [value];
}

/** The function of `{type: 'function', function: {…}}`, of `{type: 'function', name, …}`, or of a bare `{name, parameters}`. */
function functionOf(entry: JsonValue): JsonObject | null {
  if (!isJsonObject(entry)) return null;
  const wrapped = member(entry, 'function');
  const body = isJsonObject(wrapped) ? wrapped : entry;
  const isFunction = member(entry, 'type') === 'function' || isJsonObject(member(body, 'parameters'));
  return isFunction && textMember(body, 'name') !== '' ? body : null;
}

function read({ value, relativePath, folder, stem }: CatalogDocument): FileReading {
  const endpoints: RawEndpoint[] = [];
  const refusals: Refusal[] = [];
  functionsIn(value).forEach((entry, index) => {
    const source = `${relativePath}#${index}`;
    const body = functionOf(entry);
    if (body === null) {
      const detail = `Entry ${index} is ${isJsonObject(entry) ? 'no function with a name' : describeShape(entry)}.`;
      refusals.push({ level: 'endpoint', source, name: '', reason: 'not_an_object', detail });
      return;
    }
    const name = textMember(body, 'name');
    const reading = toSchemaEndpoint(
      {
        name,
        functionName: name,
        description: textMember(body, 'description'),
        input: member(body, 'parameters'),
        extensions: extensionMembers(body),
      },
      body,
      source,
    );
    if (reading.endpoint !== null) endpoints.push(reading.endpoint);
    for (const refusal of reading.refusals) refusals.push(refusal);
  });
  if (endpoints.length === 0) {
    const detail = 'None of its functions can be read.';
    refusals.push({ level: 'file', source: relativePath, name: '', reason: 'no_endpoints', detail });
    return { tools: [], apis: [], refusals };
  }
  const tool = {
    source: relativePath,
    format: 'openai-functions' as const,
    category: folder || stem,
    stem,
    name: stem,
    title: '',
    description: '',
    endpoints,
  };
  return { tools: [tool], apis: [], refusals };
}
