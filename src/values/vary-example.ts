import type { Random } from '../random/random.js';
import type { JsonValue } from '../types/json.js';
import type { ValueRequest } from './value-request.js';

/**
 * One of the examples. Integers and decimals are varied around it, so that one recorded value does not dominate a dataset;
 * where schema bounds cut the range, `fitToSchema` brings the value back.
 */
export function varyExample({ examples, schema }: ValueRequest, random: Random): JsonValue {
  const example = random.pick(examples);
  const number = typeof example === 'number' ? example : undefined;
  if (number === undefined || schema.enum !== undefined) return example;
  if (!Number.isInteger(number)) {
    const digits = Math.min(6, (String(number).split('.')[1] ?? '0').length);
    return Number((number * (0.6 + 0.8 * random.next())).toFixed(digits));
  }
  if (Math.abs(number) <= 1) return number + random.integer(0, 4);
  if (Math.abs(number) <= 10) return random.integer(1, 12) * Math.sign(number);
  const varied = Math.round(number * (0.5 + random.next()));
  return number % 10 === 0 && number > 50 ? Math.round(varied / 5) * 5 : varied;
}
