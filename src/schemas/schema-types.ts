import type { JsonSchemaType } from '../types/json.js';

/** Spellings of types in function documents (`dict`, `float`, `STRING`), by lower-case word. */
const spellings: ReadonlyMap<string, JsonSchemaType> = new Map(
  Object.entries({
    ...{ object: 'object', dict: 'object', dictionary: 'object', map: 'object' },
    ...{ hashmap: 'object', mapping: 'object' },
    ...{ array: 'array', list: 'array', tuple: 'array', set: 'array', arraylist: 'array' },
    ...{ string: 'string', str: 'string', text: 'string', char: 'string' },
    ...{ date: 'string', datetime: 'string' },
    ...{ integer: 'integer', int: 'integer', long: 'integer', int32: 'integer', int64: 'integer' },
    ...{ number: 'number', float: 'number', double: 'number', decimal: 'number' },
    ...{ boolean: 'boolean', bool: 'boolean', null: 'null', none: 'null', nonetype: 'null' },
  } as const),
);

/** A type as a document spells it, in words of JSON Schema. */
export type SpelledType = {
  readonly type: JsonSchemaType;
  /** Of the members, where the spelling says it: `List[int]`. */
  readonly items?: JsonSchemaType;
};

/** Longest spelling that is read. */
const longest = 200;

/**
 * The type that a spelling means: `dict`, `STRING`, `str, optional`, `List[int]`. Undefined where it names none of JSON's
 * (`any`, `Callable`, `Union[…]`).
 */
export function toSchemaType(spelling: string): SpelledType | undefined {
  if (spelling.length > longest) return undefined;
  const word = spelling.replace(/,?\s*optional\b.*$/i, '').trim();
  const [, outer = word, inner] = /^(?:typing\.)?([A-Za-z]+)\s*\[(.*)\]$/.exec(word) ?? [];
  const type = spellings.get(outer.toLowerCase());
  if (type === undefined) return undefined;
  const isTuple = outer.toLowerCase() === 'tuple';
  const items =
    inner === undefined || type !== 'array' || isTuple
      ? undefined
      : spellings.get(inner.trim().toLowerCase());
  return items === undefined ? { type } : { type, items };
}

/** True where the spelling says that a value may be left out: `str, optional`. */
export function saysOptional(spelling: string): boolean {
  return spelling.length <= longest && /\boptional\b/i.test(spelling);
}
