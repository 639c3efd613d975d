import { describe, expect, it } from 'vitest';
import { singularize } from './singularize.js';
import { tokenizeName } from './tokenize-name.js';

describe('tokenizeName', () => {
  it.each([
    ['departureDate', ['departure', 'date']],
    ['departure_date', ['departure', 'date']],
    ['departure-date', ['departure', 'date']],
    ['date.fromDay', ['date', 'from', 'day']],
    ['filter[search term]', ['filter', 'search', 'term']],
    ['$term', ['term']],
    ['address1', ['address', '1']],
    ['URLPath', ['url', 'path']],
    ['userIDs', ['user', 'ids']],
    ['日本_電話帳', ['日本', '電話帳']],
    ['', []],
    ['__proto__', ['proto']],
  ])('splits %j into words', (name, words) => {
    expect(tokenizeName(name)).toEqual(words);
  });
});

describe('singularize', () => {
  it.each([
    ['cities', 'city'],
    ['adults', 'adult'],
    ['news', 'news'],
    ['address', 'address'],
    ['status', 'status'],
    ['movies', 'movie'],
    ['matches', 'match'],
    ['series', 'series'],
  ])('turns %s into %s', (plural, singular) => {
    expect(singularize(plural)).toBe(singular);
  });
});
