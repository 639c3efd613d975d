import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../../types/json.js';
import type { RawEndpoint } from '../../../types/raw-tool.js';
import { member } from '../../json-shape.js';
import { chooseMedia } from './choose-media.js';
import type { Operation } from './list-operations.js';
import { examplesOf } from './media-examples.js';
import type { OpenDocument, Report } from './open-document.js';

export type ReadResponse = Pick<RawEndpoint, 'responseSchema' | 'responseExample' | 'statusCode'>;

/**
 * What an operation answers when all goes well: 200, 201, 202, then any other success, then what it always answers. Whatever is
 * without content has the status of that, 204.
 */
export function readResponse({ operation }: Operation, document: OpenDocument, report: Report): ReadResponse {
  const responses = member(operation, 'responses');
  if (!isJsonObject(responses)) return {};
  const codes = Object.keys(responses);
  const successes = ['200', '201', '202', ...codes.filter((code) => /^2(?:\d\d|XX)$/i.test(code)).sort()];
  const code = successes.find((each) => codes.includes(each)) ?? codes.find((each) => each === 'default');
  if (code === undefined) return {};
  const response = document.follow(member(responses, code), report);
  if (response === null) return {};
  const { schema, examples } = document.isSwagger ? swaggerAnswer(response) : answerOf(response, document);
  const answer = document.schema(schema, 'output', report);
  const example = examples.find((each) => typeof each === 'object' && each !== null);
  return {
    ...(answer === null ? {} : { responseSchema: answer as JsonValue }),
    ...(example === undefined ? {} : { responseExample: example }),
    statusCode:
      schema === undefined && examples.length === 0 ? 204 : /^\d{3}$/.test(code) ? Number(code) : 200,
  };
}

type Answer = { readonly schema: JsonValue | undefined; readonly examples: readonly JsonValue[] };

function answerOf(response: JsonObject, document: OpenDocument): Answer {
  const chosen = chooseMedia(member(response, 'content'));
  if (chosen === null) return { schema: undefined, examples: [] };
  const schema = member(chosen.media, 'schema');
  return { schema, examples: [...examplesOf(chosen.media, document), ...ownExamples(schema, document)] };
}

function swaggerAnswer(response: JsonObject): Answer {
  const examples = member(response, 'examples');
  const byType = isJsonObject(examples) ? Object.values(examples) : [];
  return { schema: member(response, 'schema'), examples: byType };
}

function ownExamples(schema: JsonValue | undefined, document: OpenDocument): readonly JsonValue[] {
  const followed = document.follow(schema, () => {});
  return followed === null ? [] : examplesOf(followed, document);
}
