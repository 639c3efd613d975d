import { MemoryStoreError } from '../errors/memory-store-error.js';
import type { MemoryScope } from '../types/ports.js';
import { describeFailure } from './describe-failure.js';
import type { Mem0Client } from './mem0-client.js';
import type { Nearness, TextIndex } from './text-index.js';

export type Mem0Service = {
  /** Where it is, for messages. */
  readonly what: string;
  readonly open: () => Promise<Mem0Client>;
  /** Kept out of messages. */
  readonly apiKey: string | null;
  /** Milliseconds that one answer, or the arrival of what was added, may take. */
  readonly timeoutMs: number;
  readonly sleep: (ms: number) => Promise<void>;
};

/**
 * Texts in mem0, which embeds them itself: one user for each scope of a run, deleted when the index is closed. mem0 takes texts in
 * later than it says, so a search waits until everything added has arrived. Throws `MemoryStoreError`.
 */
export function createMem0Index(service: Mem0Service, runName: string): TextIndex {
  const added = new Map<MemoryScope, number>();
  const arrived = new Map<MemoryScope, number>();
  let client: Promise<Mem0Client> | null = null;
  const userOf = (scope: MemoryScope): string => `datagen-${runName}-${scope}`;
  const ask = async (question: (client: Mem0Client) => Promise<unknown>): Promise<unknown> => {
    client ??= service.open();
    const opened = await client;
    try {
      return await withTimeout(question(opened), service);
    } catch (error) {
      if (error instanceof MemoryStoreError) throw error;
      throw new MemoryStoreError(service.what, describeFailure(error, [service.apiKey]), advice);
    }
  };
  const waitFor = async (scope: MemoryScope): Promise<void> => {
    const filters = { user_id: userOf(scope) };
    const wanted = added.get(scope) ?? 0;
    let waited = 0;
    for (let pause = 50; (arrived.get(scope) ?? 0) < wanted; pause = Math.min(pause * 2, 2000)) {
      const answer = await ask((mem0) => mem0.getAll({ filters, page: 1, pageSize: 1 }));
      const { count } = (answer ?? {}) as { readonly count?: unknown };
      if (typeof count !== 'number')
        throw new MemoryStoreError(service.what, 'does not count what it holds', advice);
      arrived.set(scope, count);
      if (count >= wanted) return;
      if (waited >= service.timeoutMs) {
        const problem = `holds ${count} of ${wanted} goals after ${waited} ms`;
        throw new MemoryStoreError(service.what, problem, advice);
      }
      await service.sleep(pause);
      waited += pause;
    }
  };
  return {
    async add(scope, id, text) {
      const options = { userId: userOf(scope), infer: false, metadata: { datagen_id: id } } as const;
      await ask((mem0) => mem0.add([{ role: 'user', content: text }], options));
      added.set(scope, (added.get(scope) ?? 0) + 1);
    },
    async search(scope, text, limit) {
      await waitFor(scope);
      const filters = { user_id: userOf(scope) };
      const options = { filters, topK: limit, threshold: 0, rerank: false } as const;
      return readResults(await ask((mem0) => mem0.search(text, options)), service.what);
    },
    async close() {
      const made = [...added.keys()];
      added.clear();
      // What cannot be deleted stays behind under a name that never comes again.
      for (const scope of made)
        await ask((mem0) => mem0.deleteAll({ userId: userOf(scope) })).catch(() => {});
    },
  };
}

const advice =
  'Check memory.mem0.host and MEM0_API_KEY, or set memory.backend to vector, which needs no server.';

function readResults(answer: unknown, what: string): Nearness[] {
  const { results } = (answer ?? {}) as { readonly results?: unknown };
  if (!Array.isArray(results)) throw new MemoryStoreError(what, 'answered a search without results', advice);
  const nearest = new Map<number, Nearness>();
  for (const each of results) {
    const { score, metadata } = (each ?? {}) as {
      readonly score?: unknown;
      readonly metadata?: { readonly datagen_id?: unknown; readonly datagenId?: unknown } | null;
    };
    // The client spells keys of answers its own way, also those that are ours.
    const id = metadata?.datagen_id ?? metadata?.datagenId;
    if (typeof id === 'number' && typeof score === 'number' && !nearest.has(id))
      nearest.set(id, { id, similarity: score });
  }
  return [...nearest.values()];
}

/** The client has no timeout of its own. */
async function withTimeout<Answer>(
  answer: Promise<Answer>,
  { timeoutMs, what }: Mem0Service,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new MemoryStoreError(what, `did not answer in ${timeoutMs} ms`, advice);
    timer = setTimeout(() => reject(error), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
