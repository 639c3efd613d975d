import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { describedOwner } from '../concepts/described-owner.js';
import { byNoun, collectionOf, headOf, nounOf } from '../concepts/name-nouns.js';
import type { Entity, Knowledge } from '../types/knowledge.js';
import type { RawEndpoint, RawParameter, RawTool } from '../types/raw-tool.js';
import { pathOf } from './exclusions.js';
import { toSlug } from './slug.js';

/** The nouns (singular) that a tool's parameters speak of: what is there in the tool to be found and asked for. */
export type ToolThings = {
  /** Nouns whose identifier some endpoint takes: `folder` for `folder_id`, or for `id` in `/folders/{id}`. */
  readonly identified: ReadonlySet<string>;
  /** Nouns that some endpoint takes by name: `federation`. */
  readonly named: ReadonlySet<string>;
  /** Identified nouns that one entity of the knowledge covers with another one of them: tournaments beside leagues. Sorted. */
  readonly apart: readonly string[];
};

const known = new WeakMap<RawTool, ToolThings>();

/** What the parameters of a tool speak of, read once for each tool. */
export function thingsOf(tool: RawTool, knowledge: Knowledge): ToolThings {
  const found = known.get(tool);
  if (found !== undefined) return found;
  const identified = new Set<string>();
  const named = new Set<string>();
  for (const endpoint of tool.endpoints) {
    const path = pathOf(endpoint.url);
    for (const parameter of [...endpoint.required, ...endpoint.optional]) {
      const noun = ownerOf(parameter, path, endpoint);
      if (noun !== null) identified.add(noun);
      else {
        const last = normalWords(parameter.name).at(-1);
        if (last !== undefined && last.length > 2) named.add(last);
      }
    }
  }
  const things = { identified, named, apart: apartOf(identified, toSlug(tool.category, 40), knowledge) };
  known.set(tool, things);
  return things;
}

/** The entity keeps its own name, or else the first of its words that the tool uses. */
function apartOf(identified: ReadonlySet<string>, category: string, knowledge: Knowledge): string[] {
  const { entityByWords } = conceptIndexOf(knowledge);
  const covered = new Map<Entity, string[]>();
  for (const noun of [...identified].sort()) {
    const claims = entityByWords.get(noun) ?? [];
    const claim =
      claims.find(({ entity, weak }) => !weak && entity.categories.includes(category)) ??
      claims.find(({ weak }) => !weak) ??
      claims.find(({ entity }) => entity.categories.includes(category));
    if (claim !== undefined) covered.set(claim.entity, [...(covered.get(claim.entity) ?? []), noun]);
  }
  return [...covered]
    .flatMap(([{ id, words }, nouns]) => {
      const kept = [id, ...words].find((word) => nouns.includes(word)) ?? nouns[0];
      return nouns.filter((noun) => noun !== kept);
    })
    .sort();
}

/** Whose identifier a parameter is, by its name, else by what is said of a bare `id`; null where it is none. */
function ownerOf({ name, description }: RawParameter, path: string, endpoint: RawEndpoint): string | null {
  if (!bareId.test(name)) return nounOf(name);
  return (
    describedOwner(description) ?? collectionOf(path, name) ?? byNoun(endpoint.name) ?? headOf(endpoint.name)
  );
}

const bareId = /^_?(?:id|ids|uuid|guid|uid|pk)$/i;
