import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { identifierWords } from '../concepts/identifier-words.js';
import type { Knowledge } from '../types/knowledge.js';

export type EntityClues = {
  readonly endpointName: string;
  readonly description: string;
  /** Path of the endpoint's URL. */
  readonly path: string;
  readonly toolName: string;
  readonly toolDescription: string;
  /** As a slug. */
  readonly category: string;
  readonly parameterNames: readonly string[];
  /** Names of the properties of the response's main object. */
  readonly propertyNames: readonly string[];
};

export type RecognizedEntity = {
  readonly entity: string;
  /** 0–1: how much spoke for it. */
  readonly confidence: number;
};

/**
 * The entity an endpoint acts on: each noun of name, path, description and tool votes, the endpoint's own name most. Words
 * that mean an entity in its categories only count there. Null where nothing speaks for one.
 */
export function recognizeEntity(clues: EntityClues, knowledge: Knowledge): RecognizedEntity | null {
  const votes = new Map<string, number>();
  const index = conceptIndexOf(knowledge);
  const voteFor = (text: string, weight: number): void => {
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
        const atHome = claims.some(({ entity }) => entity.categories.includes(clues.category));
        for (const { entity, weak } of claims) {
          const home = entity.categories.includes(clues.category);
          if (weak && !home) continue;
          const strength =
            weight *
            share *
            (weak ? 0.6 : 1) *
            // The `game` of a sports category is a match, though elsewhere the word means another thing more.
            (home ? 1.4 : atHome ? 0.7 : 1) *
            (1 + 0.4 * (length - 1)) *
            (1 + 0.05 * Math.min(start, 4));
          votes.set(entity.id, (votes.get(entity.id) ?? 0) + strength);
        }
        taken = length;
        break;
      }
      start += taken;
    }
  };
  voteFor(clues.endpointName, 10);
  voteFor(clues.path.slice(0, 200), 3);
  voteFor(firstSentence(clues.description), 4);
  voteFor(clues.toolName, 3.5);
  voteFor(firstSentence(clues.toolDescription), 1);
  for (const name of clues.propertyNames.slice(0, 40)) {
    const noun = identifierWords(normalWords(name), index);
    if (noun !== null && noun.length > 0) voteFor(noun.join(' '), 2);
  }
  let best: string | null = null;
  for (const [entity, score] of votes) {
    if (score >= 1.2 && (best === null || score > (votes.get(best) ?? 0))) best = entity;
  }
  if (best === null) return null;
  return {
    entity: best,
    confidence: Math.min(0.9, Math.round((0.35 + (votes.get(best) ?? 0) / 40) * 100) / 100),
  };
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
