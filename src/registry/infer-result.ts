import { conceptIndexOf } from '../concepts/concept-index.js';
import { singularize } from '../concepts/singularize.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import type { JsonSchema } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint } from '../types/raw-tool.js';
import type { Intent } from '../types/tool-registry.js';

export type InferredResult = {
  readonly schema: JsonSchema;
  /** True where the function works a value out, so that this is its answer whatever else its name speaks of. */
  readonly computed: boolean;
};

/**
 * What a function answers of which the catalog says nothing else: the value that its description says it returns or works out,
 * else the one it is named for; of one that changes something, that it was done. Null where neither says what comes back.
 */
export function inferResult(
  raw: Pick<RawEndpoint, 'name' | 'description'>,
  intent: Intent,
  knowledge: Knowledge,
): InferredResult | null {
  const { verb, rest } = readName(tokenizeName(raw.name));
  const said = saidResult(raw.description);
  const computed = works.has(verb) || (verb === '' && said?.works === true);
  if (!computed && writes.has(intent)) return { schema: done, computed };
  // Of a search, the members would have to be known.
  if (intent === 'search' || brings.has(verb)) return null;
  const phrase = totals.has(verb) ? [verb] : (said?.words ?? nounOf(rest));
  const typed = phrase === null ? null : typeOf(phrase, computed, knowledge);
  if (phrase !== null && typed !== null) {
    const property = phrase.join('_');
    return { schema: { type: 'object', properties: { [property]: typed }, required: [property] }, computed };
  }
  return intent === 'execute' && !computed && verb !== '' ? { schema: done, computed } : null;
}

const writes: ReadonlySet<Intent> = new Set(['create', 'update', 'delete']);

const done: JsonSchema = {
  type: 'object',
  properties: { status: { type: 'string', enum: ['completed'] } },
  required: ['status'],
};

/** Verbs of functions that work a value out. */
const works: ReadonlySet<string> = new Set(
  'calculate compute calc estimate measure count sum average solve evaluate convert predict'.split(' '),
);
/** Those that name what they work out. */
const totals: ReadonlySet<string> = new Set(['sum', 'average', 'count']);
/** Verbs of those that make something of which nobody says what it looks like. */
const brings: ReadonlySet<string> = new Set(
  (
    'generate analyze analyse encode decode encrypt decrypt hash detect classify extract parse format transform compress ' +
    'recognize scrape render tokenize validate verify simulate sort plot draw search translate summarize process'
  ).split(' '),
);
const asks: ReadonlySet<string> = new Set(
  'get fetch find retrieve return determine show check lookup obtain give'.split(' '),
);

/** The verb that a name begins or ends with, and the rest of it: `area_calculate` is about an area. */
function readName(words: readonly string[]): { readonly verb: string; readonly rest: readonly string[] } {
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  const isVerb = (word: string): boolean => works.has(word) || brings.has(word) || asks.has(word);
  if (isVerb(first)) return { verb: first, rest: words.slice(1) };
  if (isVerb(last)) return { verb: last, rest: words.slice(0, -1) };
  return { verb: '', rest: words };
}

type SaidResult = { readonly words: readonly string[]; readonly works: boolean };

/** The noun after "Returns the" or "Calculates the", up to what it is of. */
function saidResult(description: string): SaidResult | null {
  const text = description.slice(0, 600);
  for (const pattern of [returned, worked]) {
    const found = pattern.exec(text);
    const words = tokenizeName((found?.[2] ?? '').replace(/\([^)]*\)/g, ' ')).filter(
      (word) => /^[a-z]+$/.test(word) && !articles.has(word),
    );
    if (found === null || words.length === 0 || words.length > 4 || prepositions.has(words[0] ?? ''))
      continue;
    return { words, works: works.has(baseOf(found[1] ?? '')) };
  }
  return null;
}

const ending =
  '(?=\\s+(?:of|for|in|by|given|based|using|from|to|with|that|which|between|on|at|and|or|as|after|per|when|if|over|under|into|needed|required|about|is|are|will|can)\\b|[.,;:()]|$)';
const returned = new RegExp(
  `(?:^|[.;:]\\s+|\\b(?:and|to|that|which|it|function|will|then)\\s+)(returns?|outputs?)\\s+(?:the\\s+|an?\\s+)?([A-Za-z][A-Za-z ]{1,50}?)${ending}`,
  'i',
);
const worked = new RegExp(
  `^\\W*((?:calculat|comput|estimat|measur|count|solv|evaluat|convert|predict|get|fetch|find|retriev|determin|obtain)[a-z]*)\\s+(?:the\\s+|an?\\s+)?([A-Za-z][A-Za-z ]{1,50}?)${ending}`,
  'i',
);
const articles: ReadonlySet<string> = new Set([
  'the',
  'a',
  'an',
  'its',
  'their',
  'your',
  'given',
  'specified',
  'current',
]);

function baseOf(word: string): string {
  const plain = word.toLowerCase();
  return [...works].find((verb) => plain === verb || plain === `${verb}s` || plain === `${verb}es`) ?? plain;
}

/** `triangle_area` → triangle area; `area_by_sides` → area. */
function nounOf(rest: readonly string[]): readonly string[] | null {
  const end = rest.findIndex((word, place) => place > 0 && prepositions.has(word));
  const words = (end === -1 ? rest : rest.slice(0, end)).filter((word) => /^[a-z]{2,}$/.test(word));
  return words.length === 0 || words.length > 4 || prepositions.has(words[0] ?? '') ? null : words;
}

const prepositions: ReadonlySet<string> = new Set(
  'by for of between in from to with on at using and or per within near if whether'.split(' '),
);

/** By what the knowledge calls so, its last words counting most; a number where something is worked out. */
function typeOf(words: readonly string[], computed: boolean, knowledge: Knowledge): JsonSchema | null {
  const { byName } = conceptIndexOf(knowledge);
  if (/^(?:is|has|can)$/.test(words[0] ?? '')) return { type: 'boolean' };
  if (vague.has(words.at(-1) ?? '')) return null;
  for (let from = 0; from < words.length; from += 1) {
    const tail = words.slice(from);
    const concept = byName.get(tail.join(' ')) ?? byName.get(singular(tail).join(' '));
    if (concept === undefined || concept.generator === null) continue;
    if (knowledge.isA(concept.id, 'identifier')) continue;
    if (computed && concept.type === 'string' && !knowledge.isA(concept.id, 'date')) continue;
    return {
      type: concept.type,
      ...(concept.format === null || concept.format === undefined ? {} : { format: concept.format }),
    };
  }
  return computed ? { type: 'number' } : null;
}

/** Words that say nothing of what they stand for. */
const vague: ReadonlySet<string> = new Set(
  'details detail info information data result results list'.split(' '),
);

function singular(words: readonly string[]): readonly string[] {
  return [...words.slice(0, -1), singularize(words.at(-1) ?? '')];
}
