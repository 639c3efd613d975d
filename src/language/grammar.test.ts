import { describe, expect, it } from 'vitest';
import { language } from '../../test/support/act-arbitraries.js';
import { createRandom } from '../random/random.js';
import { parseTemplate } from './data/template.js';
import { expand } from './grammar.js';
import { phraseToText } from './utterance.js';

describe('expand', () => {
  const plain = { weight: 1, registers: [], when: [], unless: [], tags: [] };
  const none = new Set<string>();
  const expansion = (text: string) => ({
    language: { ...language, grammar: new Map([['a', [{ ...plain, text: parseTemplate(text) }]]]) },
    register: 'terse',
    conditions: [0],
    prefers: none,
    places: {},
  });

  it('does not expand what a value says', () => {
    const phrase = expand('a', { ...expansion('x {b}'), places: { b: ['{a} {c}'] } }, createRandom(1));
    expect(phraseToText(phrase)).toBe('x {a} {c}');
  });

  it('asks for a phrase in the form that the text wants', () => {
    const places = { b: (form: string | null) => [`<${form}>`] };
    expect(phraseToText(expand('a', { ...expansion('{b} {b|ing}'), places }, createRandom(1)))).toBe(
      '<null> <ing>',
    );
  });

  it.each([
    ['an unknown symbol', 'x {nowhere}', "no symbol 'nowhere'"],
    ['a symbol that holds itself', '{a}', 'without end'],
    ['an unknown form', '{b|nowise}', "no form 'nowise'"],
  ])('names %s', (_, text, message) => {
    const places = { b: ['word'] };
    expect(() => expand('a', { ...expansion(text), places }, createRandom(1))).toThrow(message);
  });
});
