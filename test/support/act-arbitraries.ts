import fc from 'fast-check';
import { loadKnowledge } from '../../src/concepts/load-knowledge.js';
import { configDirectory } from '../../src/config/package-paths.js';
import type { Fact, ItemReport, Reference, SlotValue, StepRequest } from '../../src/language/acts.js';
import { loadLanguage } from '../../src/language/data/load-language.js';
import { type EndpointWords, toEndpointWords } from '../../src/language/reading/endpoint-words.js';
import type { Speech } from '../../src/language/speech.js';
import { conceptLine } from '../../src/planner/concept-line.js';
import type { ToolErrorType } from '../../src/types/conversation.js';
import { forbiddenTopics } from '../../src/types/twist.js';
import { makeEndpoint } from './make-registry.js';

export const language = loadLanguage(configDirectory, 'en');
const knowledge = loadKnowledge(configDirectory);

/** Somebody who speaks in a register; on a day on which the dates of the arbitraries lie ahead, behind and near. */
export function speechOf(register: Speech['register'], traits: readonly string[] = ['calm']): Speech {
  return { language, register, traits, prefers: new Set(), now: '2026-04-09T10:15:00', isCasual: true };
}

export const registers = fc.constantFrom(
  'terse' as const,
  'chatty' as const,
  'formal' as const,
  'rushed' as const,
);
const intents = fc.constantFrom(
  'search' as const,
  'retrieve' as const,
  'create' as const,
  'update' as const,
  'delete' as const,
  'execute' as const,
  'compare' as const,
  'summarize' as const,
);

const names = fc.constantFrom(
  'search_hotels',
  'get_hotel',
  'book_table',
  'cancel_booking',
  'list_my_orders',
  'show_my_bookings',
  'get_weather',
  'Weather Forecast by City',
  'getNewsArticles',
  'convert',
  'Details',
  'v2/items/{id}',
  'add_song_to_playlist',
  'add_playlist_to_playlist',
);
const categories = fc.constantFrom(
  null,
  'travel',
  'food',
  'finance',
  'media',
  'sports',
  'shopping',
  'health',
  'weather',
  'business',
  'education',
  'home',
  'tools',
  'social',
  'location',
  'gaming',
  ...['data', 'database', 'storage'],
  ...['public_services', 'pets', 'insurance', 'logistics', 'jobs', 'events', 'transportation', 'automotive'],
  ...[
    'real_estate',
    'news',
    'music',
    'movies',
    'books',
    'developer_tools',
    'science',
    'communication',
    'cryptography',
  ],
);
export const wordsAndIntent = fc.tuple(names, intents, categories).map(([name, intent, category]) => ({
  words: toEndpointWords(
    { ...makeEndpoint({ id: 'tool/endpoint', intent }), name },
    { singular: 'thing', plural: 'things', category },
    language,
  ),
  intent,
}));

const labels = fc.constantFrom(
  'city',
  'check-in date',
  'end date',
  'guests',
  'maximum price',
  'search terms',
  'duration minutes',
  'language',
  'sort order',
  ...['status', 'status'],
  'note',
);
const conceptIds = fc.constantFrom(
  null,
  'city',
  'date',
  'date_check_in',
  'price',
  'people_count',
  'email',
  'time_of_day',
  'rating',
  'language',
  'search_query',
  'person_name',
);
/** Values as catalogs and worlds hold them, odd ones included. */
const values = fc.oneof(
  fc.constantFrom<string | number | boolean>(
    'Lisbon',
    'iPhone 15',
    'St. john',
    'A  b',
    ' x ',
    'São Paulo',
    '寿司 🍣',
    '2026-05-11',
    '11.05.2026',
    '18:30',
    '2026-05-11T18:30:00',
    'price_asc',
    'paid_late',
    'It is here. All of it.',
    'a{b}c',
    '$& $1',
    true,
    false,
    3,
    4.5,
    12500,
    -2,
  ),
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== ''),
);

export const slotValue: fc.Arbitrary<SlotValue> = fc
  .record({
    slot: fc.nat({ max: 9 }),
    label: labels,
    concept: conceptIds,
    said: fc.array(values, { minLength: 1, maxLength: 3 }),
    isList: fc.boolean(),
  })
  .map((drawn) => (drawn.label === 'status' ? { ...drawn, concept: null, said: ['paid_late'] } : drawn))
  .map(({ slot, label, concept, said, isList }) => ({
    slot,
    intent: 'search' as const,
    label,
    description: '',
    concept,
    concepts: conceptLine(concept, knowledge),
    schema: schemaOf(said[0]),
    values: isList ? said : said.slice(0, 1),
    isList,
  }));

export const fact: fc.Arbitrary<Fact> = fc
  .record({ label: labels, concept: conceptIds, value: values, currency: fc.constantFrom(undefined, 'EUR') })
  .map(({ label, concept, value, currency }) => ({
    label,
    concept,
    concepts: conceptLine(concept, knowledge),
    schema: schemaOf(value),
    value,
    source: { kind: 'output', call: 'call00001', pointer: '/x' },
    ...(currency === undefined ? {} : { currency }),
  }));

export const reference: fc.Arbitrary<Reference> = fc.record({
  by: fc.constantFrom('pronoun', 'first', 'ordinal', 'name', 'open', 'that', 'value', 'extreme'),
  extreme: fc.constantFrom('cheapest', 'best_rated', 'quickest', 'nearest'),
  preposition: fc.constantFrom('for', 'near'),
  singular: fc.constantFrom('hotel', 'thing', 'playlist', 'booking'),
  plural: fc.constantFrom('hotels', 'things'),
  places: fc.uniqueArray(fc.nat({ max: 8 }), { minLength: 1, maxLength: 3 }),
  count: fc.integer({ min: 1, max: 3 }),
  name: fc.constantFrom('Casa Luna', 'iPhone 15'),
});

export const stepRequest: fc.Arbitrary<StepRequest> = fc
  .tuple(
    wordsAndIntent,
    fc.array(slotValue, { maxLength: 5 }),
    fc.array(fc.array(slotValue, { maxLength: 2 }), { maxLength: 3 }),
    fc.option(reference, { freq: 2 }),
    fc.array(slotValue, { maxLength: 2 }),
  )
  .map(([asked, shared, own, pointed, kept]) => ({
    ...asked,
    ...{ shared, own, kept },
    reference: pointed && shared.length % 2 === 0 ? atItself(pointed, asked.words) : pointed,
  }));

/** Points at such a thing as is asked for. */
function atItself(pointed: Reference, { singular, plural }: EndpointWords): Reference {
  return { ...pointed, singular, plural, ...(pointed.by === 'value' ? { name: singular } : {}) };
}

export const topic = fc.constantFrom(...forbiddenTopics);

/** Errors that end a goal, and those over which the assistant asks for another value. */
export const lastingError = fc.constantFrom<ToolErrorType>('unavailable', 'rate_limit', 'conflict');
export const valueError = fc.constantFrom<ToolErrorType>('not_found', 'invalid_value');

export const item: fc.Arbitrary<ItemReport> = fc
  .tuple(fc.option(fact, { freq: 2 }), fc.array(fact, { maxLength: 4 }), fact)
  .map(([name, facts, least]) => ({ name, facts: name === null && facts.length === 0 ? [least] : facts }));

function schemaOf(value: string | number | boolean | undefined) {
  if (typeof value === 'boolean') return { type: 'boolean' as const };
  if (typeof value === 'number')
    return { type: Number.isInteger(value) ? ('integer' as const) : ('number' as const) };
  return value === 'price_asc' || value === 'paid_late'
    ? { type: 'string' as const, enum: [value] }
    : { type: 'string' as const };
}
