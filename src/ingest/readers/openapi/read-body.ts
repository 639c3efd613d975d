import type { JsonObject, JsonSchema, JsonValue } from '../../../types/json.js';
import { member, textMember } from '../../json-shape.js';
import { chooseMedia } from './choose-media.js';
import type { Operation } from './list-operations.js';
import { examplesOf } from './media-examples.js';
import type { OpenDocument, Report } from './open-document.js';
import { type BodyParameters, schemaOf } from './read-parameters.js';

/** What a request carries. */
export type Body = {
  readonly schema: JsonSchema;
  /** Of the whole body. */
  readonly examples: readonly JsonValue[];
  /** `false` where the document says so, undefined where it says nothing. */
  readonly required: boolean | undefined;
};

/** The body of an operation, be it JSON or a form; null where it takes none. */
export function readBody(
  { operation }: Operation,
  { body, form }: BodyParameters,
  document: OpenDocument,
  report: Report,
): Body | null {
  if (document.isSwagger) {
    if (body !== null) return swaggerBody(body, document, report);
    return form.length === 0 ? null : formBody(form, document, report);
  }
  const raw = member(operation, 'requestBody');
  if (raw === undefined) return null;
  const described = document.follow(raw, report);
  const chosen = described === null ? null : chooseMedia(member(described, 'content'));
  if (described === null || chosen === null) return null;
  const { type, media } = chosen;
  const schema = document.schema(member(media, 'schema'), 'input', report);
  return {
    schema: withDescription(schema ?? unsaid(type), textMember(described, 'description')),
    examples: examplesOf(media, document),
    required: flagOf(described),
  };
}

/** A body of which only the media type is known: a text is a text, JSON may be anything, the rest are bytes. */
function unsaid(type: string): JsonSchema {
  if (/json|^\*\/\*/i.test(type)) return { type: 'object' };
  return /^text\/|xml|yaml|graphql/i.test(type) ? { type: 'string' } : { type: 'string', format: 'binary' };
}

function swaggerBody(parameter: JsonObject, document: OpenDocument, report: Report): Body {
  const schema = document.schema(member(parameter, 'schema'), 'input', report) ?? { type: 'object' };
  return {
    schema: withDescription(schema, textMember(parameter, 'description')),
    examples: examplesOf(parameter, document).filter((example) => typeof example === 'object'),
    required: flagOf(parameter),
  };
}

function formBody(form: readonly JsonObject[], document: OpenDocument, report: Report): Body {
  const required = form.filter((field) => member(field, 'required') === true);
  const properties = form.map((field): [string, JsonSchema] => [
    textMember(field, 'name'),
    schemaOf(field, document, report),
  ]);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length === 0 ? {} : { required: required.map((field) => textMember(field, 'name')) }),
    },
    examples: [],
    required: true,
  };
}

function flagOf(holder: JsonObject): boolean | undefined {
  const flag = member(holder, 'required');
  return typeof flag === 'boolean' ? flag : undefined;
}

function withDescription(schema: JsonSchema, description: string): JsonSchema {
  return schema.description !== undefined || description === ''
    ? schema
    : { ...schema, description: description.slice(0, 2_000) };
}
