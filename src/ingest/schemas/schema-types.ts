import type { JsonSchemaType } from '../../types/json.js';

/** Spellings of types in function documents (`dict`, `float`, `STRING`), by lower-case word. */
const spellings: ReadonlyMap<string, JsonSchemaType> = new Map(
  Object.entries({
    ...{
      object: 'object',
      dict: 'object',
      dictionary: 'object',
      map: 'object',
      hashmap: 'object',
      mapping: 'object',
    },
    ...{ array: 'array', list: 'array', tuple: 'array', set: 'array', arraylist: 'array' },
    ...{
      string: 'string',
      str: 'string',
      text: 'string',
      char: 'string',
      date: 'string',
      datetime: 'string',
    },
    ...{ integer: 'integer', int: 'integer', long: 'integer', int32: 'integer', int64: 'integer' },
    ...{ number: 'number', float: 'number', double: 'number', decimal: 'number' },
    ...{ boolean: 'boolean', bool: 'boolean', null: 'null', none: 'null', nonetype: 'null' },
  } as const),
);

/** The type of JSON Schema that a word means; undefined where it names none (`any`, `Callable`, `file`). */
export function toSchemaType(word: string): JsonSchemaType | undefined {
  return word.length > 40 ? undefined : spellings.get(word.trim().toLowerCase());
}
