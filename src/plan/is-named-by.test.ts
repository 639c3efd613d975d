import { describe, expect, it } from 'vitest';
import { makeEndpoint } from '../../test/support/make-registry.js';
import { isNamedBy } from './is-named-by.js';

const named = (name: string) => ({ ...makeEndpoint({ id: 'tool/endpoint' }), name });

describe('isNamedBy', () => {
  it.each([
    ['get_player', 'get_player_stats', true],
    ['players', 'getPlayerStats', true],
    ['get_player_stats', 'get_player', false],
    ['get_team', 'get_player_stats', false],
    ['v2', 'get_player_v2', false],
    ['', 'get_player', false],
  ])('%s beside %s: %s', (other, asked, expected) => {
    expect(isNamedBy(named(other), named(asked))).toBe(expected);
  });
});
