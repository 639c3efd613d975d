import { readText } from '../functions/function-entries.js';
import { functionReader } from '../functions/function-reader.js';
import { member } from '../json-shape.js';

/** Tools as Anthropic takes them. */
export const anthropicTools = functionReader('anthropic', {
  format: 'anthropic-tools',
  signsOf: (body) => ({ input: readText(member(body, 'input_schema')) }),
});
