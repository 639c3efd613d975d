import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUtterance } from './utterance.js';

const written = { capitals: true, spaces: true };
const claim = (text: string) => ({
  text,
  meaning: { kind: 'claim' as const, source: { kind: 'schema' as const, rule: 'default' as const } },
});

describe('toUtterance', () => {
  it('capitalises sentences but never a value', () => {
    const utterance = toUtterance(['found it. ', claim('iPhone'), ' is here. that is all'], written);
    expect(utterance.text).toBe('Found it. iPhone is here. That is all');
  });

  it('folds white space and takes none before punctuation', () => {
    expect(toUtterance(['a  b ', ' , c ', '.'], { capitals: false, spaces: true }).text).toBe('a b, c.');
  });

  it('counts offsets in code points', () => {
    const utterance = toUtterance(['😀 ', claim('寿司 🍣'), '!'], written);
    const [mark] = utterance.marks;
    expect([...utterance.text].slice(mark?.start, mark?.end).join('')).toBe('寿司 🍣');
  });

  it('alters no value, not even white space at its ends', () => {
    const utterance = toUtterance(['in ', claim('Paris '), '. at ', claim('9 ')], written);
    expect(utterance.text).toBe('In Paris . At 9 ');
  });

  it('marks exactly the text of each value, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.string({ minLength: 1, unit: 'grapheme' })), { maxLength: 6 }),
        (pairs) => {
          const values = pairs.map(([, value]) => value);
          const segments = pairs.flatMap(([words], index) => [words, claim(values[index] ?? '')]);
          const utterance = toUtterance(segments, written);
          const points = [...utterance.text];
          const marked = utterance.marks.map(({ start, end }) => points.slice(start, end).join(''));
          expect(marked).toEqual(values);
        },
      ),
    );
  });
});
