import type { Random } from '../random/random.js';
import { isOwnKind } from './entity-names.js';
import { localeData, type SentenceTexts, type UserTexts } from './locale-data.js';
import { fillTemplate } from './say.js';
import type { ValueRequest } from './value-request.js';
import { spacedWords } from './word-case.js';

/** One, two or three sentences about the request's entity, as its description or a review would put them. */
export function aboutText(request: ValueRequest, length: 'one' | 'two' | 'three', random: Random): string {
  const texts = localeData(request.locale).sentences;
  const family = texts === null ? undefined : sentenceFamily(texts, request);
  if (texts === null || family === undefined) throw new RangeError(`${request.locale} has no sentences.`);
  const { openings: opening, middles: middle, ends: end } = family;
  return fillTemplate(random.pick(texts[length]), request, random, { opening, middle, end });
}

/** A short text as a person would write it about the request's entity: a wish, a note, a message. At most some 14 words. */
export function userText(request: ValueRequest, random: Random): string {
  const label = spacedWords(request.label);
  const about = `${label} ${request.schema.description ?? ''} ${request.entity ?? ''}`
    .toLowerCase()
    .replaceAll('_', ' ');
  const texts = userTextsOf(request);
  const familyOf = (words: string) => texts.families.find((one) => one.about?.test(words) === true);
  // What is said of the text itself tells more than the entity: bookings are of tables and of rooms. A name that says more than
  // that it is a text tells most: a cover note is no note for a visit, though "what the company should know" may be either.
  const family =
    (plainTexts.test(label) ? undefined : familyOf(label)) ??
    familyOf(about) ??
    (/(message|text|body)/.test(about) ? familyOf('message') : undefined) ??
    texts.families.find((one) => one.about === null);
  return compose(family?.parts ?? [], texts.join, request, random);
}

/** Names of texts that do not say what they are about. */
const plainTexts =
  /^(your |the )?(message|text|body|note|notes|comment|comments|content|description|details|remarks?|requests?|special requests?)$/;

/** The subject of a message: a few words without a full stop. */
export function subjectLine(request: ValueRequest, random: Random): string {
  const { subject, join } = userTextsOf(request);
  return compose(subject, join, request, random);
}

function userTextsOf({ locale }: ValueRequest): UserTexts {
  const texts = localeData(locale).userTexts;
  if (texts === null) throw new RangeError(`${locale} has no texts that users write.`);
  return texts;
}

/** By the entity, else by the label, else what is said of any thing of a tool's own, or of anything. */
function sentenceFamily({ families, own }: SentenceTexts, { entity, label }: ValueRequest) {
  const of = (words: string) =>
    words === '' ? undefined : families.find(({ about }) => about?.test(words.toLowerCase()) === true);
  return (
    of(spacedWords(entity ?? '')) ??
    of(label) ??
    (own !== null && isOwnKind(entity ?? '') ? own : undefined) ??
    families.find(({ about }) => about === null)
  );
}

function compose(parts: UserTexts['subject'], join: string, request: ValueRequest, random: Random): string {
  const text = parts
    .map((options) => random.pick(options))
    .filter((part) => part !== '')
    .join(join)
    .replace(' ?', '?');
  return fillTemplate(text, request, random);
}
