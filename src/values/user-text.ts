import type { Random } from '../random/random.js';
import { months, toTime, weekdays } from './calendar.js';
import { generalTexts, subjectParts, type UserTexts, userTexts } from './data/user-texts.js';
import type { ValueRequest } from './value-request.js';

/** A short text as a person would write it about the request's entity: a wish, a note, a message. At most some 14 words. */
export function userText(request: ValueRequest, random: Random): string {
  const about = `${request.label} ${request.schema.description ?? ''} ${request.entity ?? ''}`
    .toLowerCase()
    .replaceAll('_', ' ');
  // What is said of the text itself tells more than the entity: bookings are of tables and of rooms.
  const parts =
    userTexts.find((family) => family.about.test(about))?.parts ??
    (/(message|text|body)/.test(about) ? userTexts.at(-1)?.parts : undefined) ??
    generalTexts;
  return compose(parts, request, random);
}

/** The subject of a message: a few words without a full stop. */
export function subjectLine(request: ValueRequest, random: Random): string {
  return compose(subjectParts, request, random);
}

const things = ['piano', 'large bed', 'long table', 'second car', 'freezer', 'cargo bike'];
const pets = ['dog', 'cat', 'old dog', 'young cat', 'puppy'];

function compose(parts: UserTexts['parts'], { anchor }: ValueRequest, random: Random): string {
  const text = parts
    .map((options) => random.pick(options))
    .filter((part) => part !== '')
    .join(' ')
    .replace(' ?', '?');
  return text
    .replaceAll('{name}', anchor.person.firstName)
    .replaceAll('{city}', anchor.place.city)
    .replaceAll('{day}', random.pick(weekdays))
    .replaceAll('{month}', random.pick(months))
    .replaceAll('{time}', toTime(random.integer(32, 80) * 15))
    .replaceAll('{number}', String(random.integer(3, 80)))
    .replaceAll('{thing}', random.pick(things))
    .replaceAll('{pet}', random.pick(pets));
}
