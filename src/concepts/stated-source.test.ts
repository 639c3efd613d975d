import { describe, expect, it } from 'vitest';
import { statedSources } from './stated-source.js';

const names = ['v1/schedule', 'search', 'search-by-domain', 'getSpotPairs', 'getSwapPairs'];

function sourcesOf(description: string, endpointDescription = '', name = 'storyId') {
  return statedSources({ name, description }, endpointDescription, names).map(({ place, field }) => [
    names[place],
    field,
  ]);
}

describe('statedSources', () => {
  it.each([
    ['The value of resId field returned in .../search endpoint', [['search', 'resId']]],
    [
      'The value of brands -> id field returned in .../search-by-domain endpoint',
      [['search-by-domain', 'id']],
    ],
    ['can be found in the schedule endpoint', [['v1/schedule', null]]],
    [
      '`instId` on the `pairs` endpoints must be used',
      [
        ['getSpotPairs', 'instId'],
        ['getSwapPairs', 'instId'],
      ],
    ],
    [
      'identifier get from search endpoint, data[index]->locationIdentifier',
      [['search', 'locationIdentifier']],
    ],
    ['ID of the story', []],
    ['used for search', []],
  ])('reads %j', (description, found) => expect(sourcesOf(description)).toEqual(found));

  it('reads sentences about the endpoint that speak of the parameter', () => {
    const text = 'Fetch a leaderboard. Query the `schedule` endpoint for the desired `tournId` and year.';
    expect(sourcesOf('', text, 'tournId')).toEqual([['v1/schedule', null]]);
    expect(sourcesOf('', text, 'roundId')).toEqual([]);
    expect(sourcesOf('', 'This endpoint retrieves a search by tournId.', 'tournId')).toEqual([]);
  });

  it('takes hostile texts in time', () => {
    const text = `The value of ${'a -> '.repeat(5_000)} field returned in search endpoint`;
    expect(sourcesOf(text)).toEqual([]);
  });
});
