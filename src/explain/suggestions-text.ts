import type { JsonObject } from '../types/json.js';
import type { Suggestion } from './explanation.js';

/** Suggestions as a hints file to paste: each endpoint once, the most valuable first, with the reasons as comments. */
export function suggestionsText(suggestions: readonly Suggestion[]): readonly string[] {
  if (suggestions.length === 0) return [];
  const byEndpoint = new Map<string, Suggestion[]>();
  for (const suggestion of suggestions) {
    const group = byEndpoint.get(suggestion.endpoint);
    if (group) group.push(suggestion);
    else byEndpoint.set(suggestion.endpoint, [suggestion]);
  }
  return [
    'datagen_hints: 1',
    'endpoints:',
    ...[...byEndpoint].flatMap(([name, group]) => block(name, group)),
  ];
}

function block(name: string, group: readonly Suggestion[]): readonly string[] {
  const own = group.filter(({ parameter }) => parameter === null);
  const parameters = group.filter(({ parameter }) => parameter !== null);
  return [
    `  ${quoted(name)}:`,
    ...own.flatMap(({ hint, why }) =>
      Object.entries(hint).map(([key, value]) => `    ${key}: ${JSON.stringify(value)} # ${why}`),
    ),
    ...(parameters.length === 0 ? [] : ['    parameters:']),
    ...parameters.map(
      ({ parameter, hint, why, endpoints }) =>
        `      ${quoted(parameter ?? '')}: ${flow(hint)} # ${endpoints > 1 ? `${endpoints} endpoints: ` : ''}${why}`,
    ),
  ];
}

function flow(hint: JsonObject): string {
  const members = Object.entries(hint).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `{ ${members.join(', ')} }`;
}

/** Double quotes take whatever there is; plain words need none. */
function quoted(name: string): string {
  return /^[A-Za-z][\w.-]*$/.test(name) && !/^(?:true|false|null|y|n|yes|no|on|off)$/i.test(name)
    ? name
    : JSON.stringify(name);
}
