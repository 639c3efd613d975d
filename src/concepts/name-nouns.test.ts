import { describe, expect, it } from 'vitest';
import { byNoun, collectionOf, headOf, headPhrase, nounOf } from './name-nouns.js';

describe('nounOf', () => {
  it.each([
    ['season_id', 'season'],
    ['propertyId1', 'property'],
    ['num_iid', 'num'],
    ['id_horse', 'horse'],
    ['from_account_id', 'account'],
    ['team ID', 'team'],
    ['id', null],
    ['from_id', null],
    ['city', null],
  ])('reads %j as the identifier of %j', (name, noun) => expect(nounOf(name)).toBe(noun));
});

describe('headOf', () => {
  it.each([
    ['Get all Briefs', 'brief'],
    ['get_group_members', 'member'],
    ['Videos by channel', 'video'],
    ['Zip Code to Location Information', 'location'],
    ['Search', null],
    ['Get list of fixture IDs', 'fixture'],
    ['Search by city', null],
  ])('takes %j to be about %j', (name, head) => expect(headOf(name)).toBe(head));
});

describe('byNoun', () => {
  it('is the thing by whose id is asked', () => {
    expect(byNoun('Last 5 Events by Team Id')).toBe('team');
    expect(byNoun('getMuscleById')).toBeNull();
  });
});

describe('headPhrase', () => {
  it.each([
    ['/v1/folders/{folderId}/summary/{documentId}', ['summary']],
    ['flights/auto-complete', ['flight']],
    ['Get player statistics by season', ['player', 'statistic']],
  ])('reads %j as %j', (name, phrase) => expect(headPhrase(name)).toEqual(phrase));
});

describe('collectionOf', () => {
  it.each([
    ['/traders/{id}/positions', 'trader'],
    ['/{group}/{id}', null],
    ['/search', null],
  ])('reads the id in %j as one of %j', (path, noun) => expect(collectionOf(path, 'id')).toBe(noun));
});
