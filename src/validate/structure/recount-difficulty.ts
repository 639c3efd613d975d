import type { Difficulty } from '../../types/dataset-record.js';
import type { RecordView } from '../record-view.js';
import { remember } from '../remember.js';
import { clarificationMessages } from './clarifications.js';

export function recountDifficulty(view: RecordView): Difficulty {
  const depths = new Map<string, number>();
  let fanIn = 0;
  // Calls stand in order and are fed by earlier ones only, so one pass finds the longest path.
  for (const { call, suppliers } of view.calls) {
    let depth = 1;
    for (const supplier of suppliers) depth = Math.max(depth, (depths.get(supplier) ?? 0) + 1);
    depths.set(call.id, depth);
    fanIn = Math.max(fanIn, suppliers.size);
  }
  const called = new Set(view.calls.map(({ call }) => call.name));
  return {
    depth: Math.max(0, ...depths.values()),
    fan_in: fanIn,
    calls: view.calls.length,
    clarifications: clarificationMessages(view).length,
    distractors: view.record.tools.filter((tool) => !called.has(tool.name)).length,
    distractor_similarity: recountSimilarity(view, called),
  };
}

/** Of three points a tool that is not called gets those of its nearest called one; the mean over all, out of three. */
function recountSimilarity(
  { record: { tools, semantics } }: RecordView,
  called: ReadonlySet<string>,
): number {
  const near = Array.from(called, (name) => describeTool(name, semantics));
  if (near.length === 0) return 0;
  let points = 0;
  let others = 0;
  for (const { name } of tools) {
    if (called.has(name)) continue;
    const other = describeTool(name, semantics);
    others += 1;
    points += near.reduce((best, each) => Math.max(best, sharedBy(other, each)), 0);
  }
  return others === 0 ? 0 : Math.round((100 * points) / (3 * others)) / 100;
}

type DescribedTool = {
  readonly entity: string | null;
  readonly tool: string;
  readonly words: readonly string[];
};

function describeTool(name: string, semantics: RecordView['record']['semantics']): DescribedTool {
  const entity = Object.hasOwn(semantics, name) ? (semantics[name]?.entity ?? null) : null;
  return { entity, tool: toolOf(name), words: lettersOf(name) };
}

function sharedBy(one: DescribedTool, other: DescribedTool): number {
  return (
    Number(one.entity !== null && one.entity === other.entity) +
    Number(one.tool === other.tool) +
    Number(one.words.some((word) => other.words.includes(word)))
  );
}

/** What stands before the first `::`. */
export const toolOf = remember((name) => {
  const end = name.indexOf('::');
  return end < 0 ? name : name.slice(0, end);
});

/** Words of three letters or more in what stands after the first `::`; a capital starts a new one. */
export const lettersOf = remember((name): readonly string[] => {
  const end = name.indexOf('::');
  const own = end < 0 ? '' : name.slice(end + 2, end + 202);
  const words = own.replace(/[a-z0-9](?=[A-Z])/g, (last) => `${last} `).toLowerCase();
  return (words.match(/[a-z]+/g) ?? []).filter((word) => word.length > 2);
});
