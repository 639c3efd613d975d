import { languages } from 'countries-list';
import type { Random } from '../../random/random.js';
import { referenceLocale } from '../../types/plan-row.js';
import { spokenLanguages } from '../data/spoken-languages.js';
import { englishData } from '../english-words.js';
import { localeData } from '../locale-data.js';
import type { Generator } from '../value-request.js';

const words = (englishData().word?.noun ?? []).filter((word) => /^[a-z]{4,9}$/.test(word));
const endings = ['com', 'org', 'net', 'io', 'co', 'app', 'dev', 'info'];
const programmingLanguages = [
  'Python',
  'JavaScript',
  'TypeScript',
  'Java',
  'Go',
  'Rust',
  'C',
  'C++',
  'C#',
  'Kotlin',
  'Swift',
  'Ruby',
  'PHP',
  'Scala',
  'Haskell',
  'Elixir',
  'R',
  'Julia',
  'Dart',
  'Lua',
];
const fileEnds = ['pdf', 'csv', 'png', 'docx', 'xlsx', 'jpg', 'txt', 'json', 'mp3', 'mp4'];

const domain = (random: Random): string =>
  `${random.pick(words)}${random.pick(['', '-', ''])}${random.pick(words)}.${random.pick(endings)}`;
/** Addresses are written in Latin letters, whatever the locale. */
const slug = (random: Random): string =>
  random.pick(localeData(referenceLocale).lists.get('topic') ?? words).replaceAll(' ', '-');

export const webGenerators: { readonly [name: string]: Generator } = {
  url: (_request, random) => `https://www.${domain(random)}/${slug(random)}`,
  image_url: ({ entity }, random) =>
    `https://images.${domain(random)}/${entity ?? 'photos'}/${random.integer(10_000, 99_999)}.jpg`,
  domain_name: (_request, random) => domain(random),
  hostname: (_request, random) =>
    `${random.pick(['api', 'mail', 'db', 'web', 'cache', 'node'])}-${random.integer(1, 24)}.${domain(random)}`,
  ip_address: (_request, random) =>
    `${random.integer(11, 223)}.${random.integer(0, 255)}.${random.integer(0, 255)}.${random.integer(1, 254)}`,
  version: (_request, random) => `${random.integer(0, 9)}.${random.integer(0, 24)}.${random.integer(0, 19)}`,
  file_name: (_request, random) => `${random.pick(words)}-${random.pick(words)}.${random.pick(fileEnds)}`,
  repository_name: (_request, random) =>
    `${random.pick(words)}-${random.pick(['cli', 'core', 'kit', 'server', 'parser', 'ui', 'tools', 'client', 'engine', 'api'])}`,
  hex_color: (_request, random) => `#${random.integer(0, 0xffffff).toString(16).padStart(6, '0')}`,
  language_code: ({ anchor, label }, random) => {
    if (/\b(to|target|into)\b/i.test(label) && spokenLanguages.includes(anchor.destination.language))
      return anchor.destination.language;
    return random.pick(spokenLanguages);
  },
  language_name: ({ locale }, random) => {
    const code = random.pick(random.chance(0.75) ? spokenLanguages.slice(0, 12) : spokenLanguages);
    return localeData(locale).names.languages.get(code) ?? languages[code as keyof typeof languages].name;
  },
  programming_language: (_request, random) => random.pick(programmingLanguages),
};
