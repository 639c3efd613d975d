import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors/usage-error.js';
import type { ToolRegistry } from '../types/tool-registry.js';

/** Categories of the catalog by the names that were typed, whatever their case. Throws `UsageError` for others. */
export function findCategories(registry: ToolRegistry, names: readonly string[]): ReadonlySet<string> {
  const categories = [...new Set(registry.tools.map(({ category }) => category))];
  return new Set(
    names.map((name) => {
      const found = categories.find((category) => isSameName(category, name));
      if (found !== undefined) return found;
      throw unknown('category', name, categories);
    }),
  );
}

/** Ids of tools by ids or names that were typed. Throws `UsageError` for others. */
export function findTools(registry: ToolRegistry, names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const found = registry.tools.filter((tool) => tool.id === name || isSameName(tool.name, name));
      if (found.length > 0) return found.map(({ id }) => id);
      const candidates = registry.tools.flatMap((tool) => [tool.name, tool.id]);
      throw unknown('tool', name, candidates);
    }),
  );
}

/** `Real_Estate` is also `real estate`. */
function isSameName(left: string, right: string): boolean {
  return fold(left) === fold(right);
}

function fold(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}

function unknown(what: string, name: string, candidates: readonly string[]): UsageError {
  const near = didYouMean(name, candidates);
  const some = candidates.slice(0, 30).join(', ');
  const hint =
    near === null ? `It holds ${some}${candidates.length > 30 ? ' …' : ''}.` : `Did you mean '${near}'?`;
  return new UsageError(`The catalog holds no ${what} '${name.slice(0, 200)}'.`, hint);
}
