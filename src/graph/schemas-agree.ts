import { compilePattern } from '../json/compile-pattern.js';
import type { JsonSchema } from '../types/json.js';
import { fromPattern } from '../values/from-pattern.js';

/**
 * True when every value of a response field can be passed to a parameter: same JSON type (numbers may become text), same closed
 * set, and texts of a form that the parameter takes.
 */
export function schemasAgree(field: JsonSchema, parameter: JsonSchema): boolean {
  if (!typesAgree(typesOf(field), typesOf(parameter))) return false;
  if (!patternsAgree(field, parameter)) return false;
  if (parameter.enum === undefined) return true;
  const members = new Set(parameter.enum);
  return field.enum?.every((member) => members.has(member)) ?? false;
}

/** Told by specimens: `^SM[0-9a-f]{32}$` is taken where `^(SM|MM)[0-9a-f]{32}$` is asked for, and not the other way round. */
function patternsAgree({ pattern: shown }: JsonSchema, { pattern: taken }: JsonSchema): boolean {
  if (shown === undefined || taken === undefined || shown === taken) return true;
  const key = JSON.stringify([shown, taken]);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const takes = compilePattern(taken);
  const answer = specimens.every((seed) => {
    const specimen = fromPattern(shown, {}, seed);
    return specimen === null || takes === null || takes(specimen);
  });
  if (answers.size >= mostAnswers) answers.clear();
  answers.set(key, answer);
  return answer;
}

/** Catalogs ask the same of thousands of pairs of fields and parameters. */
const answers = new Map<string, boolean>();
const mostAnswers = 10_000;

const specimens = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

function typesAgree(from: readonly string[], to: readonly string[]): boolean {
  if (to.length === 0) return true;
  return from.every((type) => {
    if (type === 'null' || to.includes(type)) return true;
    if (type === 'integer') return to.includes('number') || to.includes('string');
    return type === 'number' && to.includes('string');
  });
}

function typesOf(schema: JsonSchema): readonly string[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}
