import type { Random } from '../../random/random.js';
import { weekdays } from '../calendar.js';
import { japaneseSentences } from '../data/japanese-sentences.js';
import { productNouns } from '../data/products.js';
import { sentenceFamily } from '../data/sentences.js';
import { japaneseTopics, topics } from '../data/topics.js';
import { nameOfEntity, queryForEntity } from '../entity-names.js';
import { englishData } from '../locale-data.js';
import { subjectLine, userText } from '../user-text.js';
import type { Generator, ValueRequest } from '../value-request.js';
import { capitalize, titleCase } from '../word-case.js';
import { kindOf } from './shapes.js';

/** Clauses about the entity, joined into `count` sentences. */
function compose(request: ValueRequest, count: number, random: Random): string {
  if (request.locale === 'ja')
    return Array.from({ length: count }, () => fill(random.pick(japaneseSentences), request, random)).join(
      '',
    );
  const { openings, middles, ends } = sentenceFamily(request.entity, request.label);
  const opening = random.pick(openings);
  const middle = random.pick(middles);
  const end = random.pick(ends);
  const joined = random.pick([`${opening}, and ${middle}.`, `${opening}. ${capitalize(middle)}.`]);
  const text =
    count === 1
      ? random.pick([joined, `${opening}. ${capitalize(end)}.`, `${opening} (${middle}).`])
      : `${joined} ${capitalize(end)}.`;
  const filled = fill(text, request, random);
  return count > 2
    ? `${filled} ${fill(`${capitalize(random.pick(middles.filter((other) => other !== middle)))}.`, request, random)}`
    : filled;
}

function fill(template: string, { anchor, locale }: ValueRequest, random: Random): string {
  if (!template.includes('{')) return template;
  return template
    .replaceAll('{city}', anchor.place.city)
    .replaceAll('{name}', anchor.person.firstName)
    .replaceAll('{topic}', random.pick(locale === 'ja' ? japaneseTopics : topics))
    .replaceAll('{dish}', random.pick(englishData.food?.dish ?? ['rice']))
    .replaceAll('{product}', random.pick(productNouns).toLowerCase())
    .replaceAll('{day}', random.pick(weekdays));
}

/** Whether people write the text for this one thing, rather than about all of its kind. */
function isWritten({ entity, locale }: ValueRequest): boolean {
  return (
    locale !== 'ja' &&
    /damage|claim|problem|issue|ticket|task|message|draft|application|enquiry/.test(entity ?? '')
  );
}

const topic: Generator = ({ locale }, random) => random.pick(locale === 'ja' ? japaneseTopics : topics);
const sentence: Generator = (request, random) => compose(request, 1, random);
const tags = [
  'urgent',
  'family',
  'work',
  'home',
  'favourites',
  'draft',
  'budget',
  'weekend',
  'outdoor',
  'classic',
  'seasonal',
  'quick',
  'local',
  'beginner',
  'advanced',
  'gift',
  'healthy',
  'vintage',
  'kids',
  'travel',
  'official',
  'new',
  'popular',
  'review',
];

/** Texts that say something about the entity; never filler. */
export const textGenerators: { readonly [name: string]: Generator } = {
  search_query: (request, random) => queryForEntity(request, random),
  keyword: (request, random) => queryForEntity(request, random),
  title: (request, random) => nameOfEntity(request, random),
  short_text: (request, random) =>
    /subject|headline|title/.test(request.label) && request.locale !== 'ja'
      ? subjectLine(request, random)
      : isWritten(request)
        ? userText(request, random)
        : sentence(request, random),
  sentence,
  paragraph: (request, random) =>
    isWritten(request) ? userText(request, random) : compose(request, 3, random),
  message_text: (request, random) =>
    request.locale !== 'ja' && !/news|article/.test(request.entity ?? '')
      ? userText(request, random)
      : compose(request, 2, random),
  note: (request, random) =>
    request.locale === 'ja' ? compose(request, 1, random) : userText(request, random),
  tag: (_request, random) => random.pick(tags),
  category_name: (request, random) =>
    /product|item|shop|store/.test(request.entity ?? '')
      ? random.pick(englishData.commerce?.department ?? [])
      : (kindOf(request.entity ?? '', random) ?? titleCase(String(topic(request, random)))),
  topic,
};
