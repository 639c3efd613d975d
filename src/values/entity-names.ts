import { rememberByText } from '../concepts/remember-by-text.js';
import type { Random } from '../random/random.js';
import { moneyGenerators } from './generators/money.js';
import { peopleGenerators } from './generators/people.js';
import { placeGenerators } from './generators/places.js';
import { travelGenerators } from './generators/travel.js';
import { webGenerators } from './generators/web.js';
import { say } from './say.js';
import type { Generator, ValueRequest } from './value-request.js';
import { spacedWords } from './word-case.js';

/** What an instance of the request's entity is called: a hotel name for hotels, a person's name for users. */
export function nameOfEntity(request: ValueRequest, random: Random): string {
  return named(namingOf(request.entity ?? ''), request, random);
}

/** What people type to find such an entity: a dish for recipes, a job title for jobs, a topic where nothing fits. */
export function queryForEntity(request: ValueRequest, random: Random): string {
  return named(askingOf(request.entity ?? ''), request, random);
}

/** The generator of an entity's names. */
const namingOf = rememberByText((entity): string => {
  const words = spacedWords(entity);
  const known = nameRules.find(([pattern]) => pattern.test(words))?.[1];
  return known ?? (words === '' ? 'collection_name' : 'thing_name');
}, 20_000);

/** True of an entity that only a tool knows: none of the kinds of things that have names of a sort. */
export function isOwnKind(entity: string): boolean {
  return namingOf(entity) === 'thing_name';
}

/** True of an entity that people look for by what it is called, and not by a place or topic. */
export function isSoughtByName(entity: string): boolean {
  const naming = namingOf(entity);
  return naming !== 'thing_name' && naming !== 'collection_name' && askingOf(entity) === naming;
}

/** The generator of what finds an entity. */
const askingOf = rememberByText((entity): string => {
  const words = spacedWords(entity);
  return [...queryRules, ...nameRules].find(([pattern]) => pattern.test(words))?.[1] ?? 'topic';
}, 20_000);

function named(name: string, request: ValueRequest, random: Random): string {
  const generator = ownGenerators[name];
  return generator === undefined ? say(name, request, random) : String(generator(request, random));
}

/** What codes and tables name, or the anchor, in every locale. */
const ownGenerators: { readonly [name: string]: Generator } = {
  ...placeGenerators,
  ...peopleGenerators,
  ...moneyGenerators,
  ...travelGenerators,
  ...webGenerators,
};

type Rule = readonly [RegExp, string];

const nameRules: readonly Rule[] = [
  [/\b(match|fixture)\b/, 'sport_match'],
  [/\b(hotel|accommodation|lodging|hostel)\b/, 'hotel_name'],
  [/\b(room)\b/, 'room_type'],
  [/\b(restaurant|cafe|bistro|bar)\b/, 'restaurant_name'],
  [/\b(recipe|dish|meal|menu|food|cocktail|drink)\b/, 'dish_name'],
  [/\b(ingredient|grocery)\b/, 'ingredient'],
  [/\b(airport)\b/, 'airport_name'],
  [/\b(airline|carrier)\b/, 'airline_name'],
  [/\b(station|stop)\b/, 'station_name'],
  [/\b(job|vacancy|position)\b/, 'job_title'],
  [/\b(movie|film)\b/, 'movie_title'],
  [/\b(tv|series|show|episode|anime)\b/, 'tv_show_title'],
  [/\b(book|novel|ebook)\b/, 'book_title'],
  [/\b(song|track|lyrics?)\b/, 'song_title'],
  [/\b(album|playlist)\b/, 'album_title'],
  [/\b(artist|band|musician)\b/, 'artist_name'],
  [/\b(author|writer)\b/, 'author'],
  [/\b(podcast|channel)\b/, 'podcast_title'],
  [/\b(video|video game|game)\b/, 'game_title'],
  [/\b(news|article|story|headline|post|blog)\b/, 'news_headline'],
  [/\b(doctor|physician|dentist)\b/, 'doctor_name'],
  [
    /\b(user|person|people|customer|contact|player|driver|guest|patient|member|employee|author|actor|candidate|agent|coach|teacher|student|celebrity|profile|follower|passenger|owner|review|account|attendee|participant|traveler)\b/,
    'person_name',
  ],
  [
    /\b(company|organization|business|supplier|vendor|merchant|bank|insurer|employer|provider)\b/,
    'company_name',
  ],
  [/\b(stock|quote|share|equity)\b/, 'ticker_company'],
  [/\b(coin|crypto|cryptocurrency)\b/, 'crypto_name'],
  [/\b(product|item|listing|deal|offer|cart|order item)\b/, 'product_name'],
  [/\b(category|department)\b/, 'product_category'],
  [/\b(team|club)\b/, 'sport_team'],
  [/\b(league|competition|tournament)\b/, 'sport_league'],
  [/\b(event|concert|festival|exhibition|meetup|conference)\b/, 'event_name'],
  [/\b(course|class|lesson|tutorial)\b/, 'course_title'],
  [/\b(exercise|workout)\b/, 'exercise_name'],
  [/\b(university|college|school)\b/, 'university_name'],
  [/\b(medicine|medication|drug|prescription)\b/, 'medicine'],
  [/\b(plant|flower|tree)\b/, 'plant_name'],
  [/\b(animal|pet|breed|bird|dog|cat)\b/, 'animal'],
  [/\b(car|vehicle|rental)\b/, 'vehicle_model'],
  [/\b(city|town|destination)\b/, 'city'],
  [/\b(country)\b/, 'country_name'],
  [/\b(place|location|attraction|venue|museum|poi|park|landmark|tour|trail|beach)\b/, 'place_name'],
  [/\b(repository|repo|package|library|project)\b/, 'repository_name'],
  [/\b(file|document|attachment)\b/, 'file_name'],
  [/\b(domain|website|site)\b/, 'domain_name'],
  [/\b(language)\b/, 'language_name'],
  [/\b(task|todo|issue|ticket|note|reminder|meeting|appointment)\b/, 'task_name'],
];

const queryRules: readonly Rule[] = [
  [
    /\b(hotel|restaurant|apartment|property|weather|forecast|place|attraction|station|location|address)\b/,
    'city',
  ],
  [/\b(news|article|post|blog|podcast|channel|video|image|photo|web|course|event|tweet)\b/, 'topic'],
];
