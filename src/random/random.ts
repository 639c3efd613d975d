import seedrandom from 'seedrandom';

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
  return new Stream(String(seed));
}

/** Makes streams of one seed that all begin anew. */
export function createRandomSource(seed: number | string): () => Random {
  const key = String(seed);
  return () => new Stream(key);
}

/**
 * The generator is seedrandom's Tyche-i. A stream is its key until something is drawn from it: of those that are forked, half
 * are forked again only. A class, so that a fork makes no functions.
 */
class Stream implements Random {
  private generator: (() => number) | undefined = undefined;

  constructor(private readonly key: string) {}

  next(): number {
    this.generator ??= seedrandom.tychei(this.key);
    return this.generator();
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

  fork(label: string): Random {
    return new Stream(`${this.key}/${label}`);
  }
}
