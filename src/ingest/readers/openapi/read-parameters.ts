import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../../types/json.js';
import { describeShape, isJsonList, member, textMember } from '../../json-shape.js';
import { type Credential, isSecured, isSetByCaller } from './find-credentials.js';
import type { Operation } from './list-operations.js';
import { examplesOf } from './media-examples.js';
import type { OpenDocument, Report } from './open-document.js';

/** A value that a request carries outside its body. */
export type OuterParameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
};

/** What Swagger 2.0 says of a body or a form among the parameters. */
export type BodyParameters = {
  readonly body: JsonObject | null;
  readonly form: readonly JsonObject[];
};

export type ReadParameters = BodyParameters & { readonly outer: readonly OuterParameter[] };

export type RefuseParameter = (
  parameter: string,
  reason: 'not_an_object' | 'credential_parameter' | 'duplicate_parameter' | 'technical_parameter',
  detail: string,
) => void;

/**
 * The parameters of an operation and of its path, the operation's own counting before the path's. Credentials, headers of the
 * protocol or of choice, cookies, and what is optional and deprecated, are left out and told.
 */
export function readParameters(
  { pathItem, operation, path }: Operation,
  credentials: readonly Credential[],
  document: OpenDocument,
  report: Report,
  refuse: RefuseParameter,
): ReadParameters {
  const listed = new Map<string, JsonObject>();
  for (const holder of [pathItem, operation]) {
    const seen = new Set<string>();
    for (const parameter of listOf(holder, document, report, refuse)) {
      const key = `${textMember(parameter, 'in')} ${textMember(parameter, 'name')}`;
      if (seen.has(key)) {
        refuse(textMember(parameter, 'name'), 'duplicate_parameter', 'Listed twice; the first one stands.');
        continue;
      }
      seen.add(key);
      listed.set(key, parameter);
    }
  }
  const all = [...listed.values()];
  const secured = isSecured(operation, document);
  const outer = all.flatMap((parameter): readonly OuterParameter[] => {
    const name = textMember(parameter, 'name');
    const place = textMember(parameter, 'in');
    if (!isOuter(place) && place !== 'cookie') return [];
    // What the path holds is needed, whatever is said of it.
    const required = place === 'path' || member(parameter, 'required') === true;
    const setBy = isSetByCaller({ in: place, name }, credentials, secured);
    if (setBy === 'credential')
      refuse(name, 'credential_parameter', 'Whoever runs the tool adds it; it is left out.');
    if (setBy !== null) return [];
    if (!isOuter(place)) {
      refuse(name, 'technical_parameter', 'It is a cookie; left out.');
      return [];
    }
    if (place === 'path' && !path.includes(`{${name}}`)) {
      refuse(name, 'technical_parameter', 'The path does not hold it; left out.');
      return [];
    }
    if (!required && place === 'header') {
      refuse(name, 'technical_parameter', 'It is a header that nothing requires; left out.');
      return [];
    }
    if (!required && member(parameter, 'deprecated') === true) {
      refuse(name, 'technical_parameter', 'It is deprecated and not required; left out.');
      return [];
    }
    return [{ name, in: place, required, schema: schemaOf(parameter, document, report) }];
  });
  return {
    outer,
    body: all.find((parameter) => textMember(parameter, 'in') === 'body') ?? null,
    form: all.filter((parameter) => {
      const name = textMember(parameter, 'name');
      if (textMember(parameter, 'in') !== 'formData') return false;
      if (isSetByCaller({ in: 'formData', name }, credentials, secured) === null) return true;
      refuse(name, 'credential_parameter', 'Whoever runs the tool adds it; it is left out.');
      return false;
    }),
  };
}

function isOuter(place: string): place is OuterParameter['in'] {
  return place === 'path' || place === 'query' || place === 'header';
}

function listOf(
  holder: JsonObject,
  document: OpenDocument,
  report: Report,
  refuse: RefuseParameter,
): readonly JsonObject[] {
  const list = member(holder, 'parameters');
  if (!isJsonList(list)) return [];
  return list.flatMap((entry, index): readonly JsonObject[] => {
    if (!isJsonObject(entry)) {
      refuse('', 'not_an_object', `Parameter ${index} is ${describeShape(entry)}, not an object.`);
      return [];
    }
    const parameter = document.follow(entry, report);
    if (parameter === null) return [];
    if (textMember(parameter, 'name') !== '') return [parameter];
    refuse('', 'not_an_object', `Parameter ${index} has no name.`);
    return [];
  });
}

/** Members of a parameter of Swagger 2.0 that are those of its schema. */
const ownKeywords = [
  'type',
  'format',
  'items',
  'default',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'multipleOf',
];

/** The schema of a value outside the body, with the parameter's own words and examples. */
export function schemaOf(parameter: JsonObject, document: OpenDocument, report: Report): JsonSchema {
  const schema = document.schema(rawSchemaOf(parameter), 'input', report) ?? {};
  const description = textMember(parameter, 'description').slice(0, longestText);
  const examples = [...examplesOf(parameter, document), ...(schema.examples ?? [])];
  return {
    ...schema,
    ...(description === '' ? {} : { description }),
    ...(examples.length === 0 ? {} : { examples: examples.slice(0, mostExamples) }),
  };
}

const longestText = 2_000;
const mostExamples = 5;

function rawSchemaOf(parameter: JsonObject): JsonValue | undefined {
  const schema = member(parameter, 'schema');
  if (schema !== undefined) return schema;
  const content = member(parameter, 'content');
  if (isJsonObject(content)) {
    // The value is written as JSON into one text.
    const [media] = Object.values(content);
    return isJsonObject(media) ? member(media, 'schema') : undefined;
  }
  const own = Object.entries(parameter).filter(([key]) => ownKeywords.includes(key));
  return own.length === 0 ? undefined : Object.fromEntries(own);
}
