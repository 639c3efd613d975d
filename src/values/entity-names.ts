import type { Random } from '../random/random.js';
import { japaneseTopics, topics } from './data/topics.js';
import { foodGenerators } from './generators/food.js';
import { mediaGenerators } from './generators/media.js';
import { moneyGenerators } from './generators/money.js';
import { peopleGenerators } from './generators/people.js';
import { placeGenerators } from './generators/places.js';
import { thingGenerators } from './generators/things.js';
import { travelGenerators } from './generators/travel.js';
import { webGenerators } from './generators/web.js';
import { personNames } from './locale-data.js';
import type { Generator, ValueRequest } from './value-request.js';
import { spacedWords, titleCase } from './word-case.js';

/** What an instance of the request's entity is called: a hotel name for hotels, a person's name for users. */
export function nameOfEntity(request: ValueRequest, random: Random): string {
  const words = spacedWords(request.entity ?? '');
  const generator = nameRules.find(([pattern]) => pattern.test(words))?.[1];
  return String(generator === undefined ? composedName(words, request, random) : generator(request, random));
}

/** What people type to find such an entity: a dish for recipes, a job title for jobs, a topic where nothing fits. */
export function queryForEntity(request: ValueRequest, random: Random): string {
  const words = spacedWords(request.entity ?? '');
  const generator = queryRules.find(([pattern]) => pattern.test(words))?.[1];
  if (generator !== undefined) return String(generator(request, random));
  const named = nameRules.find(([pattern]) => pattern.test(words))?.[1];
  return String(
    named === undefined
      ? random.pick(request.locale === 'ja' ? japaneseTopics : topics)
      : named(request, random),
  );
}

type Rule = readonly [RegExp, Generator];
const all = {
  ...placeGenerators,
  ...peopleGenerators,
  ...moneyGenerators,
  ...travelGenerators,
  ...foodGenerators,
  ...mediaGenerators,
  ...webGenerators,
  ...thingGenerators,
};
const by = (name: keyof typeof all): Generator => all[name] as Generator;

const nameRules: readonly Rule[] = [
  [
    /\b(match|fixture)\b/,
    (request, random) => `${by('sport_team')(request, random)} vs ${by('sport_team')(request, random)}`,
  ],
  [/\b(hotel|accommodation|lodging|hostel)\b/, by('hotel_name')],
  [/\b(room)\b/, by('room_type')],
  [/\b(restaurant|cafe|bistro|bar)\b/, by('restaurant_name')],
  [/\b(recipe|dish|meal|menu|food|cocktail|drink)\b/, by('dish_name')],
  [/\b(ingredient|grocery)\b/, by('ingredient')],
  [/\b(airport)\b/, by('airport_name')],
  [/\b(airline|carrier)\b/, by('airline_name')],
  [/\b(station|stop)\b/, by('station_name')],
  [/\b(job|vacancy|position)\b/, by('job_title')],
  [/\b(movie|film)\b/, by('movie_title')],
  [/\b(tv|series|show|episode|anime)\b/, by('tv_show_title')],
  [/\b(book|novel|ebook)\b/, by('book_title')],
  [/\b(song|track|lyrics?)\b/, by('song_title')],
  [/\b(album|playlist)\b/, by('album_title')],
  [/\b(artist|band|musician)\b/, by('artist_name')],
  [/\b(author|writer)\b/, by('author')],
  [/\b(podcast|channel)\b/, by('podcast_title')],
  [/\b(video|video game|game)\b/, by('game_title')],
  [/\b(news|article|story|headline|post|blog)\b/, by('news_headline')],
  [/\b(doctor|physician|dentist)\b/, by('doctor_name')],
  [
    /\b(user|person|people|customer|contact|player|driver|guest|patient|member|employee|author|actor|candidate|agent|coach|teacher|student|celebrity|profile|follower|passenger|owner|review|account|attendee|participant|traveler)\b/,
    by('person_name'),
  ],
  [
    /\b(company|organization|business|supplier|vendor|merchant|bank|insurer|employer|provider)\b/,
    by('company_name'),
  ],
  [/\b(stock|quote|share|equity)\b/, by('ticker_company')],
  [/\b(coin|crypto|cryptocurrency)\b/, by('crypto_name')],
  [/\b(product|item|listing|deal|offer|cart|order item)\b/, by('product_name')],
  [/\b(category|department)\b/, by('product_category')],
  [/\b(team|club)\b/, by('sport_team')],
  [/\b(league|competition|tournament)\b/, by('sport_league')],
  [/\b(event|concert|festival|exhibition|meetup|conference)\b/, by('event_name')],
  [/\b(course|class|lesson|tutorial)\b/, by('course_title')],
  [/\b(exercise|workout)\b/, by('exercise_name')],
  [/\b(university|college|school)\b/, by('university_name')],
  [/\b(medicine|medication|drug|prescription)\b/, by('medicine')],
  [/\b(plant|flower|tree)\b/, by('plant_name')],
  [/\b(animal|pet|breed|bird|dog|cat)\b/, by('animal')],
  [/\b(car|vehicle|rental)\b/, by('vehicle_model')],
  [/\b(city|town|destination)\b/, by('city')],
  [/\b(country)\b/, by('country_name')],
  [/\b(place|location|attraction|venue|museum|poi|park|landmark|tour|trail|beach)\b/, by('place_name')],
  [/\b(repository|repo|package|library|project)\b/, by('repository_name')],
  [/\b(file|document|attachment)\b/, by('file_name')],
  [/\b(domain|website|site)\b/, by('domain_name')],
  [/\b(language)\b/, by('language_name')],
  [
    /\b(task|todo|issue|ticket|note|reminder|meeting|appointment)\b/,
    (request, random) => taskName(request, random),
  ],
];

const queryRules: readonly Rule[] = [
  [
    /\b(hotel|restaurant|apartment|property|weather|forecast|place|attraction|station|location|address)\b/,
    by('city'),
  ],
  [
    /\b(news|article|post|blog|podcast|channel|video|image|photo|web|course|event|tweet)\b/,
    (request, random) => random.pick(request.locale === 'ja' ? japaneseTopics : topics),
  ],
];

const taskVerbs = [
  'Review',
  'Call',
  'Prepare',
  'Send',
  'Renew',
  'Plan',
  'Book',
  'Return',
  'Order',
  'Check',
  'Update',
  'Cancel',
];
const taskThings = [
  'the quarterly report',
  'the insurance papers',
  'the dentist',
  'the birthday cake',
  'the train tickets',
  'the library books',
  'the budget draft',
  'the slides',
  'the spare keys',
  'the garden tools',
  'the gym membership',
  'the invoice',
  'the passport',
  'the newsletter',
];

function taskName({ locale, anchor }: ValueRequest, random: Random): string {
  if (locale === 'ja')
    return `${random.pick(japaneseTopics)}の${random.pick(['資料を確認', '打ち合わせ', '報告書を送る', '準備', '予約'])}`;
  return random.pick([
    `${random.pick(taskVerbs)} ${random.pick(taskThings)}`,
    `${random.pick(['Meeting', 'Lunch', 'Call'])} with ${anchor.person.firstName} ${anchor.person.lastName}`,
    `${random.pick(taskVerbs)} ${random.pick(topics)} notes`,
  ]);
}

/** `parking lot` → `Riverside Parking Lot`. */
function composedName(words: string, { locale }: ValueRequest, random: Random): string {
  const family = random.pick(personNames(locale).last);
  if (locale === 'ja')
    return `${family}${random.pick(['プラン', 'センター', 'サービス', 'コレクション', 'シリーズ'])}`;
  const kind =
    words === '' ? random.pick(['Collection', 'Programme', 'Project', 'Series', 'Plan']) : titleCase(words);
  return random.pick([
    `${family} ${kind}`,
    `${random.pick(epithets)} ${kind}`,
    `${random.pick(epithets)} ${family} ${kind}`,
  ]);
}

const epithets = [
  'Riverside',
  'Northern',
  'Central',
  'Blue',
  'Harbour',
  'Golden',
  'Maple',
  'Summit',
  'Evergreen',
  'Coastal',
  'Old Town',
  'Silver',
  'Lakeside',
  'Garden',
  'Sunrise',
  'Union',
];
