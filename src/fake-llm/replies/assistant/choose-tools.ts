import type { FakeTool } from '../../fake-request.js';
import { isJapanese, wordsOf } from '../words.js';
import { japaneseScore } from './spoken-names.js';
import { readVerb, type VerbClass } from './verb-class.js';

/** What speaks for a tool beside its words, below what a word counts, by the tools that the request chose before. */
export type Favour = (tool: FakeTool, chosen: readonly FakeTool[]) => number;

/** Tools that a request names, in its order, as often as it names them. Nothing where no tool does what is asked. */
export function chooseTools(request: string, tools: readonly FakeTool[], favour: Favour): FakeTool[] {
  const score = isJapanese(request) ? japaneseScorer() : englishScorer(tools);
  const chosen: FakeTool[] = [];
  for (const clause of request.split(/[.;!?\n,。、，！？：]|\s+and\s+(?:then\s+)?|\s+then\s+|\s+also\s+/i)) {
    let best: FakeTool | null = null;
    let most = fairScore;
    for (const tool of tools) {
      const words = score(clause, tool, chosen);
      const all = words > 0 ? words + favour(tool, chosen) : 0;
      if (all > most) [best, most] = [tool, all];
    }
    if (best) chosen.push(best);
  }
  return chosen;
}

/** What a tool must reach to be meant. */
const fairScore = 0.7;

type Scorer = (clause: string, tool: FakeTool, chosen: readonly FakeTool[]) => number;

function englishScorer(tools: readonly FakeTool[]): Scorer {
  const known = new Map(tools.map((tool) => [tool, readTool(tool)]));
  const of = new Map<string, number>();
  for (const { all } of known.values()) for (const word of all) of.set(word, (of.get(word) ?? 0) + 1);
  const isEverywhere = (word: string) =>
    tools.length > 1 && [...known.values()].every(({ description }) => description.has(word));
  const counts = { of, everywhere: new Set([...of.keys()].filter(isEverywhere)) };
  return (clause, tool) => {
    const words = wordsOf(clause).filter((word) => !fillers.has(word));
    const read = known.get(tool);
    return read ? scoreOf(words, read, counts) + numberScore(clause, tool.name) : 0;
  };
}

/** Lists and single things are one word in Japanese: of two tools that fit alike, first the one that looks for things. */
function japaneseScorer(): Scorer {
  return (clause, tool, chosen) => {
    const name = plainWords(endpointName(tool.name));
    const isFirst = !chosen.includes(tool) && readVerb(wordsOf(name.join(' '))).kind === 'find';
    const score = japaneseScore(clause, name);
    return score <= 0 ? 0 : score + (isFirst ? 0.1 : chosen.includes(tool) ? -0.05 : 0);
  };
}

function plainWords(name: string): string[] {
  const parted = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return parted.split(/[^a-z0-9]+/).filter((word) => word !== '');
}

/** Tool that an endpoint belongs to; empty where its name does not say. */
export function productName(name: string): string {
  const [product = '', ...rest] = name.split(/__|::/);
  return rest.length > 0 ? product : '';
}

/** The name of an endpoint in a name that starts with its tool: `courierhub__find_points`. */
export function endpointName(name: string): string {
  const parts = name.split(/__|::/);
  return parts.length > 1 ? parts.slice(1).join(' ') : name;
}

/** How many tools say a word, and the words that all descriptions hold. */
type WordCounts = { readonly of: ReadonlyMap<string, number>; readonly everywhere: ReadonlySet<string> };

type KnownTool = {
  readonly name: readonly string[];
  readonly description: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
};

function readTool(tool: FakeTool): KnownTool {
  const name = wordsOf(endpointName(tool.name)).filter((word) => !fillers.has(word));
  const description = new Set(wordsOf(tool.description.slice(0, 400)).filter((word) => !fillers.has(word)));
  return { name, description, all: new Set([...name, ...description]) };
}

function scoreOf(words: readonly string[], tool: KnownTool, counts: WordCounts): number {
  const wanted = readVerb(words);
  const offered = readVerb(tool.name);
  const rarity = (word: string) => 1 / Math.sqrt(counts.of.get(word) ?? 1);
  let score = 0;
  for (const word of new Set(wanted.things)) {
    if (offered.things.includes(word)) score += 2 * rarity(word);
    // What every description says tells no tool from another, whoever wrote it there.
    else if (tool.description.has(word) && !counts.everywhere.has(word)) score += 0.7 * rarity(word);
  }
  const isSameVerb = wanted.verb !== '' && wanted.verb === offered.verb;
  if (score === 0 && (offered.things.length > 0 || !isSameVerb)) return 0;
  if (wanted.kind !== null && offered.kind !== null) {
    const isNear = isLook(wanted.kind) && isLook(offered.kind);
    score += wanted.kind === offered.kind ? 0.8 : isNear ? 0 : -1.8;
  }
  if (isSameVerb) score += 0.4;
  // A name that says more than was asked for is probably another thing.
  return score - 0.25 * offered.things.filter((word) => !wanted.things.includes(word)).length;
}

function isLook(kind: VerbClass): boolean {
  return kind === 'find' || kind === 'get';
}

/** Several things are asked of a tool that names several, one of a tool that names one. */
function numberScore(clause: string, name: string): number {
  const asked = manyOf(clause);
  const given = manyOf(endpointName(name).replace(/([a-z])([A-Z])/g, '$1 $2'));
  const shared = [...asked].filter(([word]) => given.has(word));
  return shared.reduce((sum, [word, many]) => sum + (given.get(word) === many ? 0.3 : -0.3), 0);
}

/** Nouns by their stem, and whether they stand for several. */
function manyOf(text: string): Map<string, boolean> {
  const words = text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && !fillers.has(word));
  return new Map(
    words.map((word) => [wordsOf(word)[0] ?? word, word.endsWith('s') && wordsOf(word)[0] !== word]),
  );
}

const fillers = new Set(
  'a an the of for to in on at by with from me my i you your please would could can like want need some any it its this that these those is are be do does as all'.split(
    ' ',
  ),
);
