import { conceptIndexOf } from '../concepts/concept-index.js';
import { singularize } from '../concepts/singularize.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Intent } from '../types/tool-registry.js';

export type IntentClues = {
  readonly name: string;
  readonly description: string;
  /** HTTP method; CALL for a function, which has none. */
  readonly method: string;
  /** Whether it requires an identifier of its own entity. */
  readonly hasIdentifier: boolean;
  /** Whether the answer is a list of members, as far as declared. */
  readonly answersList: boolean;
  /** Whether the catalog states that nothing, or that something is changed; the latter counts where no word says otherwise. */
  readonly isRead?: boolean;
};

/** What the endpoint does: the rule of `config/intents.yaml` with the highest priority that holds, else search for a list and retrieve. */
export function recognizeIntent(clues: IntentClues, knowledge: Knowledge): Intent {
  const nameWords = tokenizeName(clues.name).filter((word) => !leading.has(word));
  const descriptionWords = tokenizeName(clues.description.slice(0, 120)).filter((word) => !leading.has(word));
  const method = clues.method.toUpperCase();
  const [firstDescribed = '', ...afterFirst] = descriptionWords;
  const described = leadingVerbs([singularVerb(firstDescribed), ...afterFirst], knowledge);
  const [verbDescribed] = described;
  const lead = leadingVerbs(nameWords, knowledge);
  // What a function's description begins with as well is its verb ("Book a room" of `book_room`), as is what is stated to change something.
  const isVerb =
    method === 'CALL' &&
    (clues.isRead === false || singularVerb(firstDescribed) === nameWords[0] || lead[0] === verbDescribed);
  const named =
    isVerb && lead.length > 0
      ? lead
      : nameVerbs(clues.name, nameWords, method, singularVerb(firstDescribed), knowledge);
  const describedCounts =
    !mayRead.has(method) ||
    described.some(
      (verb) =>
        knowledge.describedVerbs.includes(verb) ||
        (method === 'CALL' && (nameWords.includes(verb) || !knowledge.ambiguousVerbs.includes(verb))),
    );
  const verbs = named.length > 0 ? named : describedCounts ? described : [];

  for (const rule of knowledge.intentRules) {
    if (clues.isRead === true && writes.has(rule.intent)) continue;
    if (clues.isRead === false && rule.verbs === null && rule.words === null) continue;
    if (rule.methods !== null && !rule.methods.includes(method)) continue;
    if (rule.identifierParameter !== null && rule.identifierParameter !== clues.hasIdentifier) continue;
    if (rule.verbs !== null && !rule.verbs.some((one) => verbs.includes(one))) continue;
    if (rule.words !== null && !rule.words.some((word) => nameWords.includes(word))) continue;
    if (rule.intent === 'retrieve' && (clues.answersList || (!clues.hasIdentifier && listed(nameWords))))
      return 'search';
    return rule.intent;
  }
  if (clues.isRead === false) return 'execute';
  return clues.answersList || (!clues.hasIdentifier && listed(nameWords)) ? 'search' : 'retrieve';
}

/** Methods that say nothing of what is done. */
const mayRead: ReadonlySet<string> = new Set(['GET', 'CALL']);

const writes: ReadonlySet<Intent> = new Set(['create', 'update', 'delete', 'execute']);

/** The longest verb of the rules that words begin with, as a list of none or one. */
function leadingVerbs(words: readonly string[], knowledge: Knowledge): readonly string[] {
  for (let length = 3; length >= 1; length -= 1) {
    const verb = words.slice(0, length).join(' ');
    if (words.length >= length && isRuled(verb, knowledge)) return [verb];
  }
  return [];
}

function isRuled(verb: string, knowledge: Knowledge): boolean {
  return knowledge.intentRules.some((rule) => rule.verbs?.includes(verb) === true);
}

/** The verb of a name: where it begins, or behind its last dot or slash (`messages.send`, `issues/add-labels`). */
function nameVerbs(
  name: string,
  words: readonly string[],
  method: string,
  described: string,
  knowledge: Knowledge,
): readonly string[] {
  const last = /[./]([\w-]+)$/.exec(name)?.[1];
  const behind = last === undefined ? [] : leadingVerbs(tokenizeName(last), knowledge);
  const isPlain =
    behind.length > 0 && !(mayRead.has(method) && knowledge.ambiguousVerbs.includes(behind[0] ?? ''));
  if (isPlain) return behind;
  // Paths begin with collections.
  const isNoun =
    name.includes('/') && mayRead.has(method) && knowledge.ambiguousVerbs.includes(words[0] ?? '');
  return isNoun ? [] : firstVerbs(words, method, described, knowledge);
}

/** The verb a name begins with; where it may be a noun, a description that begins otherwise speaks for the noun. */
function firstVerbs(
  words: readonly string[],
  method: string,
  described: string,
  knowledge: Knowledge,
): readonly string[] {
  const found = leadingVerbs(words, knowledge);
  const [verb] = found;
  if (verb === undefined || !mayRead.has(method) || !knowledge.ambiguousVerbs.includes(verb)) return found;
  if (described !== '' && described !== words[0]) return [];
  const second = words[verb.split(' ').length];
  // `New Movies` and `Top Scores` name a list.
  if (second !== undefined && singularize(second) !== second) return [];
  const entities = conceptIndexOf(knowledge).entityByWords;
  return second !== undefined && entities.get(singularize(second))?.some((claim) => !claim.weak) === true
    ? found
    : [];
}

const leading = new Set([
  'api',
  'v1',
  'v',
  '1',
  '2',
  '3',
  'the',
  'this',
  'endpoint',
  'rapid',
  'rest',
  'can',
  'you',
  'use',
  'to',
  'will',
  'allows',
  'a',
  'an',
  'please',
  'memre',
  'simple',
]);

/** "Returns", "Gets", "Searches": the verb of a description in the third person. */
function singularVerb(word: string): string {
  if (word === 'returns' || word === 'return' || word === 'gets') return 'get';
  return word.endsWith('es') && /(?:ch|sh|ss)es$/.test(word)
    ? word.slice(0, -2)
    : word.endsWith('s') && !word.endsWith('ss')
      ? word.slice(0, -1)
      : word;
}

const prepositions = new Set([
  'by',
  'for',
  'of',
  'between',
  'in',
  'from',
  'to',
  'with',
  'near',
  'on',
  'at',
  'using',
  'and',
  'per',
]);

/** A plural noun at the end of the name: `getHotels`. */
function listed(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  const by = words.findIndex((word, index) => index > 0 && prepositions.has(word));
  const head = by > 0 ? (words[by - 1] ?? '') : last;
  return (
    head !== '' &&
    singularize(head) !== head &&
    !/^(?:details|stats|statistics|settings|info|news)$/.test(head)
  );
}
