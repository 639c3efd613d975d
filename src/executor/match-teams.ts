import type { JsonValue } from '../types/json.js';
import { localeData } from '../values/locale-data.js';
import type { Instance } from './instance.js';
import type { Siblings } from './sibling-values.js';
import type { World } from './world.js';

/** The name of a match and the teams that it names. */
export const matchAttributes = /^(name|home_team|away_team)$/;

/**
 * A match is called after its teams, home team first; where a call gave the name, the teams are those that it names. Undefined
 * for what has no two teams, and for names that are no match's.
 */
export function matchValue(
  { facts }: Instance,
  attribute: string,
  { attributes, read }: Siblings,
  { settings }: World,
): JsonValue | undefined {
  if (!attributes.has('home_team') || !attributes.has('away_team') || !attributes.has('name'))
    return undefined;
  const between = betweenTeams(settings.locale);
  if (between === null) return undefined;
  if (attribute === 'name') {
    const teams = [read('home_team'), read('away_team')];
    return teams.every((team) => typeof team === 'string' && team !== '') ? teams.join(between) : undefined;
  }
  const given = facts.get('name');
  if (typeof given !== 'string') return undefined;
  const teams = given.split(between);
  return teams.length === 2 ? teams[attribute === 'home_team' ? 0 : 1] : undefined;
}

/** What the locale writes between the names of two teams: ` vs `. */
function betweenTeams(locale: World['settings']['locale']): string | null {
  const template = localeData(locale).values.get('sport_match')?.[0]?.say[0]?.text;
  return template === undefined
    ? null
    : (/^\{sport_team\}([^{}]+)\{sport_team\}$/.exec(template)?.[1] ?? null);
}
