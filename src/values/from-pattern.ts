import { createRequire } from 'node:module';
import { compilePattern } from '../json/compile-pattern.js';
import { leadingLookaheads } from '../json/leading-lookaheads.js';
import { createRandom, type Random } from '../random/random.js';
import { nestingOfRepetitions } from './nesting-of-repetitions.js';

/** A text that a pattern allows, the same for the same `seed`; null where none was found, or the pattern is beyond us. */
export function fromPattern(pattern: string, bounds: LengthBounds, seed: string): string | null {
  const matches = compilePattern(pattern);
  if (matches === null) return null;
  const random = createRandom(`pattern ${pattern} ${seed}`);
  const plain = leadingLookaheads(pattern)?.rest ?? pattern;
  const most = mostRepetitions(plain);
  // What repeats without end is first tried short, as people write it.
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const range = attempt < attempts / 2 ? lettersAndDigits : printable;
    const text = draw(plain, Math.min(most, repetitionsFor(attempt, bounds)), range, random);
    if (text === null) return null;
    const length = [...text].length;
    if (length < (bounds.minLength ?? 0) || length > (bounds.maxLength ?? longest)) continue;
    if (matches(text)) return text;
  }
  return null;
}

export type LengthBounds = {
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
};

const attempts = 40;
const longest = 500;

/** Repetitions inside repetitions multiply: so many of each that a text stays within some thousand characters. */
function mostRepetitions(pattern: string): number {
  const depth = nestingOfRepetitions(pattern);
  return depth < 2 ? longest : Math.max(1, Math.floor(2_000 ** (1 / depth)));
}

function repetitionsFor(attempt: number, { minLength = 0 }: LengthBounds): number {
  return Math.min(longest, Math.max(8, minLength) + (attempt % (attempts / 2)));
}

type Range = readonly (readonly [from: number, to: number])[];
const lettersAndDigits: Range = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x61, 0x7a],
];
const printable: Range = [[0x20, 0x7e]];

/** One text, of characters of the range where the pattern leaves it open. */
function draw(pattern: string, repetitions: number, range: Range, random: Random): string | null {
  try {
    const RandExp = loadDrawer();
    const drawer = new RandExp(new RegExp(pattern, 'u').source);
    drawer.max = repetitions;
    drawer.defaultRange.subtract(0, 0xffff);
    for (const [from, to] of range) drawer.defaultRange.add(from, to);
    drawer.randInt = (from: number, to: number) => random.integer(from, to);
    return drawer.gen();
  } catch {
    return null;
  }
}

/** Few catalogs have patterns. */
const loadDrawer: () => typeof import('randexp').default = () => createRequire(import.meta.url)('randexp');
