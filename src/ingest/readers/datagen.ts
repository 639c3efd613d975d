import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { isJsonObject } from '../../json/is-json-object.js';
import { segmentsOf } from '../../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import type { RawEndpoint, RawParameter, RawTool } from '../../types/raw-tool.js';
import type { Refusal, RefusalReason } from '../../types/refusal.js';
import { checkEndpoint, checkParameter, checkTool } from '../catalog-check.js';
import type { CatalogDocument, CatalogReader, FileReading } from '../catalog-reader.js';
import { refusedFile } from '../catalog-reader.js';
import { exceedsDepth, maximumDepth } from '../exceeds-depth.js';
import { exceedsLimits } from '../exceeds-limits.js';
import { describeShape, extensionMembers, isJsonList, member, textMember } from '../json-shape.js';
import { parameterExtensions, pickMembers } from '../known-extensions.js';
import type { EndpointReading } from '../read-endpoint.js';
import { toSchemaEndpoint } from '../schema-endpoint.js';

/** The normalized catalog that `import-tools` writes and people edit: see `config/catalog.schema.json`. */
export const datagen: CatalogReader = {
  format: 'datagen',
  recognizes: (value) => isJsonObject(value) && Object.hasOwn(value, 'datagen_catalog'),
  read,
};

function read({ value, relativePath, folder, stem }: CatalogDocument): FileReading {
  const version = isJsonObject(value) ? member(value, 'datagen_catalog') : undefined;
  if (!isJsonObject(value) || version !== 1) {
    const detail = `It has no "datagen_catalog: 1" at its head; the version there is ${JSON.stringify(version ?? null)?.slice(0, 40)}.`;
    return refusedFile(relativePath, 'unknown_format', detail);
  }
  const list = member(value, 'tools');
  if (!isJsonList(list))
    return refusedFile(relativePath, 'no_endpoints', `'tools' is ${describeShape(list)}, not a list.`);
  const tools: RawTool[] = [];
  const refusals: Refusal[] = [];
  for (const [index, entry] of list.entries()) {
    const source = `${relativePath}#/tools/${index}`;
    const tool = readTool(entry, source, folder || stem, refusals);
    if (tool !== null) tools.push(tool);
  }
  if (list.length === 0) return refusedFile(relativePath, 'empty_file', 'The list of tools is empty.');
  return { tools, apis: [], refusals };
}

function readTool(entry: JsonValue, source: string, category: string, refusals: Refusal[]): RawTool | null {
  const name = isJsonObject(entry) ? textMember(entry, 'name') : '';
  const refuse = (reason: RefusalReason, detail: string): null => {
    refusals.push({ level: 'tool', source, name, reason, detail });
    return null;
  };
  const fault = faultOf(checkTool(), entry);
  if (!isJsonObject(entry) || fault !== null)
    return refuse(isJsonObject(entry) ? 'no_endpoints' : 'not_an_object', `It ${fault?.text}.`);
  const endpoints: RawEndpoint[] = [];
  for (const [index, each] of (member(entry, 'endpoints') as readonly JsonValue[]).entries()) {
    const reading = readEndpoint(each, `${source}/endpoints/${index}`);
    if (reading.endpoint !== null) endpoints.push(reading.endpoint);
    for (const refusal of reading.refusals) refusals.push(refusal);
  }
  if (endpoints.length === 0) return refuse('no_endpoints', 'None of its endpoints can be read.');
  return {
    source,
    format: 'datagen',
    category: textMember(entry, 'category') || category,
    stem: textMember(entry, 'id', 'name'),
    name,
    title: textMember(entry, 'title'),
    description: textMember(entry, 'description'),
    endpoints,
  };
}

function readEndpoint(entry: JsonValue, source: string): EndpointReading {
  const name = isJsonObject(entry) ? textMember(entry, 'name') : '';
  const refusals: Refusal[] = [];
  const refuse = (reason: RefusalReason, detail: string): EndpointReading => ({
    endpoint: null,
    refusals: [...refusals, { level: 'endpoint', source, name, reason, detail }],
  });
  if (exceedsDepth(entry, maximumDepth + 8))
    return refuse('too_deep', `It nests more than ${maximumDepth + 8} levels of lists and objects.`);
  const sound = withoutFaults(entry, checkEndpoint(), (detail) =>
    refusals.push({ level: 'endpoint', source, name, reason: 'invalid_schema', detail }),
  );
  if (typeof sound === 'string') return refuse('invalid_schema', sound);
  const functionName = textMember(sound, 'function_name');
  const status = member(sound, 'status');
  const example = member(sound, 'response_example');
  const common = {
    name,
    description: textMember(sound, 'description'),
    method: textMember(sound, 'method'),
    url: textMember(sound, 'url'),
    ...(functionName !== '' && { functionName }),
    ...(example !== undefined && { responseExample: example }),
    ...(typeof status === 'number' && { statusCode: status }),
    extensions: extensionMembers(sound),
  };
  const input = member(sound, 'input');
  const answer = member(sound, 'response_schema');
  const template = member(sound, 'response_template');
  const templated = template === undefined ? {} : { responseTemplate: template };
  const tell = (parameter: string, detail: string): number =>
    refusals.push({
      level: 'parameter',
      source,
      name: `${name}: ${parameter}`,
      reason: 'invalid_schema',
      detail,
    });
  if (member(sound, 'loose') === true) {
    const { required, optional } = looseParameters(input, tell);
    const excess = exceedsLimits([...required, ...optional]);
    if (excess !== null) return refuse(excess.reason, `It ${excess.detail}`);
    const said = answer === undefined ? {} : { responseSchema: answer };
    return { endpoint: { ...common, required, optional, ...said, ...templated }, refusals };
  }
  const reading = toSchemaEndpoint({ ...common, input, output: answer }, sound, source);
  if (reading.endpoint === null) return { endpoint: null, refusals: [...refusals, ...reading.refusals] };
  const check = (parameter: RawParameter): RawParameter => {
    const stated = pickMembers(parameter.extensions, parameterExtensions);
    const kept = withoutFaults(stated, checkParameter(), (detail) => tell(parameter.name, detail));
    return typeof kept === 'string' ? parameter : { ...parameter, extensions: kept };
  };
  const { required, optional, ...rest } = withLeaves(reading.endpoint, member(sound, 'x-leaves'));
  const endpoint = { ...rest, required: required.map(check), optional: optional.map(check), ...templated };
  return { endpoint, refusals: [...refusals, ...reading.refusals] };
}

type StatedLeaf = {
  readonly speech?: string;
  readonly catalog_name?: string;
  readonly companions?: readonly string[];
};

/** The endpoint with what is said of its values beyond the schema. */
function withLeaves(endpoint: RawEndpoint, leaves: JsonValue | undefined): RawEndpoint {
  if (!isJsonObject(leaves)) return endpoint;
  const said = (name: string): JsonObject | undefined => member(leaves, name) as JsonObject | undefined;
  const read = [
    ...endpoint.required.map((each) => ({ each, isRequired: true })),
    ...endpoint.optional.map((each) => ({ each, isRequired: false })),
  ].map(({ each, isRequired }) => {
    const facts = said(each.name);
    if (facts === undefined) return { each, isRequired };
    const { companions: _, speech: __, ...bare } = each;
    const { speech, companions, catalog_name: catalogName } = facts as StatedLeaf;
    const stated = {
      ...(speech === undefined ? {} : { speech }),
      ...(companions === undefined ? {} : { companions }),
      ...(catalogName === undefined ? {} : { catalogName }),
    };
    return { each: { ...bare, ...stated }, isRequired: facts.required === true };
  });
  // In the order in which the source needs them.
  const rank = new Map(Object.keys(leaves).map((name, place) => [name, place]));
  const needed = read.filter(({ isRequired }) => isRequired).map(({ each }) => each);
  const known = new Set(endpoint.required.map(({ name }) => name));
  return {
    ...endpoint,
    required: [
      ...needed.filter(({ name }) => known.has(name)),
      ...needed
        .filter(({ name }) => !known.has(name))
        .sort((one, other) => (rank.get(one.name) ?? 0) - (rank.get(other.name) ?? 0)),
    ],
    optional: read.filter(({ isRequired }) => !isRequired).map(({ each }) => each),
  };
}

/** Parameters as ToolBench has them: the names of types are hints. */
function looseParameters(
  input: JsonValue | undefined,
  tell: (parameter: string, detail: string) => void,
): Pick<RawEndpoint, 'required' | 'optional'> {
  const properties = isJsonObject(input) ? member(input, 'properties') : undefined;
  if (!isJsonObject(input) || !isJsonObject(properties)) return { required: [], optional: [] };
  const listed = member(input, 'required');
  const needed = isJsonList(listed) ? listed.filter((name) => typeof name === 'string') : [];
  const toParameter = (name: string): RawParameter[] => {
    const raw = member(properties, name);
    if (!isJsonObject(raw)) {
      if (raw !== undefined) tell(name, `'properties/${name}' is ${describeShape(raw)}, not an object.`);
      return [];
    }
    const sound = withoutFaults(raw, checkParameter(), (detail) => tell(name, detail));
    if (typeof sound === 'string') return [];
    const { 'x-type': spelled, ...extensions } = extensionMembers(sound);
    return [
      {
        name,
        type: member(sound, 'type') ?? spelled ?? null,
        description: textMember(sound, 'description'),
        default: member(sound, 'default') ?? null,
        extensions,
      },
    ];
  };
  const isNeeded = new Set(needed);
  return {
    required: [...isNeeded].flatMap(toParameter),
    optional: Object.keys(properties)
      .filter((name) => !isNeeded.has(name))
      .flatMap(toParameter),
  };
}

type Fault = {
  /** First member on the way to what is wrong; empty for the object itself. */
  readonly member: string;
  readonly text: string;
};

/**
 * The object without the extension members that are not as they must be, each of which is told. Where anything else is wrong,
 * what that is, as a sentence.
 */
function withoutFaults(
  value: JsonValue,
  check: ValidateFunction,
  tell: (detail: string) => void,
): JsonObject | string {
  let object = value;
  // Each round takes out one member.
  for (;;) {
    const fault = faultOf(check, object);
    if (fault === null) return object as JsonObject;
    if (!fault.member.startsWith('x-') || !isJsonObject(object)) return `It ${fault.text}.`;
    tell(`It ${fault.text}; that is not used.`);
    object = Object.fromEntries(Object.entries(object).filter(([key]) => key !== fault.member));
  }
}

function faultOf(check: ValidateFunction, value: JsonValue): Fault | null {
  if (check(value)) return null;
  const [error] = check.errors ?? [];
  const path = error?.instancePath ?? '';
  const place = path === '' ? '' : `'${path.slice(1, 200)}' `;
  return {
    member: segmentsOf(path)[0] ?? '',
    text: place === '' ? wordsOf(error) : `has ${place}that ${wordsOf(error)}`,
  };
}

function wordsOf(error: ErrorObject | undefined): string {
  const { additionalProperty, allowedValues, missingProperty } = (error?.params ?? {}) as {
    readonly [name: string]: unknown;
  };
  if (typeof additionalProperty === 'string')
    return `has '${additionalProperty.slice(0, 60)}', which is no member of it`;
  if (typeof missingProperty === 'string') return `has no '${missingProperty}'`;
  if (Array.isArray(allowedValues)) return `must be one of ${allowedValues.join(', ')}`;
  return error?.message ?? 'is not as it must be';
}
