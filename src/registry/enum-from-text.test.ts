import { describe, expect, it } from 'vitest';
import { enumFromText } from './enum-from-text.js';

describe('enumFromText', () => {
  it.each([
    ['Sort order, one of: asc, desc', ['asc', 'desc']],
    ['Sort by `asc` or `desc`', ['asc', 'desc']],
    [
      'Allowed values: `all`, `today`, `3days`, `week`, `month`. Default: `all`.',
      ['all', 'today', '3days', 'week', 'month'],
    ],
    ['Available values: small, medium, large', ['small', 'medium', 'large']],
    ['Must be one of "day", "week" or "month".', ['day', 'week', 'month']],
    ['Possible values are:\n- html\n- text\n- json', ['html', 'text', 'json']],
    ["Sorted by one of {name, icao, iata}. Append ':reversed'", ['name', 'icao', 'iata']],
    ['Supported chains: eth, bsc, arb', ['eth', 'bsc', 'arb']],
  ])('reads %j', (text, members) => {
    expect(enumFromText(text)).toEqual(members);
  });

  it.each([
    ['The city to search in, e.g. Paris or London'],
    ['Name of the hotel'],
    ['A comma separated list of ids'],
    ['Number of pages to return, allowed values: `1-20`.'],
    ['Use one of the ids returned by the search endpoint'],
    ['Valid values are documented at https://example.com'],
    ['For example `red` or `blue`'],
    ['Options: a, b, etc.'],
    [''],
  ])('finds no closed list in %j', (text) => {
    expect(enumFromText(text)).toBeNull();
  });
});
