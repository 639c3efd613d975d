import { describe, expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.js';

describe('didYouMean', () => {
  it.each([
    ['sede', ['seed', 'mode'], 'seed'],
    ['genrate', ['generate', 'evaluate'], 'generate'],
    ['Seed', ['seed'], 'seed'],
    ['out-put', ['input', 'output'], 'output'],
    ['zebra', ['seed', 'mode'], null],
    ['x', [], null],
  ])('for %s among %j gives %s', (word, candidates, expected) => {
    expect(didYouMean(word, candidates)).toBe(expected);
  });
});
