import { describe, expect, it } from 'vitest';
import { createRunQueue, type RunPlaces } from './run-queue.js';

const none = new AbortController().signal;

/** A run that says when it begins, and ends when it is told. */
function startRun(queue: ReturnType<typeof createRunQueue>, places: Partial<RunPlaces>, signal = none) {
  const run = { hasBegun: false, end: (): void => undefined, ended: Promise.resolve() };
  const work = new Promise<void>((resolve) => {
    run.end = resolve;
  });
  run.ended = queue.run({ reads: [], writes: [], ...places }, signal, () => {
    run.hasBegun = true;
    return work;
  });
  return run;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createRunQueue', () => {
  it('lets what touches a written file wait, in the order in which it came', async () => {
    const queue = createRunQueue(4);
    const writer = startRun(queue, { writes: ['/a'] });
    const reader = startRun(queue, { reads: ['/a'] });
    const other = startRun(queue, { reads: ['/b'] });
    const second = startRun(queue, { writes: ['/a'] });
    const late = startRun(queue, { reads: ['/a'] });
    const begun = () => [writer, reader, other, second, late].map(({ hasBegun }) => hasBegun);
    await settle();
    expect(begun()).toEqual([true, false, true, false, false]);
    writer.end();
    await settle();
    expect(begun()).toEqual([true, true, true, false, false]);
    reader.end();
    await settle();
    expect(begun()).toEqual([true, true, true, true, false]);
    for (const { end } of [second, other, late]) end();
    await queue.idle();
    expect(late.hasBegun).toBe(true);
  });

  it('runs no more at once than it may, and forgets who does not wait any longer', async () => {
    const queue = createRunQueue(1);
    const first = startRun(queue, {});
    const stop = new AbortController();
    const waiting = startRun(queue, {}, stop.signal);
    const last = startRun(queue, {});
    stop.abort();
    await expect(waiting.ended).rejects.toThrow();
    first.end();
    await settle();
    expect([waiting.hasBegun, last.hasBegun]).toEqual([false, true]);
    last.end();
    await queue.idle();
  });

  it('goes on after a run that fails', async () => {
    const queue = createRunQueue(1);
    const places = { reads: [], writes: ['/a'] };
    await expect(queue.run(places, none, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run(places, none, async () => 1)).toBe(1);
  });
});
