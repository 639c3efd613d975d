import type { Random } from '../../random/random.js';
import { headlineParts, topics } from '../data/topics.js';
import { englishData, personNames } from '../locale-data.js';
import type { Generator } from '../value-request.js';
import { titleCase } from '../word-case.js';

const music = englishData.music ?? {};
const book = englishData.book ?? {};

/** `The Silent Harbour`, `A Winter in Lisbon`: made up, so that no real work is misquoted. */
function workTitle(random: Random, city: string): string {
  const [adjective, noun, other] = [
    random.pick(titleAdjectives),
    random.pick(titleNouns),
    random.pick(titleNouns),
  ];
  return random.pick([
    `The ${adjective} ${noun}`,
    `${noun} of ${other}s`,
    `A ${noun} in ${city}`,
    `${adjective} ${noun}s`,
    `The Last ${noun}`,
    `Beyond the ${adjective} ${noun}`,
    `${noun} and ${other}`,
    `The ${noun} Keeper`,
    `Letters from ${city}`,
    `When the ${noun} Fell`,
  ]);
}

const titleAdjectives = [
  'Silent',
  'Crimson',
  'Distant',
  'Broken',
  'Hidden',
  'Frozen',
  'Golden',
  'Restless',
  'Paper',
  'Hollow',
  'Midnight',
  'Second',
  'Endless',
  'Velvet',
  'Northern',
  'Burning',
  'Forgotten',
  'Gentle',
  'Electric',
  'Salt',
];
const titleNouns = [
  'Harbour',
  'Winter',
  'Garden',
  'Orchard',
  'River',
  'Mirror',
  'Letter',
  'Lantern',
  'Summer',
  'Road',
  'Island',
  'Clock',
  'Shadow',
  'Tower',
  'Train',
  'Sparrow',
  'Valley',
  'Secret',
  'Stranger',
  'Compass',
  'Ocean',
  'Promise',
  'Bridge',
  'Storm',
];

const workOf: Generator = ({ anchor }, random) => workTitle(random, anchor.place.city);

export const mediaGenerators: { readonly [name: string]: Generator } = {
  movie_title: workOf,
  tv_show_title: (request, random) =>
    random.chance(0.4)
      ? `${random.pick(personNames('en').last)} & ${random.pick(personNames('en').last)}`
      : workOf(request, random),
  game_title: (request, random) =>
    random.chance(0.5)
      ? `${random.pick(titleAdjectives)} ${random.pick(gameNouns)} ${random.pick(['II', 'III', 'Online', 'Tactics', 'Legends', 'Rally', 'Quest'])}`
      : workOf(request, random),
  book_title: (request, random) =>
    random.chance(0.5) ? random.pick(book.title ?? []) : workOf(request, random),
  song_title: (_request, random) => random.pick(music.song_name ?? []),
  artist_name: (_request, random) => random.pick(music.artist ?? []),
  album_title: (_request, random) => random.pick(music.album ?? []),
  genre: ({ entity, label }, random) => {
    const text = `${entity ?? ''} ${label}`;
    if (/song|track|album|artist|music|playlist|concert/.test(text)) return random.pick(music.genre ?? []);
    if (/book|author|novel/.test(text)) return random.pick(book.genre ?? []);
    return random.pick(screenGenres);
  },
  author: (_request, random) => random.pick(book.author ?? []),
  publisher: (_request, random) => random.pick(book.publisher ?? []),
  news_headline: ({ anchor }, random) => {
    const part = random.pick(headlineParts);
    return part
      .replace('{city}', anchor.place.city)
      .replace('{topic}', random.pick(topics))
      .replace('{Topic}', titleCase(random.pick(topics)));
  },
  podcast_title: (_request, random) =>
    `${random.pick(['The', 'Inside', 'Talking', 'Everyday', 'Beyond', 'Notes on', 'All About', 'Plain'])} ${titleCase(random.pick(topics))}`,
};

const gameNouns = [
  'Kingdom',
  'Frontier',
  'Dungeon',
  'Racer',
  'Galaxy',
  'Warden',
  'Outpost',
  'Arena',
  'Voyager',
  'Realm',
  'Citadel',
  'Hunter',
];
const screenGenres = [
  'action',
  'adventure',
  'animation',
  'comedy',
  'crime',
  'documentary',
  'drama',
  'family',
  'fantasy',
  'history',
  'horror',
  'musical',
  'mystery',
  'romance',
  'science fiction',
  'thriller',
  'war',
  'western',
];
