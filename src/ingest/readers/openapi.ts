import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject } from '../../types/json.js';
import type { RawEndpoint } from '../../types/raw-tool.js';
import type { Refusal } from '../../types/refusal.js';
import {
  type CatalogDocument,
  type CatalogReader,
  type FileReading,
  refusedFile,
} from '../catalog-reader.js';
import { describeShape, member, textMember } from '../json-shape.js';
import { findCredentials } from './openapi/find-credentials.js';
import { listOperations } from './openapi/list-operations.js';
import { openDocument } from './openapi/open-document.js';
import { readOperation } from './openapi/read-operation.js';

/** Descriptions of HTTP services: OpenAPI 3.0 and 3.1, Swagger 2.0. A document is a tool, an operation an endpoint. */
export const openapi: CatalogReader = {
  format: 'openapi',
  recognizes: (value) => isJsonObject(value) && versionOf(value) !== null,
  read,
};

/** The version that a description states: `3.0.3`, `2.0`; null where it states none. YAML makes a number of `2.0`. */
function versionOf(root: JsonObject): string | null {
  for (const key of ['openapi', 'swagger']) {
    const stated = member(root, key);
    if (typeof stated === 'string' || typeof stated === 'number') return String(stated);
  }
  return null;
}

function read({ value, relativePath, folder, stem }: CatalogDocument): FileReading {
  if (!isJsonObject(value))
    return refusedFile(
      relativePath,
      'not_an_object',
      `The description is ${describeShape(value)}, not an object.`,
    );
  const version = versionOf(value) ?? '3.1';
  if (!/^v?(?:2|3)(?:\.|$)/.test(version)) {
    const detail = `It is of version '${version.slice(0, 20)}'; those known are 2.0, 3.0 and 3.1.`;
    return refusedFile(relativePath, 'unknown_format', detail);
  }
  const { endpoints, refusals } = readOperations(value, /^v?2/.test(version), relativePath);
  const refuseFile = (reason: Refusal['reason'], detail: string): FileReading => ({
    tools: [],
    apis: [],
    refusals: [...refusals, { level: 'file', source: relativePath, name: '', reason, detail }],
  });
  if (endpoints.length === 0) return refuseFile('no_endpoints', whyNone(value, refusals));
  const info = member(value, 'info');
  const about = isJsonObject(info) ? info : {};
  const title = textMember(about, 'title').trim();
  const tool = {
    source: relativePath,
    format: 'openapi' as const,
    category: categoryOf(folder, title) || stem,
    stem,
    name: title === '' ? stem : title,
    title,
    description: textMember(about, 'description') || textMember(about, 'summary'),
    endpoints,
  };
  return { tools: [tool], apis: [], refusals };
}

/** Folders named for what the files are, not for what they are about. */
const speechless = /^(?:json|ya?ml|specs?|open-?apis?|swagger|oas\d?|apis?|docs?|schemas?|v?\d[\d.]*|)$/i;

function categoryOf(folder: string, title: string): string {
  return speechless.test(folder) ? title : folder;
}

function whyNone(root: JsonObject, refusals: readonly Refusal[]): string {
  const paths = member(root, 'paths');
  if (!isJsonObject(paths))
    return `'paths' is ${describeShape(paths)}, not an object: there are no operations.`;
  return refusals.length === 0 ? `'paths' holds no operations.` : 'None of its operations can be read.';
}

function readOperations(
  root: JsonObject,
  isSwagger: boolean,
  source: string,
): { readonly endpoints: readonly RawEndpoint[]; readonly refusals: readonly Refusal[] } {
  const document = openDocument(root, isSwagger);
  const refusals: Refusal[] = [];
  const refuse = (level: Refusal['level'], name: string, reason: Refusal['reason'], detail: string): void => {
    refusals.push({ level, source, name, reason, detail });
  };
  const credentials = findCredentials(document);
  for (const { scheme, in: place, name } of credentials)
    refuse(
      'tool',
      scheme,
      'credential_parameter',
      `Whoever runs the tools gives '${name}' (${place}); it is no parameter.`,
    );
  const operations = listOperations(
    document,
    (name, reason, detail) => refuse('endpoint', name, reason, detail),
    (name) =>
      ({ reason, detail }) =>
        refuse('endpoint', name, reason, detail),
  );
  const taken = new Set<string>();
  const endpoints: RawEndpoint[] = [];
  for (const operation of operations) {
    const stated = textMember(operation.operation, 'operationId').trim();
    const isRepeated = taken.has(stated);
    if (isRepeated)
      refuse(
        'endpoint',
        stated,
        'duplicate_endpoint',
        `The operationId stands before; ${operation.method.toUpperCase()} ${operation.path} is named by its path.`,
      );
    if (stated !== '') taken.add(stated);
    const reading = readOperation(operation, isRepeated ? '' : stated, credentials, document, source);
    if (reading.endpoint !== null) endpoints.push(reading.endpoint);
    for (const refusal of reading.refusals) refusals.push(refusal);
  }
  return { endpoints, refusals };
}
