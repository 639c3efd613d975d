import type { JsonObject, JsonValue } from '../types/json.js';
import { embed } from './embed.js';
import { tokensOf } from './usage/count-tokens.js';
import { BadRequest } from './wire/bad-request.js';
import { needString } from './wire/read-body.js';

const defaultDimensions = 256;
const mostDimensions = 4096;
const mostInputs = 2048;

/** Answers `POST /v1/embeddings`, as floats or in base 64 as asked. Throws `BadRequest`. */
export function answerEmbeddings(body: JsonObject): JsonObject {
  const model = needString(body.model, 'model');
  const inputs = readInputs(body.input);
  const dimensions = body.dimensions ?? defaultDimensions;
  if (
    typeof dimensions !== 'number' ||
    !Number.isInteger(dimensions) ||
    dimensions < 1 ||
    dimensions > mostDimensions
  )
    throw new BadRequest(`dimensions: must be an integer from 1 to ${mostDimensions}`);
  const tokens = inputs.reduce((sum, text) => sum + tokensOf(text), 0);
  return {
    object: 'list',
    model,
    data: inputs.map((text, index) => {
      const vector = embed(text, dimensions);
      const embedding = body.encoding_format === 'base64' ? toBase64(vector) : vector;
      return { object: 'embedding', index, embedding };
    }),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

function readInputs(input: JsonValue | undefined): string[] {
  const texts = typeof input === 'string' ? [input] : input;
  if (!Array.isArray(texts) || texts.length === 0 || texts.length > mostInputs)
    throw new BadRequest(`input: must be a text or 1 to ${mostInputs} texts`);
  return texts.map((text: JsonValue) => {
    const read = needString(text, 'input');
    if (read === '') throw new BadRequest('input: cannot be an empty string');
    return read;
  });
}

function toBase64(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
}
