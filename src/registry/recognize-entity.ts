import { type ConceptIndex, conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { identifierWords } from '../concepts/identifier-words.js';
import { figures, headPhrase } from '../concepts/name-nouns.js';
import { singularize } from '../concepts/singularize.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import type { Knowledge } from '../types/knowledge.js';
import type { ToolThings } from './tool-things.js';

export type EntityClues = {
  readonly endpointName: string;
  readonly description: string;
  /** Path of the endpoint's URL. */
  readonly path: string;
  readonly toolName: string;
  readonly toolDescription: string;
  /** As a slug. */
  readonly category: string;
  /** Names of the properties of the response's main object. */
  readonly propertyNames: readonly string[];
  readonly things: ToolThings;
  /** True where it requires the identifier of something. */
  readonly takesIdentifier: boolean;
};

export type RecognizedEntity = {
  /** Of the knowledge, or a noun of the tool's own. */
  readonly entity: string;
  /** 0–1: how much spoke for it. */
  readonly confidence: number;
};

/**
 * The entity an endpoint acts on. Each noun of name, path, description and tool votes, the endpoint's own name most; words
 * that mean an entity in its categories only count there. What the name is about must bear the winner out: a noun that no
 * entity has is a thing of its own where the tool identifies it, else nothing. Null where nothing speaks for an entity.
 */
export function recognizeEntity(clues: EntityClues, knowledge: Knowledge): RecognizedEntity | null {
  const index = conceptIndexOf(knowledge);
  const votes = new Map<string, Vote>();
  const vote = (text: string, weight: number, clue: Clue): void =>
    voteFor(text, weight, clue, votes, clues.category, index);
  // A verb that is a noun as well (`search`) says nothing at the head of more.
  vote(withoutVerb(clues.endpointName), 10, 'name');
  vote(clues.path.slice(0, 200), 3, 'path');
  vote(firstSentence(clues.description), 4, 'description');
  vote(clues.toolName, 3.5, 'tool');
  vote(firstSentence(clues.toolDescription), 1, 'tool');
  for (const name of clues.propertyNames.slice(0, 40)) {
    const noun = identifierWords(normalWords(name), index);
    if (noun !== null && noun.length > 0) vote(noun.join(' '), 2, 'response');
  }
  const best = winner(votes);
  const brand = new Set(normalWords(clues.toolName));
  // The tool's own name says nothing of what one endpoint of it is about, except by a noun.
  const phrase = headPhrase(clues.endpointName).filter(
    (word) => !brand.has(word) || index.entityStarts.has(word) || clues.things.identified.has(word),
  );
  while (phrase.length > 1 && figures.has(phrase.at(-1) ?? '')) phrase.pop();
  const head = phrase.at(-1);
  if (head === undefined) return best === null ? null : recognized(best, votes);
  const own = ownNoun(head, clues);
  if (clues.things.apart.includes(head)) return { entity: head, confidence: ownConfidence };
  const named = namedBy(phrase, clues.category, index);
  if (named === null) {
    if (own !== null) return { entity: own, confidence: ownConfidence };
    if (best === null) return null;
    // A part, a figure or an attribute of what all else speaks of: the humidity of the weather, the statistics of a player.
    const said = votes.get(best)?.clues;
    const isSaid =
      said?.has('name') === true || said?.has('path') === true || said?.has('description') === true;
    const isAtHome = knowledge.entities.get(best)?.categories.includes(clues.category) === true;
    return isSaid && (isAtHome || said?.has('tool') === true || index.attributes.has(`${best} ${head}`))
      ? recognized(best, votes)
      : null;
  }
  const isBorneOut = best !== null && named.entities.includes(best);
  const entity = isBorneOut ? best : (strongest(named.entities, votes) ?? best);
  if (entity === null) return null;
  // `position` is a job's where the tool speaks of jobs; elsewhere it is a thing of the tool's own.
  const isAlias = named.words === head && named.words !== entity;
  const isAtHome = knowledge.entities.get(entity)?.categories.includes(clues.category) === true;
  if (isAlias && !isAtHome && !votes.get(entity)?.clues.has('tool') && own !== null)
    return { entity: own, confidence: ownConfidence };
  return recognized(entity, votes);
}

function withoutVerb(name: string): string {
  const [first, ...rest] = tokenizeName(name);
  return rest.length > 0 && /^(?:search|find|query|list|get)$/.test(first ?? '') ? rest.join(' ') : name;
}

type Clue = 'name' | 'path' | 'description' | 'tool' | 'response';

type Vote = { score: number; readonly clues: Set<Clue> };

/** A noun of the tool's own is believed just enough to be used. */
const ownConfidence = 0.5;

function recognized(entity: string, votes: ReadonlyMap<string, Vote>): RecognizedEntity {
  const score = votes.get(entity)?.score ?? 0;
  return { entity, confidence: Math.min(0.9, Math.round((0.35 + score / 40) * 100) / 100) };
}

function winner(votes: ReadonlyMap<string, Vote>): string | null {
  let best: string | null = null;
  for (const [entity, { score }] of votes) {
    if (score >= 1.2 && (best === null || score > (votes.get(best)?.score ?? 0))) best = entity;
  }
  return best;
}

function strongest(entities: readonly string[], votes: ReadonlyMap<string, Vote>): string | null {
  let best: string | null = null;
  for (const entity of entities) {
    const score = votes.get(entity)?.score ?? 0;
    if (score > 0 && (best === null || score > (votes.get(best)?.score ?? 0))) best = entity;
  }
  return best;
}

/** The entities that the end of a name's phrase means, and the words that do; null where its head means none. */
function namedBy(
  phrase: readonly string[],
  category: string,
  index: ConceptIndex,
): { readonly entities: readonly string[]; readonly words: string } | null {
  for (let start = Math.max(0, phrase.length - index.longestEntityName); start < phrase.length; start += 1) {
    const words = phrase.slice(start).join(' ');
    const claims = index.entityByWords
      .get(words)
      ?.filter(({ entity, weak }) => !weak || entity.categories.includes(category));
    if (claims !== undefined && claims.length > 0)
      return { entities: claims.map(({ entity }) => entity.id), words };
  }
  return null;
}

/**
 * The head of a name as an entity of its own, where the tool has an identifier of it, lists it and takes it by name, or
 * tells of it by the identifier of something: the seats of a flight.
 */
function ownNoun(head: string, { endpointName, things, takesIdentifier }: EntityClues): string | null {
  if (!/^[a-z]{3,30}$/.test(head)) return null;
  const isOwn =
    (takesIdentifier ||
      things.identified.has(head) ||
      things.named.has(head) ||
      isListed(head, endpointName)) &&
    !figures.has(head);
  return isOwn ? head : null;
}

/** "Available federations", "market list". */
function isListed(noun: string, name: string): boolean {
  return tokenizeName(name).some(
    (word) => word === 'list' || word === 'all' || (word !== noun && singularize(word) === noun),
  );
}

function voteFor(
  text: string,
  weight: number,
  clue: Clue,
  votes: Map<string, Vote>,
  category: string,
  index: ConceptIndex,
): void {
  const words = normalWords(text);
  for (let start = 0; start < words.length; ) {
    let taken = 1;
    const longest = index.entityStarts.get(words[start] ?? '') ?? 0;
    for (let length = Math.min(longest, words.length - start); length >= 1; length -= 1) {
      const claims = index.entityByWords.get(words.slice(start, start + length).join(' '));
      if (claims === undefined) continue;
      const previous = words[start - 1];
      // "Videos published by a channel"; "details of a movie" are about the movie.
      const before = words[start - 2] === 'by' && articles.has(previous ?? '') ? 'by' : previous;
      // After "by", "for" or "of" stands what the subject is found by, not the subject.
      const share = before !== undefined && attributive.has(before) ? 0.35 : 1;
      const atHome = claims.some(({ entity }) => entity.categories.includes(category));
      for (const { entity, weak } of claims) {
        const home = entity.categories.includes(category);
        if (weak && !home) continue;
        const strength =
          weight *
          share *
          (weak ? 0.6 : 1) *
          // The `game` of a sports category is a match, though elsewhere the word means another thing more.
          (home ? 1.4 : atHome ? 0.7 : 1) *
          (1 + 0.4 * (length - 1)) *
          (1 + 0.05 * Math.min(start, 4));
        const known = votes.get(entity.id) ?? { score: 0, clues: new Set<Clue>() };
        known.score += strength;
        known.clues.add(clue);
        votes.set(entity.id, known);
      }
      taken = length;
      break;
    }
    start += taken;
  }
}

const articles = new Set(['a', 'an', 'the', 'this', 'each', 'any', 'your']);

const attributive = new Set([
  'by',
  'for',
  'of',
  'in',
  'from',
  'near',
  'per',
  'with',
  'on',
  'at',
  'using',
  'via',
  'to',
]);

function firstSentence(text: string): string {
  return /^[^.\n!?。]{0,160}/.exec(text)?.[0] ?? '';
}
