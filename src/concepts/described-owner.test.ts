import { describe, expect, it } from 'vitest';
import { describedOwner } from './described-owner.js';

describe('describedOwner', () => {
  it.each([
    ['The id of the arena.', 'arena'],
    ['The id of the team you want data for.', 'team'],
    ['The ID of the team for which you want to retrieve the matches', 'team'],
    ['UUID of the coin you want to request markets for', 'coin'],
    ['Trader ID which can be retrieved from /search endpoint', 'trader'],
    ['The unique ID', null],
    ['ID of the object', null],
    ['name of the team', null],
  ])('reads %j as an id of %j', (description, noun) => expect(describedOwner(description)).toBe(noun));
});
