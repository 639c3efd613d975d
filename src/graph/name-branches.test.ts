import { describe, expect, it } from 'vitest';
import { nameBranches } from './name-branches.js';

function branchesOf(names: readonly string[], ids = names): readonly (string | null)[] {
  const endpoints = names.map((name, at) => ({ id: ids[at] ?? name, name }));
  const branches = nameBranches(endpoints, (word) => word === 'team' || word === 'player');
  return endpoints.map(({ id }) => branches.get(id) ?? null);
}

describe('nameBranches', () => {
  it('are words before what others stand before', () => {
    expect(
      branchesOf(['NBA Roster', 'NBA Schedule', 'NFL Roster', 'NFL Schedule', 'Ice Hockey Odds', 'News']),
    ).toEqual(['nba', 'nba', 'nfl', 'nfl', null, null]);
  });

  it('are no verbs and no things', () => {
    const names = ['Get Roster', 'Get Schedule', 'Team Roster', 'Team Schedule', 'Player Roster'];
    expect(branchesOf(names)).toEqual([null, null, null, null, null]);
  });

  it('are what paths tell apart where names are said twice', () => {
    const ids = ['t/get_teams', 't/get_teams_hockey', 't/get_matches', 't/get_matches_hockey'];
    expect(branchesOf(['getTeams', 'getTeams', 'getMatches', 'getMatches'], ids)).toEqual([
      '',
      'hockey',
      '',
      'hockey',
    ]);
  });
});
