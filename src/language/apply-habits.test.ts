import { describe, expect, it } from 'vitest';
import { language, speechOf } from '../../test/support/act-arbitraries.js';
import { createRandom } from '../random/random.js';
import { applyHabits } from './apply-habits.js';
import type { Habit } from './data/language-data.js';
import { type Phrase, phraseToText } from './utterance.js';

const habit = (from: RegExp, replacement: string, at: Habit['at']): Habit => ({
  pattern: from,
  replacement,
  at,
  registers: [],
  traits: [],
  chance: 1,
});
const value = {
  text: 'the end.',
  meaning: { kind: 'mention' as const, slot: 0, element: null },
};

function write(phrase: Phrase, ...noise: Habit[]): string {
  const speech = { ...speechOf('rushed'), language: { ...language, noise } };
  return phraseToText(applyHabits(phrase, speech, createRandom('habits')));
}

describe('applyHabits', () => {
  it('never touches a value', () => {
    expect(write(['see ', value], habit(/the/g, 'teh', 'everywhere'))).toBe('see the end.');
  });

  it('slips once in a message, however many places there are', () => {
    expect(write(['the one, ', value, ' and the other'], habit(/\bthe\b/, 'teh', 'once'))).toBe(
      'teh one, the end. and the other',
    );
  });

  it('drops what ends a message only at its end', () => {
    expect(write(['Do it.', ' ', 'And that.'], habit(/\.$/g, '', 'end'))).toBe('Do it. And that');
  });
});
