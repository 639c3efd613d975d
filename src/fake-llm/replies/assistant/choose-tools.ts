import type { FakeTool } from '../../fake-request.js';
import { wordsOf } from '../words.js';
import { isVerb, verbClass } from './verb-class.js';

/** Tools that a request names, in its order, each once. Nothing where no tool does what is asked. */
export function chooseTools(request: string, tools: readonly FakeTool[]): FakeTool[] {
  const known = tools.map((tool) => readTool(tool));
  const counts = new Map<string, number>();
  for (const { all } of known) for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1);
  const chosen: FakeTool[] = [];
  for (const clause of request.split(/[.;!?\n,。、！？]|\s+and\s+(?:then\s+)?|\s+then\s+|\s+also\s+/i)) {
    const words = wordsOf(clause).filter((word) => !fillers.has(word));
    const scored = known.map((tool) => ({ tool: tool.tool, score: scoreOf(words, tool, counts) }));
    const best = scored.reduce((top, one) => (one.score > top.score ? one : top), {
      tool: null,
      score: 0.7,
    } as {
      tool: FakeTool | null;
      score: number;
    });
    if (best.tool && !chosen.includes(best.tool)) chosen.push(best.tool);
  }
  return chosen;
}

/** The name of an endpoint in a name that starts with its tool: `courierhub__find_points`. */
export function endpointName(name: string): string {
  const parts = name.split(/__|::/);
  return parts.length > 1 ? parts.slice(1).join(' ') : name;
}

type KnownTool = {
  readonly tool: FakeTool;
  readonly name: readonly string[];
  readonly description: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
};

function readTool(tool: FakeTool): KnownTool {
  const name = wordsOf(endpointName(tool.name)).filter((word) => !fillers.has(word));
  const description = new Set(wordsOf(tool.description.slice(0, 400)).filter((word) => !fillers.has(word)));
  return { tool, name, description, all: new Set([...name, ...description]) };
}

function scoreOf(words: readonly string[], tool: KnownTool, counts: ReadonlyMap<string, number>): number {
  const things = [...new Set(words)].filter((word) => !isVerb(word));
  const rarity = (word: string) => 1 / Math.sqrt(counts.get(word) ?? 1);
  let score = 0;
  for (const word of things) {
    if (tool.name.includes(word)) score += 2 * rarity(word);
    else if (tool.description.has(word)) score += 0.7 * rarity(word);
  }
  const nameThings = tool.name.filter((word) => !isVerb(word));
  if (score === 0 && (nameThings.length > 0 || !words.some((word) => tool.name.includes(word)))) return 0;
  const wanted = verbClass(words);
  const offered = verbClass(tool.name) ?? verbClass([...tool.description]);
  if (wanted !== null && offered !== null) score += wanted === offered ? 0.8 : -0.8;
  if (words.some((word) => isVerb(word) && tool.name.includes(word))) score += 0.4;
  // A name that says more than was asked for is probably another thing.
  return score - 0.25 * nameThings.filter((word) => !things.includes(word)).length;
}

const fillers = new Set(
  'a an the of for to in on at by with from me my i you your please would could can like want need some any it its this that these those is are be do does as all'.split(
    ' ',
  ),
);
