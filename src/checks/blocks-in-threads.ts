import { readBlocks } from './line-blocks.js';

/** Most of what a record is read into is gone with it, but more of it at once than while one is made. */
const youngMegabytes = 32;

/**
 * What the default function of a compiled module makes of each block of a file's lines, in their order, whichever thread
 * did it. Throws `FileAccessError`, and what the function throws.
 */
export async function* blocksInThreads<Made>(
  path: string,
  threads: number,
  module: URL,
): AsyncGenerator<Made, void, undefined> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina({
    filename: module.href,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  try {
    // One block under way and one waiting for each thread; what is done waits for its turn.
    const window: Promise<Made>[] = [];
    const next = (): Promise<Made> => window.shift() as Promise<Made>;
    for await (const block of readBlocks(path)) {
      const made: Promise<Made> = pool.run(block, { transferList: [block.bytes.buffer] });
      // Its failure is met where its turn comes.
      made.catch(() => {});
      window.push(made);
      if (window.length > threads * 2) yield await next();
    }
    while (window.length > 0) yield await next();
  } finally {
    await pool.destroy();
  }
}
