import type { JsonPrimitive, JsonSchema, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Parameter, ParameterRole } from '../types/tool-registry.js';
import { isCodeWord } from './constant-parameter.js';
import { isIdentifier } from './parameter-role.js';

/** `isTyped`: the catalog's own schema says what a value is, so that a number is one that anybody can say. */
export function sourceOf(
  parameter: Omit<Parameter, 'source'>,
  knowledge: Knowledge,
  isTyped: boolean,
): Parameter['source'] {
  const { schema, concept, role, examples, required, label } = parameter;
  if (schema.enum?.length === 1) return 'default';
  const knownBy =
    concept === null
      ? null
      : (knowledge.concepts.get(concept.id)?.knownBy ??
        (isIdentifier(concept.id, knowledge) ? 'system' : null));
  if (role === 'identifier' || knownBy === 'system' || knownBy === 'secret') return 'none';
  if (steers(role)) {
    if (!required || schema.default !== undefined) return 'default';
    return role === 'technical' ? (schema.enum === undefined ? 'none' : 'user') : 'user';
  }
  if (label === '') return required ? 'none' : 'default';
  if (schema.type === 'object') return required ? 'none' : 'default';
  const generated = concept !== null && knowledge.concepts.get(concept.id)?.generator !== null;
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  const closed =
    // Of a number between two ends everybody knows what it may be.
    (required && isNumber && schema.minimum !== undefined && schema.maximum !== undefined) ||
    schema.enum?.some(isSpeakableMember) === true ||
    schema.items?.enum !== undefined ||
    schema.type === 'boolean' ||
    schema.format === 'date';
  // One specimen is enough for a value that must be said, not for one that may be left out.
  const sayable =
    generated ||
    closed ||
    (isTyped && required && isNumeric(schema)) ||
    (required && examples.some(isSayable)) ||
    examples.filter(isSayable).length > 1;
  return sayable ? 'user' : required ? 'none' : 'default';
}

/** A number, or a list of numbers. */
function isNumeric({ type, items }: JsonSchema): boolean {
  if (type === 'array') return items !== undefined && items.type !== 'array' && isNumeric(items);
  return type === 'number' || type === 'integer';
}

/** `_16` and `*` are no words. */
function isSpeakableMember(member: JsonPrimitive): boolean {
  return typeof member !== 'string' || /^[^\s_*]/.test(member);
}

/** Nobody says a JSON document or a page of text. */
function isSayable(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length <= 5 && value.every(isSayable);
  return (
    typeof value !== 'object' &&
    String(value).length <= 160 &&
    !/^[[{]/.test(String(value).trim()) &&
    !isCodeWord(String(value))
  );
}

function steers(role: ParameterRole): boolean {
  return role === 'sort' || role === 'limit' || role === 'page' || role === 'offset' || role === 'technical';
}
