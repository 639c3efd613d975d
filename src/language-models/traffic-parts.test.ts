import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from './circuit-breaker.js';
import { createConcurrencyGate } from './concurrency-gate.js';
import { retryWait } from './retry-wait.js';
import { createTokenBucket } from './token-bucket.js';

const never = new AbortController().signal;
setMaxListeners(0, never);
const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('createConcurrencyGate', () => {
  const settings = { limit: 20, cut: 0.8, growth: 0.05, cooldownMs: 5000 };

  it('has fewer places after refusals, once per episode', () => {
    let time = 0;
    const gate = createConcurrencyGate(settings, () => time);
    for (let refusals = 0; refusals < 10; refusals += 1) gate.refused(null);
    expect(gate.limit()).toBe(16);
    time = 4999;
    gate.refused(20_000);
    expect(gate.limit()).toBe(16);
    time = 5000;
    gate.refused(20_000);
    expect(gate.limit()).toBe(12);
    time = 24_999;
    gate.refused(null);
    expect(gate.limit()).toBe(12);
    time = 25_000;
    gate.refused(null);
    expect(gate.limit()).toBe(10);
  });

  it('always leaves one place', () => {
    let time = 0;
    const gate = createConcurrencyGate({ ...settings, limit: 2 }, () => time);
    for (; time < 1_000_000; time += 10_000) gate.refused(null);
    expect(gate.limit()).toBe(1);
  });

  it('grows after clean rounds with its places taken, up to where it began', async () => {
    let time = 0;
    const gate = createConcurrencyGate(settings, () => time);
    gate.refused(null);
    const rounds = async (count: number, atOnce: number) => {
      for (let round = 0; round < count; round += 1)
        await Promise.all(
          Array.from({ length: atOnce }, () => gate.run(tick, false, never).then(() => gate.answered())),
        );
    };
    await rounds(3, 16);
    expect(gate.limit()).toBe(16);
    time = 5000;
    await rounds(3, 4);
    expect(gate.limit()).toBe(16);
    await rounds(2, 16);
    expect(gate.limit()).toBeGreaterThan(16);
    await rounds(40, 20);
    expect(gate.limit()).toBe(20);
  });

  it('lets those go first who were here before, and forgets who gave up', async () => {
    const gate = createConcurrencyGate({ ...settings, limit: 1 }, () => 0);
    const order: string[] = [];
    const controller = new AbortController();
    const work = (name: string) => async () => {
      await tick();
      order.push(name);
    };
    const running = [
      gate.run(work('running'), false, never),
      gate.run(work('new'), false, never),
      gate.run(work('again'), true, never),
    ];
    const given = gate.run(work('gave up'), true, controller.signal);
    controller.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await Promise.all(running);
    expect(order).toEqual(['running', 'again', 'new']);
  });
});

describe('createTokenBucket', () => {
  it('lets through what a minute allows, in the order of asking', () => {
    let time = 0;
    const bucket = createTokenBucket(600, () => time);
    const waits = Array.from({ length: 20 }, () => bucket.take(1));
    // A burst of a second, then one every 100 ms.
    expect(waits.slice(0, 10).every((each) => each === 0)).toBe(true);
    expect(waits.slice(10)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
    time = 1000;
    expect(bucket.take(1)).toBe(100);
    bucket.refund(1);
    expect(bucket.take(1)).toBe(100);
  });

  it('never holds more than a burst, and lets through what is larger when it is its turn', () => {
    let time = 0;
    const bucket = createTokenBucket(6000, () => time);
    time = 3_600_000;
    expect(bucket.take(100)).toBe(0);
    expect(bucket.take(1000)).toBe(10_000);
    expect(bucket.take(1)).toBeGreaterThan(10_000);
    bucket.refund(10_000);
    expect(bucket.take(100)).toBe(0);
  });

  it('limits nothing without a limit', () => {
    expect(createTokenBucket(null, () => 0).take(1e9)).toBe(0);
  });
});

describe('createCircuitBreaker', () => {
  const settings = { failures: 8, firstPauseMs: 500, longestPauseMs: 30_000 };
  function open(failures: number) {
    const clock = { time: 0 };
    const sleeps: number[] = [];
    const sleep = async (milliseconds: number) => {
      sleeps.push(milliseconds);
      clock.time += milliseconds;
      await tick();
    };
    const breaker = createCircuitBreaker(settings, () => clock.time, sleep);
    for (let count = 0; count < failures; count += 1) breaker.failed();
    return { breaker, sleeps };
  }

  it('opens after eight failures in a row', async () => {
    const { breaker } = open(7);
    expect(breaker.isOpen()).toBe(false);
    breaker.answered();
    for (let count = 0; count < 7; count += 1) breaker.failed();
    expect(await breaker.enter(never)).toBe(false);
    breaker.failed();
    expect(breaker.isOpen()).toBe(true);
  });

  it('sends one ahead, and all when that one is answered', async () => {
    const { breaker } = open(12);
    const entered: number[] = [];
    const all = Array.from({ length: 5 }, (_, index) =>
      breaker.enter(never).then((first) => {
        entered.push(index);
        return first;
      }),
    );
    for (let turn = 0; turn < 5; turn += 1) await tick();
    expect(entered).toHaveLength(1);
    breaker.answered();
    expect((await Promise.all(all)).filter((first) => first)).toHaveLength(1);
    expect(breaker.isOpen()).toBe(false);
  });

  it('pauses twice as long each time, up to its longest', async () => {
    const { breaker, sleeps } = open(8);
    for (let probe = 0; probe < 9; probe += 1) {
      expect(await breaker.enter(never)).toBe(true);
      breaker.failed();
    }
    expect(sleeps).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('sends another ahead when the first gave up', async () => {
    const { breaker } = open(8);
    expect(await breaker.enter(never)).toBe(true);
    const next = breaker.enter(never);
    await tick();
    breaker.abandoned();
    expect(await next).toBe(true);
  });

  it('lets go of those who give up', async () => {
    const { breaker } = open(8);
    await breaker.enter(never);
    const controller = new AbortController();
    const waiting = breaker.enter(controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});

describe('retryWait', () => {
  const settings = { firstWaitMs: 500, longestWaitMs: 30_000, retryAfterCapMs: 120_000, unusableAnswers: 4 };

  it('draws from a range that doubles, up to a cap', () => {
    expect([1, 2, 3, 7, 90].map((tries) => retryWait(tries, null, settings, () => 1))).toEqual([
      500, 1000, 2000, 30_000, 30_000,
    ]);
    expect(retryWait(3, null, settings, () => 0)).toBe(0);
  });

  it('keeps what the provider asks for, never less, and never longer than the cap and its jitter', () => {
    expect(retryWait(1, 8000, settings, () => 0)).toBe(8000);
    expect(retryWait(1, 0, settings, () => 0.5)).toBe(250);
    expect(retryWait(1, 99_999_000, settings, () => 1)).toBe(144_000);
  });
});
