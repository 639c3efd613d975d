import type { MemoryScope } from '../types/ports.js';

/** What stands behind a memory that measures similarity: texts under numbers. Asked one call after the other. */
export interface TextIndex {
  /** `id`: from 0, each once in its scope. The text is never empty. */
  add(scope: MemoryScope, id: number, text: string): Promise<void>;
  /** The nearest of a scope that holds something, at most `limit`. Equally near ones may come in any order. */
  search(scope: MemoryScope, text: string, limit: number): Promise<readonly Nearness[]>;
  /** Never throws; harmless when called twice. */
  close(): Promise<void>;
}

export type Nearness = {
  readonly id: number;
  /** Falls as texts differ more; what is 0 or below has nothing in common. */
  readonly similarity: number;
};
