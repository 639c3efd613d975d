import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../../types/json.js';
import type { DeclaredError } from '../../../types/tool-registry.js';
import { member, textMember } from '../../json-shape.js';
import { chooseMedia } from './choose-media.js';
import type { Operation } from './list-operations.js';
import { examplesOf } from './media-examples.js';
import type { OpenDocument } from './open-document.js';

const types: ReadonlyMap<string, DeclaredError['type']> = new Map([
  ['400', 'invalid_value'],
  ['422', 'invalid_value'],
  ['404', 'not_found'],
  ['410', 'not_found'],
  ['409', 'conflict'],
  ['429', 'rate_limit'],
  ['500', 'unavailable'],
  ['503', 'unavailable'],
]);

/** The errors that an operation says it may answer, one of each kind, in the words of its example or description. */
export function readErrors({ operation }: Operation, document: OpenDocument): readonly DeclaredError[] {
  const responses = member(operation, 'responses');
  if (!isJsonObject(responses)) return [];
  const found = new Map<DeclaredError['type'], DeclaredError>();
  for (const [code, raw] of Object.entries(responses)) {
    const type = types.get(code);
    if (type === undefined || found.has(type)) continue;
    const response = document.follow(raw, () => {});
    const message = response === null ? '' : messageOf(response, document);
    if (message !== '') found.set(type, { type, message });
  }
  return [...found.values()];
}

function messageOf(response: JsonObject, document: OpenDocument): string {
  const said = examplesIn(response, document)
    .map(textIn)
    .find((text) => text !== '');
  return (said ?? textMember(response, 'description')).slice(0, 2_000);
}

function examplesIn(response: JsonObject, document: OpenDocument): readonly JsonValue[] {
  if (document.isSwagger) {
    const examples = member(response, 'examples');
    return isJsonObject(examples) ? Object.values(examples) : [];
  }
  const chosen = chooseMedia(member(response, 'content'));
  return chosen === null ? [] : examplesOf(chosen.media, document);
}

/** Members in which services tell people what was wrong. */
const tellers = [
  'message',
  'detail',
  'error_description',
  'error_message',
  'status_message',
  'error',
  'title',
];

function textIn(example: JsonValue): string {
  if (typeof example === 'string') return example.trim();
  if (!isJsonObject(example)) return '';
  for (const teller of tellers) {
    const said = member(example, teller);
    if (typeof said === 'string' && said.includes(' ')) return said;
    if (isJsonObject(said)) {
      const inner = textMember(said, ...tellers);
      if (inner !== '') return inner;
    }
  }
  return '';
}
