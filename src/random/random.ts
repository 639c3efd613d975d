/** The only source of randomness. Passed as the last parameter; forked per record and stage, so draws never shift each other. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [minimum, maximum], both included. */
  integer(minimum: number, maximum: number): number;
  /** True with the given probability (0–1). */
  chance(probability: number): boolean;
  /** One member of a non-empty list. */
  pick<T>(items: readonly T[]): T;
  /** One member, with the given non-negative weights; uniform when all are 0. */
  pickWeighted<T>(items: readonly T[], weights: readonly number[]): T;
  /** A shuffled copy. */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent stream that depends on this one's key and the label only, not on what was drawn. */
  fork(label: string): Random;
}

export function createRandom(seed: number | string): Random {
  return startOf(seed);
}

/** Makes streams of one seed that all begin anew. */
export function createRandomSource(seed: number | string): () => Random {
  const stream = startOf(seed);
  return () => stream.anew();
}

function startOf(seed: number | string): Stream {
  return new Stream(0, 0, 2654435769 | 0, 1367130551, '', String(seed));
}

/** Rounds between the key and the first draw. */
const roundsBeforeFirst = 20;

/**
 * The generator Tyche-i, seeded as seedrandom seeds it with a text, character by character (a test holds the two together).
 * A stream keeps the state that its key left, so that a fork mixes in its label alone: no key is put together as text, and
 * a stream that is only forked costs no draws. Most of what is random in a run goes through here: hence plain arithmetic.
 */
class Stream implements Random {
  /** State after the key, or after the last draw once there was one. */
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private readonly keyA: number;
  private readonly keyB: number;
  private readonly keyC: number;
  private readonly keyD: number;
  private isDrawn = false;

  /** Mixes `joint` and `label` into a state: that of another stream's key, or the first of all. */
  constructor(a: number, b: number, c: number, d: number, joint: '' | '/', label: string) {
    const length = joint.length + label.length;
    for (let place = 0; place < length; place += 1) {
      b ^= place < joint.length ? slash : label.charCodeAt(place - joint.length);
      b = (b << 25) ^ (b >>> 7) ^ c;
      c = (c - d) | 0;
      d = (d << 24) ^ (d >>> 8) ^ a;
      a = (a - b) | 0;
      b = (b << 20) ^ (b >>> 12) ^ c;
      c = (c - d) | 0;
      d = (d << 16) ^ (c >>> 16) ^ a;
      a = (a - b) | 0;
    }
    this.keyA = this.a = a;
    this.keyB = this.b = b;
    this.keyC = this.c = c;
    this.keyD = this.d = d;
  }

  next(): number {
    let { a, b, c, d } = this;
    let rounds = 1;
    if (!this.isDrawn) {
      this.isDrawn = true;
      rounds += roundsBeforeFirst;
    }
    for (; rounds > 0; rounds -= 1) {
      b = (b << 25) ^ (b >>> 7) ^ c;
      c = (c - d) | 0;
      d = (d << 24) ^ (d >>> 8) ^ a;
      a = (a - b) | 0;
      b = (b << 20) ^ (b >>> 12) ^ c;
      c = (c - d) | 0;
      d = (d << 16) ^ (c >>> 16) ^ a;
      a = (a - b) | 0;
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    return (a >>> 0) / 0x100000000;
  }

  integer(minimum: number, maximum: number): number {
    return minimum + Math.floor(this.next() * (maximum - minimum + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('Random.pick needs at least one item.');
    return items[this.integer(0, items.length - 1)] as T;
  }

  pickWeighted<T>(items: readonly T[], weights: readonly number[]): T {
    let total = 0;
    for (let index = 0; index < weights.length; index += 1) total += weights[index] as number;
    if (total <= 0) return this.pick(items);
    let rest = this.next() * total;
    for (let index = 0; index < items.length; index += 1) {
      rest -= weights[index] ?? 0;
      if (rest < 0) return items[index] as (typeof items)[number];
    }
    return items[items.length - 1] as (typeof items)[number];
  }

  shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let index = copy.length - 1; index > 0; index -= 1) {
      const other = this.integer(0, index);
      const moved = copy[index] as T;
      copy[index] = copy[other] as T;
      copy[other] = moved;
    }
    return copy;
  }

  /** The same stream before its first draw. */
  anew(): Stream {
    return new Stream(this.keyA, this.keyB, this.keyC, this.keyD, '', '');
  }

  fork(label: string): Random {
    return new Stream(this.keyA, this.keyB, this.keyC, this.keyD, '/', label);
  }
}

const slash = 47;
