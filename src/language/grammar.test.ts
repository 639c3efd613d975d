import { describe, expect, it } from 'vitest';
import { language } from '../../test/support/act-arbitraries.js';
import { createRandom } from '../random/random.js';
import { expand } from './grammar.js';
import { phraseToText } from './utterance.js';

const registers = ['terse', 'chatty', 'formal', 'rushed'] as const;
/** Places that the realisers fill. */
const places = [
  'vp',
  'np',
  'later',
  'values',
  'ref',
  'thing',
  'questions',
  'singular',
  'actions',
  'noun',
  'count',
  'plural',
  'about',
  'name',
  'facts',
  'now',
  'zone',
  'profile',
  'policies',
  'value',
  'clause',
  'detail',
  'old',
  'forbidden',
  'action',
  'one',
  'other',
  'label',
  'question',
];
const phrases = Object.fromEntries(places.map((place) => [place, [`<${place}>`]]));

describe('expand', () => {
  it('knows every name in braces of the shipped grammar', () => {
    const unknown = [...language.grammar].flatMap(([symbol, alternatives]) =>
      alternatives.flatMap(({ text }) =>
        [...text.matchAll(/\{([^}]*)\}/g)]
          .map(([, name = '']) => name)
          .filter((name) => !places.includes(name) && !language.grammar.has(name))
          .map((name) => `${symbol}: {${name}}`),
      ),
    );
    expect(unknown).toEqual([]);
  });

  it('expands every alternative of the shipped grammar in each of its registers', () => {
    for (const [symbol, alternatives] of language.grammar)
      for (const alternative of alternatives) {
        const own = alternative.registers.length > 0 ? alternative.registers : registers;
        const grammar = new Map([...language.grammar, [symbol, [alternative]]]);
        const conditions = new Set(alternative.when.filter((condition) => !condition.startsWith('!')));
        for (const register of own) {
          const expansion = { language: { ...language, grammar }, register, conditions, phrases };
          const text = phraseToText(expand(symbol, expansion, createRandom(register)));
          expect(text).not.toMatch(/[{}]/);
          if (alternative.text.trim() !== '') expect(text.trim()).not.toBe('');
        }
      }
  });

  it('does not expand what a value says', () => {
    const grammar = new Map([['a', [{ text: 'x {b}', weight: 1, registers: [], when: [] }]]]);
    const expansion = {
      language: { ...language, grammar },
      register: 'terse',
      conditions: new Set<string>(),
    };
    const phrase = expand('a', { ...expansion, phrases: { b: ['{a} {c}'] } }, createRandom(1));
    expect(phraseToText(phrase)).toBe('x {a} {c}');
  });

  it.each([
    ['an unknown symbol', 'x {nowhere}', "no symbol 'nowhere'"],
    ['a symbol that holds itself', '{a}', 'without end'],
  ])('names %s', (_, text, message) => {
    const grammar = new Map([['a', [{ text, weight: 1, registers: [], when: [] }]]]);
    const expansion = {
      language: { ...language, grammar },
      register: 'terse',
      conditions: new Set<string>(),
    };
    expect(() => expand('a', { ...expansion, phrases: {} }, createRandom(1))).toThrow(message);
  });
});
