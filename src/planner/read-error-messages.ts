import { Ajv2020 } from 'ajv/dist/2020.js';
import { readChecked } from '../concepts/read-knowledge-file.js';
import type { ToolErrorType } from '../types/conversation.js';
import { type Intent, intents } from '../types/tool-registry.js';

export type ErrorText = { readonly text: string; readonly only?: readonly Intent[] };
export type ErrorMessages = {
  readonly [type in Exclude<ToolErrorType, 'invalid_arguments'>]: readonly ErrorText[];
};

const texts = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    properties: { text: { type: 'string', minLength: 1 }, only: { type: 'array', items: { enum: intents } } },
    required: ['text'],
    additionalProperties: false,
  },
};
const types = ['rate_limit', 'unavailable', 'conflict', 'not_found', 'invalid_value'];
const schema = {
  type: 'object',
  properties: Object.fromEntries(types.map((type) => [type, texts])),
  required: types,
  additionalProperties: false,
};

/**
 * Reads what failing tools say from `errors.yaml`.
 * @throws KnowledgeFileError when the file is missing, is not YAML or breaks its schema.
 */
export function readErrorMessages(file: string): ErrorMessages {
  return readChecked<ErrorMessages>(file, schema, new Ajv2020());
}
