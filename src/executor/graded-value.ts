import { namesType } from '../json/names-type.js';
import type { JsonValue } from '../types/json.js';
import { stableHash } from '../values/stable-hash.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import type { Siblings } from './sibling-values.js';

/** Names of graded words, of advice by grade, and of the numbers that are graded. */
export const gradedAttributes =
  /(^|_)(level|grade|category|band|severity|risk|class|quality|recommendation|advice|advisory|index|score|aqi)$/;
const words = /(^|_)(level|grade|category|band|severity|risk|class|quality)$/;
const advice = /(^|_)(recommendation|advice|advisory)$/;
const numbers = /(^|_)(index|score|aqi)$/;

/** Words that say how much, from little to much or from good to bad. */
const degree =
  /^(very )?(good|moderate|poor|low|medium|high|hazardous|unhealthy|severe|extreme|excellent|fair|bad|critical|minor|major|weak|strong|normal|elevated|mild|healthy|satisfactory|dangerous)\b/i;
const much = /^(very )?(high|severe|extreme|critical|hazardous|dangerous|major|strong)/i;
const praise = /^(very )?(good|excellent|high|strong|healthy)/i;

/**
 * A word for a degree and the number that it grades say the same: each member of the enumeration holds for an equal part of the
 * number's range. The number follows the word, unless a call gave the number. Advice of an enumeration follows the word, too.
 */
export function gradedValue(
  instance: Instance,
  attribute: string,
  { schema }: AttributeProfile,
  siblings: Siblings,
): JsonValue | undefined {
  const { attributes, read } = siblings;
  if (numbers.test(attribute)) {
    const word = only(attributes, isGrade);
    const grades = word === undefined ? undefined : gradesOf(word[1]);
    if (word === undefined || grades === undefined || !isNumeric(schema)) return undefined;
    const place = placeOf(read(word[0]), grades, attribute);
    if (place < 0) return undefined;
    const { low, width } = bandsOf(schema, grades.length);
    const share = (1 + (stableHash(`${instance.key}/${attribute}`) % 98)) / 100;
    const value = low + (place + share) * width;
    return namesType(schema, 'integer') ? Math.floor(value) : Math.round(value * 10) / 10;
  }
  if (advice.test(attribute)) {
    const word = only(attributes, isGrade);
    const grades = word === undefined ? undefined : gradesOf(word[1]);
    const said = schema.enum;
    if (word === undefined || grades === undefined || said === undefined) return undefined;
    const place = grades.indexOf(String(read(word[0])));
    return place < 0 ? undefined : said[Math.floor((place * said.length) / grades.length)];
  }
  const number = only(attributes, (name, profile) => numbers.test(name) && isNumeric(profile.schema));
  const given = number === undefined ? undefined : instance.facts.get(number[0]);
  const grades = gradesOf({ schema });
  if (number === undefined || typeof given !== 'number' || grades === undefined) return undefined;
  const { low, width } = bandsOf(number[1].schema, grades.length);
  const place = Math.max(0, Math.min(grades.length - 1, Math.floor((given - low) / width)));
  return grades[isFalling(grades, number[0]) ? grades.length - 1 - place : place];
}

type Named = readonly [name: string, profile: AttributeProfile];

/** The one attribute of that kind; undefined where several may be meant. */
function only(
  attributes: Siblings['attributes'],
  fits: (name: string, profile: AttributeProfile) => boolean,
): Named | undefined {
  const found = [...attributes].filter(([name, profile]) => fits(name, profile));
  return found.length === 1 ? found[0] : undefined;
}

function isGrade(name: string, profile: AttributeProfile): boolean {
  return words.test(name) && gradesOf(profile) !== undefined;
}

function gradesOf({ schema }: Pick<AttributeProfile, 'schema'>): readonly string[] | undefined {
  const members = schema.enum;
  if (members === undefined || members.length < 3) return undefined;
  const grades = members.filter((member): member is string => typeof member === 'string');
  return grades.filter((grade) => degree.test(grade)).length * 2 >= members.length ? grades : undefined;
}

function isNumeric(schema: AttributeProfile['schema']): boolean {
  return namesType(schema, 'integer') || namesType(schema, 'number');
}

/** Without a stated range, out of a hundred. */
function bandsOf({ minimum = 0, maximum = minimum + 100 }: AttributeProfile['schema'], count: number) {
  return { low: minimum, width: (maximum - minimum) / count };
}

function placeOf(word: JsonValue | undefined, grades: readonly string[], number: string): number {
  const place = grades.indexOf(String(word));
  return place < 0 || !isFalling(grades, number) ? place : grades.length - 1 - place;
}

/** True where the first member is the one of the highest numbers: much of it, or praise of what is scored. */
function isFalling([first = '']: readonly string[], number: string): boolean {
  return /score$/.test(number) ? praise.test(first) : much.test(first);
}
