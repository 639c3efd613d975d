/**
 * The generator Tyche-i by Samuel Neves and Filipe Araujo, with seeds as the `seedrandom` package mixes them in. Written out
 * here because a conversation opens hundreds of streams: a stream that goes on from another's key needs no key as text, and
 * mixes in no more than its own label.
 */
export class Tyche {
  private constructor(
    private a: number,
    private b: number,
    private c: number,
    private d: number,
  ) {}

  /** Before anything is mixed in. */
  static readonly blank = new Tyche(0, 0, 2_654_435_769 | 0, 1_367_130_551);

  /** A generator with a text mixed in, and so many rounds more; this one stays as it is. */
  mixedWith(text: string, rounds: number): Tyche {
    let { a, b, c, d } = this;
    const { length } = text;
    for (let index = 0; index < length + rounds; index += 1) {
      if (index < length) b ^= text.charCodeAt(index);
      b = (b << 25) ^ (b >>> 7) ^ c;
      c = (c - d) | 0;
      d = (d << 24) ^ (d >>> 8) ^ a;
      a = (a - b) | 0;
      b = (b << 20) ^ (b >>> 12) ^ c;
      c = (c - d) | 0;
      d = (d << 16) ^ (c >>> 16) ^ a;
      a = (a - b) | 0;
    }
    return new Tyche(a, b, c, d);
  }

  /** The next number, uniform in [0, 1). */
  next(): number {
    let { a, b, c, d } = this;
    b = (b << 25) ^ (b >>> 7) ^ c;
    c = (c - d) | 0;
    d = (d << 24) ^ (d >>> 8) ^ a;
    a = (a - b) | 0;
    b = (b << 20) ^ (b >>> 12) ^ c;
    c = (c - d) | 0;
    d = (d << 16) ^ (c >>> 16) ^ a;
    a = (a - b) | 0;
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    return (a >>> 0) / 0x1_0000_0000;
  }
}
