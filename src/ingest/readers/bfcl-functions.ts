import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonValue } from '../../types/json.js';
import { readText } from '../functions/function-entries.js';
import { functionReader } from '../functions/function-reader.js';
import { member } from '../json-shape.js';

/** Functions as the Berkeley Function Calling Leaderboard documents them: types of Python, names with points, a `response`. */
export const bfclFunctions = functionReader('bfcl', {
  format: 'bfcl-functions',
  signsOf: (body) => ({
    input: readText(member(body, 'parameters')),
    output: answerOf(readText(member(body, 'response'))),
  }),
});

function answerOf(response: JsonValue | undefined): JsonValue | undefined {
  return isJsonObject(response) ? response : undefined;
}
