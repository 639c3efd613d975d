import { ConfigurationError } from '../errors/configuration-error.js';
import { schemaCheck } from '../shipped/schema-check.js';
import type { ToolErrorType } from '../types/conversation.js';
import type { JsonObject } from '../types/json.js';
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

const checkMessages = schemaCheck<ErrorMessages>(() => schema);

/** Checks what `config/errors.yaml` (or the user's changes to it) has failing tools say. Throws `ConfigurationError`. */
export function parseErrorMessages(document: JsonObject, source = 'config/errors.yaml'): ErrorMessages {
  const validate = checkMessages();
  const messages: unknown = document;
  if (validate(messages)) return messages;
  const problem = validate.errors?.[0];
  throw new ConfigurationError({
    source,
    key: `errors${(problem?.instancePath ?? '').replaceAll('/', '.')}`,
    problem: problem?.message ?? 'is not valid',
    allowed: 'Compare with the shipped config/errors.yaml.',
  });
}
