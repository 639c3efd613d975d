import type { Random } from '../../random/random.js';
import { weekdays } from '../calendar.js';
import { japaneseSentences } from '../data/japanese-sentences.js';
import { productNouns } from '../data/products.js';
import { sentenceFamily } from '../data/sentences.js';
import { japaneseTopics, topics } from '../data/topics.js';
import { nameOfEntity, queryForEntity } from '../entity-names.js';
import { englishData } from '../locale-data.js';
import type { Generator, ValueRequest } from '../value-request.js';
import { capitalize, titleCase } from '../word-case.js';

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
  const joined = random.pick([
    `${opening}; ${middle}.`,
    `${opening}, and ${middle}.`,
    `${opening}. ${capitalize(middle)}.`,
  ]);
  const text =
    count === 1
      ? random.pick([joined, `${opening}; ${end}.`, `${opening} (${middle}).`])
      : `${joined} ${capitalize(end)}.`;
  const filled = fill(text, request, random);
  return count > 2
    ? `${filled} ${fill(`${capitalize(random.pick(middles.filter((other) => other !== middle)))}.`, request, random)}`
    : filled;
}

function fill(template: string, { anchor, locale }: ValueRequest, random: Random): string {
  if (!template.includes('{')) return template;
  return template
    .replace('{city}', anchor.place.city)
    .replace('{name}', anchor.person.firstName)
    .replace('{topic}', random.pick(locale === 'ja' ? japaneseTopics : topics))
    .replace('{dish}', random.pick(englishData.food?.dish ?? ['rice']))
    .replace('{product}', random.pick(productNouns).toLowerCase())
    .replace('{day}', random.pick(weekdays));
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
  short_text: sentence,
  sentence,
  paragraph: (request, random) => compose(request, 3, random),
  message_text: (request, random) =>
    compose(
      /review|comment|post|news|article/.test(request.entity ?? '')
        ? request
        : { ...request, label: 'message', entity: null },
      2,
      random,
    ),
  note: (request, random) => compose({ ...request, label: `note ${request.label}` }, 1, random),
  tag: (_request, random) => random.pick(tags),
  category_name: (request, random) =>
    /product|item|shop|store/.test(request.entity ?? '')
      ? random.pick(englishData.commerce?.department ?? [])
      : titleCase(String(topic(request, random))),
  topic,
};
