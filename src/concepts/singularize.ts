import { rememberByText } from './remember-by-text.js';

/** Words that end in s and are no plurals, or that stay as they are. */
const unchanged = new Set([
  'address',
  'status',
  'news',
  'gps',
  'bus',
  'series',
  'species',
  'class',
  'business',
  'access',
  'process',
  'express',
  'progress',
  'success',
  'analysis',
  'basis',
  'has',
  'is',
  'was',
  'this',
  'plus',
  'gas',
  'sms',
  'dns',
  'rss',
  'css',
  'https',
  'sports',
  'us',
  'eps',
  'bonus',
  'virus',
  'campus',
  'census',
  'corpus',
  'radius',
  'goods',
  'ms',
  'ios',
  'los',
  'as',
  'its',
  'tennis',
  'ins',
  'pos',
  'odds',
  'always',
  'windows',
  'mass',
  'less',
  'loss',
  'boss',
  'cross',
  'pass',
  'fitness',
  'wellness',
  'synopsis',
  'previous',
  'various',
  'lens',
  'canvas',
  'atlas',
  'focus',
  'minus',
  'axis',
  'yes',
  'kbps',
  'aws',
  'sas',
  'vs',
  'gis',
  'bonds',
  'genus',
  'statistics',
  'analytics',
  'nearbys',
  'cms',
  'pws',
  'os',
  'xs',
  'diabetes',
  'headquarters',
  'hours',
]);

const irregular = new Map([
  ['children', 'child'],
  ['people', 'people'],
  ['men', 'man'],
  ['women', 'woman'],
  ['movies', 'movie'],
  ['matches', 'match'],
  ['statistics', 'statistic'],
  ['indices', 'index'],
  ['currencies', 'currency'],
  ['cookies', 'cookie'],
  ['odds', 'odd'],
  ['calories', 'calorie'],
  ['hours', 'hour'],
  ['caches', 'cache'],
  ['selfies', 'selfie'],
  ['zombies', 'zombie'],
  ['quizzes', 'quiz'],
  ['axes', 'axis'],
  ['leaves', 'leaf'],
  ['lives', 'life'],
  ['knives', 'knife'],
  ['vertices', 'vertex'],
  ['ties', 'tie'],
  ['buses', 'bus'],
  ['statuses', 'status'],
  ['aliases', 'alias'],
  ['headaches', 'headache'],
]);

/** The singular of an English word in lower case, by rule; words of other languages come back as they are. */
export const singularize = rememberByText(singularByRule, 100_000);

function singularByRule(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (word.length < 3 || !word.endsWith('s') || unchanged.has(word)) return word;
  if (word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sses|shes|ches|xes|zzes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** The plural of an English word or phrase (its last word), by rule. */
export function pluralize(phrase: string): string {
  if (/[^aeiou]y$/.test(phrase)) return `${phrase.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/.test(phrase)) return `${phrase}es`;
  return `${phrase}s`;
}
