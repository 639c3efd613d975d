import { describe, expect, it } from 'vitest';
import type { RecordView } from '../record-view/record-view.js';
import { createDuplicateTurns } from './duplicate-turns.js';

/** Turns that share no word, the first said once more at the end. */
function figuresOf(different: number) {
  const turns = Array.from({ length: different }, (_, n) => `a${n} b${n} c${n} d${n} e${n}`);
  const duplicates = createDuplicateTurns(0);
  for (const text of [...turns, turns[0]])
    duplicates.add({ locale: 'en', messages: [{ role: 'user', text }] } as unknown as RecordView);
  return duplicates.figures();
}

describe('createDuplicateTurns', () => {
  it('counts over the whole file', () => {
    const { near_duplicate_turns: near, exact_duplicate_turns: exact } = figuresOf(99);
    expect(exact).toEqual({ value: 0.02, basis: 100, comparable: true });
    expect(near).toEqual(exact);
  });

  it('says that near ones were looked for in a sample, and counts exact ones all the same', () => {
    const { near_duplicate_turns: near, exact_duplicate_turns: exact } = figuresOf(50_001);
    expect(exact).toEqual({ value: 2 / 50_002, basis: 50_002, comparable: true });
    expect(near?.note).toMatch(/^in a sample: [1-9]\d* of 50001 different turns$/);
    expect(near?.comparable).toBe(true);
  });
});
