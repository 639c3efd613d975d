import type { BenchmarkList } from './benchmark-lists.js';
import { nameHashes, toolSignatures } from './tool-signature.js';
import { wordRuns } from './word-runs.js';

/** What of benchmarks is looked for in a dataset. */
export type ContaminationIndex = {
  /** A text of a benchmark, such as a question or an answer. */
  readonly addText: (text: string, source: string) => void;
  readonly addTool: (name: string, parameters: readonly string[], source: string) => void;
  readonly addList: (list: BenchmarkList) => void;
  /** Where the text, or 13 words of it in a row, stands in a benchmark; null where it does not. */
  readonly findText: (text: string) => Overlap | null;
  readonly findTool: (name: string, parameters: readonly string[]) => ToolOverlap | null;
  readonly size: () => { readonly runs: number; readonly texts: number; readonly tools: number };
};

export type Overlap = { readonly source: string; readonly kind: 'words' | 'text'; readonly excerpt: string };
export type ToolOverlap = { readonly source: string; readonly kind: 'schema' | 'name' };

/** Memory grows by some 50 bytes a word of the benchmarks. */
export function createContaminationIndex(): ContaminationIndex {
  const sources: string[] = [];
  const runs = new Map<number, number>();
  const texts = new Map<number, number>();
  const signatures = new Map<string, number>();
  const names = new Map<string, number>();
  const numberOf = (source: string): number => {
    const known = sources.lastIndexOf(source);
    return known >= 0 ? known : sources.push(source) - 1;
  };
  const put = <Key>(map: Map<Key, number>, keys: readonly Key[], source: string): void => {
    for (const key of keys) if (!map.has(key)) map.set(key, numberOf(source));
  };
  const nameOf = (number: number): string => sources[number] ?? '';
  return {
    addText(text, source) {
      const { whole, runs: found } = wordRuns(text);
      put(
        runs,
        found.map(({ hash }) => hash),
        source,
      );
      if (whole !== null) put(texts, [whole], source);
    },
    addTool(name, parameters, source) {
      put(signatures, toolSignatures(name, parameters), source);
      put(names, nameHashes(name), source);
    },
    addList(list) {
      put(signatures, list.signatures, list.benchmark);
      put(names, list.names, list.benchmark);
    },
    findText(text) {
      const { whole, runs: found } = wordRuns(text);
      const same = whole === null ? undefined : texts.get(whole);
      if (same !== undefined) return { source: nameOf(same), kind: 'text', excerpt: text.slice(0, 120) };
      for (const { hash, words } of found) {
        const at = runs.get(hash);
        if (at !== undefined) return { source: nameOf(at), kind: 'words', excerpt: words() };
      }
      return null;
    },
    findTool(name, parameters) {
      const bySchema = toolSignatures(name, parameters).flatMap((each) => signatures.get(each) ?? [])[0];
      if (bySchema !== undefined) return { source: nameOf(bySchema), kind: 'schema' };
      const byName = nameHashes(name).flatMap((each) => names.get(each) ?? [])[0];
      return byName === undefined ? null : { source: nameOf(byName), kind: 'name' };
    },
    size: () => ({ runs: runs.size, texts: texts.size, tools: names.size }),
  };
}
