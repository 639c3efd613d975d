import type { JsonPointer, JsonValue } from './json.js';

/** Where a value comes from. Offsets count Unicode code points of a message's content; `end` is exclusive. */
export type Source =
  | { readonly kind: 'user'; readonly message: number; readonly start: number; readonly end: number; readonly normalization?: Normalization }
  | { readonly kind: 'output'; readonly call: string; readonly pointer: JsonPointer; readonly normalization?: Normalization }
  | { readonly kind: 'schema'; readonly rule: 'default' | 'const' | 'enum' }
  | { readonly kind: 'context'; readonly pointer: JsonPointer; readonly normalization?: Normalization }
  | {
      readonly kind: 'derived';
      readonly function: DerivationName;
      readonly inputs: readonly Source[];
      readonly options: { readonly [name: string]: JsonValue };
    };

/**
 * A rule that turns what was said (or shown) into what is passed (or told), and that a checker redoes:
 * `say(value, normalization)` must give the text, or `read(text, normalization)` the value.
 */
export type Normalization = {
  readonly name: NormalizationName;
  readonly options?: { readonly [name: string]: JsonValue };
};

/**
 * `case`: equal but for letter case. `number`: digits with separators or words → number. `boolean`: yes/no words.
 * `date`: a date as people write it → ISO 8601 (option `pattern` of the written target, `now` for relative ones is the
 * scenario's). `time`, `date_time`: likewise. `enum_label`: words of an enum member (`price_asc` ← "price asc").
 * `round`: number rounded to option `digits`. `money`: amount with currency sign or code. `list`: comma/and-separated
 * words → array or joined string (option `separator`). `country_name`, `language_name`, `currency_name`: name → code.
 * `text`: number or boolean passed as a string, or the reverse. `unit`: number followed by its unit word.
 */
export const normalizationNames = [
  'case',
  'number',
  'boolean',
  'date',
  'time',
  'date_time',
  'enum_label',
  'round',
  'money',
  'list',
  'country_name',
  'language_name',
  'currency_name',
  'text',
  'unit',
] as const;
export type NormalizationName = (typeof normalizationNames)[number];

export const derivationNames = [
  'count',
  'sum',
  'difference',
  'min',
  'max',
  'rank',
  'compare',
  'date_add',
  'join',
] as const;
export type DerivationName = (typeof derivationNames)[number];

/** `pointer` is into the call's `parameters`; one entry per leaf. */
export type ArgumentProvenance = { readonly call: string; readonly pointer: JsonPointer; readonly source: Source };

/** A stretch of an assistant's text and what supports it. */
export type AnswerProvenance = {
  readonly message: number;
  readonly start: number;
  readonly end: number;
  readonly source: Source;
};
