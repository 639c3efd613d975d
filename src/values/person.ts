import type { Random } from '../random/random.js';
import { referenceLocale } from '../types/plan-row.js';
import { type LocaleData, localeData, type PersonName } from './locale-data.js';
import type { Place } from './places.js';
import { partsOf } from './template-parts.js';

export type Person = PersonWords & {
  readonly email: string;
  readonly username: string;
  readonly phone: string;
  /** The name in Latin letters, as in a passport. */
  readonly latin: PersonWords;
};

type PersonWords = { readonly name: string; readonly firstName: string; readonly lastName: string };

/** Somebody with a name of the locale, e-mail address and user name made of it, and a telephone number of the place. */
export function createPerson(data: LocaleData, place: Place, random: Random): Person {
  const { people } = data;
  const given = random.pick(people.givenNames);
  const family = random.pick(people.familyNames);
  const [first, last] = [toHandle(given), toHandle(family)];
  const number = random.integer(1, 97);
  const handle = random.pick([
    `${first}.${last}`,
    `${first}${last}${number}`,
    `${first.charAt(0)}${last}`,
    `${last}.${first}`,
    `${first}_${last}`,
  ]);
  const { name, firstName, lastName } = inWords(given.written, family.written, people.fullName);
  return {
    name,
    firstName,
    lastName,
    email: `${handle}@${random.pick(people.mailDomains)}`,
    username: random.pick([
      `${first}_${number}`,
      `${first}${last.charAt(0)}${number}`,
      `${last}${number}`,
      `the_${first}_${last}`,
    ]),
    phone: phoneNumber(data, place, random),
    // In the order that forms in Latin letters ask for.
    latin: inWords(given.latin, family.latin, localeData(referenceLocale).people.fullName),
  };
}

function inWords(firstName: string, lastName: string, form: string): PersonWords {
  return { name: form.replace('{given}', firstName).replace('{family}', lastName), firstName, lastName };
}

/** Lower-case Latin letters without accents. */
function toHandle(name: PersonName): string {
  let handle = handles.get(name);
  if (handle === undefined) {
    handle = handleOf(name);
    handles.set(name, handle);
  }
  return handle;
}

const handles = new WeakMap<PersonName, string>();

function handleOf({ latin }: PersonName): string {
  const letters = latin
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return letters === '' ? 'user' : letters;
}

function phoneNumber({ phones }: LocaleData, place: Place, random: Random): string {
  const forms = phones.get(place.phonePrefix) ?? phones.get('') ?? [];
  let number = '';
  for (const part of partsOf(random.pick(forms))) {
    if (typeof part === 'string') number += part;
    else if (part.range === null) number += place.phonePrefix;
    else {
      const { low, high, digits } = part.range;
      number += String(random.integer(low, high)).padStart(digits, '0');
    }
  }
  return number;
}
