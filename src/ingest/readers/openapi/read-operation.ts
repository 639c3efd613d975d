import type { JsonObject } from '../../../types/json.js';
import type { RawEndpoint, RawParameter } from '../../../types/raw-tool.js';
import type { Refusal } from '../../../types/refusal.js';
import { exceedsDepth, maximumDepth } from '../../exceeds-depth.js';
import { exceedsLimits } from '../../exceeds-limits.js';
import { extensionMembers, textMember } from '../../json-shape.js';
import type { EndpointReading } from '../../read-endpoint.js';
import { inputParameters } from '../../schemas/input-parameters.js';
import type { SchemaProblem } from '../../schemas/resolve-schema.js';
import type { Credential } from './find-credentials.js';
import { joinInput } from './join-input.js';
import { type Operation, urlOf } from './list-operations.js';
import { nameOf } from './name-operation.js';
import type { OpenDocument, Report } from './open-document.js';
import { readBody } from './read-body.js';
import { readErrors } from './read-errors.js';
import { readParameters } from './read-parameters.js';
import { readResponse } from './read-response.js';

/** One operation as an endpoint; `operationId` is empty where it has none of its own. Null where it cannot be read, with the reason. */
export function readOperation(
  operation: Operation,
  operationId: string,
  credentials: readonly Credential[],
  document: OpenDocument,
  source: string,
): EndpointReading {
  const said = operation.operation;
  const name = nameOf(operationId, operation);
  const refusals: Refusal[] = [];
  const refuse = (level: Refusal['level'], part: string, reason: Refusal['reason'], detail: string): void => {
    refusals.push({ level, source, name: part === '' ? name : `${name}: ${part}`, reason, detail });
  };
  if (exceedsDepth(said, maximumDepth)) {
    refuse('endpoint', '', 'too_deep', `It nests more than ${maximumDepth} levels of lists and objects.`);
    return { endpoint: null, refusals };
  }
  const told = new Set<string>();
  const reportAs =
    (level: 'parameter' | 'response'): Report =>
    ({ reason, detail }: SchemaProblem): void => {
      if (told.has(`${level} ${detail}`)) return;
      told.add(`${level} ${detail}`);
      refuse(level, '', reason, detail);
    };
  const reportInput = reportAs('parameter');
  const parameters = readParameters(operation, credentials, document, reportInput, (part, reason, detail) =>
    refuse('parameter', part, reason, detail),
  );
  const body = readBody(operation, parameters, document, reportInput);
  const { offered, wanted, path, catalogNames } = joinInput(operation, parameters.outer, body);
  const { required, optional } = inputParameters(wanted);
  const excess = exceedsLimits([...required, ...optional]);
  if (excess !== null) {
    refuse('endpoint', '', excess.reason, `It ${excess.detail}`);
    return { endpoint: null, refusals };
  }
  const endpoint: RawEndpoint = {
    name,
    description: descriptionOf(said),
    method: operation.method.toUpperCase(),
    url: urlOf({ ...operation, path }, document),
    ...(operationId === '' ? {} : { functionName: operationId }),
    inputSchema: offered,
    required: required.map((each) => withCatalogName(each, catalogNames)),
    optional: optional.map((each) => withCatalogName(each, catalogNames)),
    ...readResponse(operation, document, reportAs('response')),
    extensions: extensionsOf(operation, document),
  };
  return { endpoint, refusals };
}

function withCatalogName(parameter: RawParameter, catalogNames: ReadonlyMap<string, string>): RawParameter {
  const catalogName = catalogNames.get(parameter.name);
  return catalogName === undefined ? parameter : { ...parameter, catalogName };
}

/** The description, or where there is none or hardly any, the summary. */
function descriptionOf(said: JsonObject): string {
  const [summary, description] = [textMember(said, 'summary').trim(), textMember(said, 'description').trim()];
  return description.length > summary.length / 2 ? description : summary;
}

/** Our keys of the operation as they stand, and its errors where none are stated so. */
function extensionsOf(operation: Operation, document: OpenDocument): RawEndpoint['extensions'] {
  const errors = readErrors(operation, document);
  return {
    ...(errors.length === 0 ? {} : { 'x-errors': errors.map(({ type, message }) => ({ type, message })) }),
    ...extensionMembers(operation.operation),
  };
}
