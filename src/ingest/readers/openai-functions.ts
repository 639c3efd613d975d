import { readText } from '../functions/function-entries.js';
import { functionReader } from '../functions/function-reader.js';
import { member } from '../json-shape.js';

/** Functions and tools as OpenAI takes them, of chat and of responses, bare or wrapped. */
export const openaiFunctions = functionReader('openai', {
  format: 'openai-functions',
  signsOf: (body) => ({ input: readText(member(body, 'parameters')) }),
});
