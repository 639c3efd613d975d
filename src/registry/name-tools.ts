import type { RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import { shortHash, toSlug } from './slug.js';

/** What of a tool its names are made from. */
export type ToolHead = Pick<RawTool, 'source' | 'category' | 'stem' | 'name'>;

export type ToolName = {
  /** As a slug. */
  readonly category: string;
  /** Category-qualified. */
  readonly id: string;
  /** First half of the call names of its endpoints. */
  readonly callPrefix: string;
};

/**
 * Gives each tool of a catalog its id and the first half of its call names, both unique in the catalog; null to one that
 * another one before it repeats. Names are all that the tools of a catalog must settle among themselves.
 */
export function nameTools(heads: readonly ToolHead[]): {
  readonly names: readonly (ToolName | null)[];
  readonly refusals: readonly Refusal[];
} {
  const refusals: Refusal[] = [];
  const ids = new Set<string>();
  const prefixCounts = new Map<string, number>();
  const named = heads.map((head): ToolName | null => {
    const category = toSlug(head.category === '' ? 'uncategorized' : head.category, 40);
    const slug = toSlug(head.stem.trim() === '' ? head.name : head.stem, 48);
    let unique = slug;
    if (ids.has(`${category}/${unique}`)) unique = `${slug}_${shortHash(head.source)}`;
    if (ids.has(`${category}/${unique}`)) {
      refusals.push({
        level: 'tool',
        source: head.source,
        name: head.name,
        reason: 'duplicate_tool',
        detail: `Another tool of category '${head.category}' has the same name and place.`,
      });
      return null;
    }
    ids.add(`${category}/${unique}`);
    prefixCounts.set(unique, (prefixCounts.get(unique) ?? 0) + 1);
    return { category, id: `${category}/${unique}`, callPrefix: unique };
  });
  const taken = new Set<string>();
  const names = named.map((tool) => {
    if (tool === null) return null;
    let callPrefix =
      (prefixCounts.get(tool.callPrefix) ?? 0) > 1 ? `${tool.callPrefix}_${tool.category}` : tool.callPrefix;
    if (taken.has(callPrefix)) callPrefix = `${callPrefix}_${shortHash(tool.id)}`;
    taken.add(callPrefix);
    return { ...tool, callPrefix };
  });
  return { names, refusals };
}
