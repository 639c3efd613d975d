import type { AnsweredCall } from './answered-call.js';
import type { Naming } from './naming.js';
import type { ToldField } from './told-object.js';

/** What things are called by, what serves best first; a lone object by nothing but a name of its own. */
const ways: readonly Naming[] = ['own', 'other', 'words'];

/**
 * The field by which people call the thing: its own name or title; in a list, else the first words that tell its members
 * apart.
 */
export function nameField(answer: AnsweredCall, member: number): ToldField | undefined {
  const { fields, isList } = answer.object;
  const given = fields.find((field) => givenNames.test(field.snakeName));
  const own = fields.find((field) => field.naming === 'own' && isCallable(field, answer, member));
  if (own === undefined && given && familyField(given, answer, member) && isNamePart(given, answer, member))
    return given;
  for (const naming of ways) {
    for (const field of naming === 'words' ? tellingFirst(fields) : fields) {
      if (field.naming !== naming || !isCallable(field, answer, member)) continue;
      if (naming !== 'words' || answer.tellsApart(field)) return field;
    }
    if (!isList) return undefined;
  }
  return undefined;
}

const givenNames = /^(?:first|given)_?name$|^fore_?name$/;
const familyNames = /^(?:last|family)_?name$|^surname$/;

/** The family name beside a first name; undefined where there is none. */
export function familyField(given: ToldField, answer: AnsweredCall, member: number): ToldField | undefined {
  if (!givenNames.test(given.snakeName)) return undefined;
  return answer.object.fields.find(
    (field) => familyNames.test(field.snakeName) && isNamePart(field, answer, member),
  );
}

/** Labels of name parts (`first name`) are not said, the parts are. */
function isNamePart(field: ToldField, answer: AnsweredCall, member: number): boolean {
  const value = answer.value(field, member);
  return typeof value === 'string' && /^[^\d.;!]{1,40}$/.test(value);
}

const numbers = /(?:^|_)(?:number|no|code|symbol|ticker|reference|ref|plate|version|line|hash|time)$/;
const subjects = /(?:^|_)(?:subject|topic|summary|question|word|caption|number|code|symbol|reference)$/;
/** By these people are reached; they are called by them where nothing else tells them apart. */
const contacts = /phone|mobile|fax|e_?mail|url|link|website|street|address|post(?:al)?_?code|zip/;

/** What things are about before what they have, and that before where they are reached. */
function tellingFirst(fields: readonly ToldField[]): readonly ToldField[] {
  const isContact = ({ snakeName }: ToldField): boolean => contacts.test(snakeName);
  const isSubject = (field: ToldField): boolean => subjects.test(field.snakeName) && !isContact(field);
  return [
    ...fields.filter(isSubject),
    ...fields.filter((field) => !isSubject(field) && !isContact(field)),
    ...fields.filter(isContact),
  ];
}

/** Three letters in a row, or a sign that is a word by itself. */
const someWord = /[A-Za-z\u00c0-\u024f\u0370-\u1fff\u3040-\u30ff]{3}|[\u3400-\u9fff\uac00-\ud7af]/;

/** A headline may be long; whole sentences are no name. */
function isCallable(field: ToldField, answer: AnsweredCall, member: number): boolean {
  const value = answer.value(field, member);
  if (typeof value !== 'string') return false;
  const fitness = answer.fitness(field, member);
  // `G9` says nothing by itself where nothing calls it a number.
  if (field.naming === 'words' && !someWord.test(value) && !numbers.test(field.snakeName)) return false;
  return (
    (fitness === 'brief' || fitness === 'sentences') &&
    !(/[.;!]/.test(value) && /[a-z]{3,}[.;!]\s|^(\S+\s+){4,}\S+\.["')]?$/.test(value))
  );
}
