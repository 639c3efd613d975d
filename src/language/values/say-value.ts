import type { Random } from '../../random/random.js';
import type { JsonPrimitive, JsonSchema } from '../../types/json.js';
import type { Normalization, NormalizationName } from '../../types/provenance.js';
import type { LanguageData } from '../data/language-data.js';
import { remembering } from '../remember.js';
import type { Speech } from '../speech.js';
import { sayDate } from './say-date.js';
import { inGroups } from './say-quantity.js';
import { sayDateTime, sayTime } from './say-time.js';

export type SaidValue = {
  readonly text: string;
  /** The named rule that leads back to the value; absent where it is said as it stands. */
  readonly normalization?: Normalization;
  readonly said: SaidAs;
};

/** How a value is said, for rules that care: `tomorrow` takes no "on". */
export type SaidAs =
  | 'plain'
  | 'one'
  | 'relative'
  | 'weekday'
  | 'day'
  | 'yes'
  | 'no'
  | 'label'
  | 'phrase'
  | 'code';

/** What is to be said and how: the schema tells dates and enums from plain strings. */
export type ValueToSay = {
  readonly value: JsonPrimitive;
  readonly schema: JsonSchema;
  readonly concept: string | null;
  /** As the catalog words it. */
  readonly label: string;
};

/** Words for one value, with the named rule that leads back to it. Where no rule fits, the value is said as it stands. */
export function sayValue(
  { value, schema, concept, label }: ValueToSay,
  speech: Speech,
  random: Random,
): SaidValue {
  const { language } = speech;
  if (typeof value === 'boolean') return sayBoolean(value, language, random);
  if (value === null) return { text: 'null', said: 'plain' };
  if (typeof value === 'number') return sayNumber(value, concept, schema, language, random);
  return (
    sayCode(value, concept, language, random) ??
    sayDate(value, speech, random) ??
    sayDateTime(value, speech, random) ??
    sayTime(value, speech, random) ??
    (schema.enum?.includes(value) ? sayEnum(value, label, language, random) : { text: value, said: 'plain' })
  );
}

function sayBoolean(value: boolean, { orthography }: LanguageData, random: Random): SaidValue {
  const text = random.pick(value ? orthography.yes : orthography.no);
  return { text, normalization: { name: 'boolean' }, said: value ? 'yes' : 'no' };
}

function sayNumber(
  value: number,
  concept: string | null,
  schema: JsonSchema,
  { orthography }: LanguageData,
  random: Random,
): SaidValue {
  const word = orthography.numberWords[value];
  const counted = schema.type === 'integer' && concept !== null && /count/.test(concept);
  if (word !== undefined && value >= 1 && counted && random.chance(0.55))
    return { text: word, normalization: { name: 'number' }, said: 'plain' };
  const large = Number.isInteger(value) && Math.abs(value) >= 10_000;
  if (large && concept !== 'year' && !/id$|code$|timestamp/.test(concept ?? ''))
    return {
      text: inGroups(String(value), orthography.digitGroup),
      normalization: { name: 'number' },
      said: 'plain',
    };
  return { text: String(value), said: 'plain' };
}

/** What a code stands for (`US` → "United States"); null where the locale has no name for it. */
function sayCode(
  value: string,
  concept: string | null,
  { codes }: LanguageData,
  random: Random,
): SaidValue | null {
  const normalization = concept === null ? undefined : codeNormalizations.get(concept);
  const table = codes.get(concept ?? '');
  if (!normalization || !table) return null;
  const names = table.get(value) ?? table.get(value.toUpperCase()) ?? table.get(value.toLowerCase());
  if (!names) return null;
  const text = random.pick(names);
  return { text, said: 'code', ...(text === value ? {} : { normalization: { name: normalization } }) };
}

const codeNormalizations = new Map<string, NormalizationName>([
  ['country_code', 'country_name'],
  ['language_code', 'language_name'],
  ['currency_code', 'currency_name'],
]);

const wordsOfMember = remembering((member) =>
  member
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_+|(?<=[A-Za-z])-(?=[A-Za-z])/g, ' ')
    .trim(),
);

/** `in_progress` → "in progress", or as the locale says it; short codes stay as they are. */
function sayEnum(
  value: string,
  label: string,
  { enums, orthography }: LanguageData,
  random: Random,
): SaidValue {
  const words = wordsOfMember(value);
  const folded = words.toLowerCase();
  const known = enums.get(`${label.toLowerCase()} ${folded}`) ?? enums.get(folded);
  if (known) return { text: random.pick(known), normalization: { name: 'enum_label' }, said: 'phrase' };
  if (words === value || words === '' || !orthography.spaces) return { text: value, said: 'label' };
  const lower = /^[A-Z ]{5,}$/.test(words) || /[a-z]/.test(words) ? words.toLowerCase() : words;
  return { text: lower, normalization: { name: 'enum_label' }, said: 'label' };
}
