import type { JsonPointer, JsonValue } from './json.js';

/** Where a value comes from. Offsets count Unicode code points of a message's content; `end` is exclusive. */
export type Source =
  | {
      readonly kind: 'user';
      readonly message: number;
      readonly start: number;
      readonly end: number;
      readonly normalization?: Normalization;
    }
  | {
      readonly kind: 'output';
      readonly call: string;
      readonly pointer: JsonPointer;
      readonly normalization?: Normalization;
    }
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
 * `date`: a date as people write it → ISO 8601; relative ones are seen from the scenario's `now`, one without a year is
 * the next such day or this year's; with option `pattern` (`DD.MM.YYYY`, `YYYYMMDD` …) the value is spelled so.
 * `time` (→ `HH:MM`), `date_time`: likewise. `enum_label`: words of an enum member (`price_asc` ← "price asc"), word order
 * and case aside. `round`: number rounded to option `digits` (0 by default), a unit or currency may stand around it.
 * `money`: amount with a currency sign, code or name before or after it; option `currency` (ISO code), or a field named
 * for a currency beside the amount in the output, must agree with it. `list`: comma/and-separated words → array or joined
 * string (option `separator`); option `item` names the normalization of each member, `case` by default. `country_name`,
 * `language_name`, `currency_name`: name ↔ code. `text`: number or boolean passed as a string, or the reverse. `unit`:
 * number, in digits or words, followed by its unit of at most three words; option `unit` fixes them. Without a
 * normalization both sides are equal, or one spells the number or boolean of the other as JSON does.
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

/**
 * Computations over `inputs`, each input after its own normalization. Pointers in options are relative to a member of the list.
 * `count`: members of the lists at the inputs; an input that is no list counts one.
 * `sum`: of the inputs, lists opened; option `field`: pointer to the number in each member.
 * `difference`: first minus second; of two dates or times the distance in option `unit` (`day` by default, `week`, `hour`, `minute`).
 * `min`, `max`: over the one list given, or over two or more inputs. Option `field`: what is compared (the member itself by
 *   default); `tell`: what is told of the extreme member (`field` by default). Where the claimed text is a superlative
 *   ("cheapest"), option `member` is the index of the member called so.
 * `rank`: the same list, options `order` (`ascending` by default, or `descending`), `position` (from 1), `field`, `tell`.
 * `compare`: two inputs; option `operator`: `less`, `greater` or `equal`. The claimed text is the comparative alone ("cheaper").
 * `date_add`: first input a date; plus options `days`, `weeks`, `months`, `years`, and plus a second input, a number in
 *   option `unit` (`day` by default, `week`, `month`, `year`); option `pattern` as in the normalization `date`.
 * `join`: the inputs as text, joined by option `separator` (a space by default).
 * A claimed text may spell the result in digits or words, with a unit or currency, as a date or time, or rounded to option `digits`.
 */
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
export type ArgumentProvenance = {
  readonly call: string;
  readonly pointer: JsonPointer;
  readonly source: Source;
};

/** A stretch of an assistant's text and what supports it. */
export type AnswerProvenance = {
  readonly message: number;
  readonly start: number;
  readonly end: number;
  readonly source: Source;
};
