import { isIdName } from '../record-view/is-id-name.js';
import type { Endpoint } from '../types/tool-registry.js';

/** Whether a search that is given these parameters names its one member: airports by their code, rows by the id that they show. */
export function bringsOne(endpoint: Endpoint, given: readonly string[]): boolean {
  const own = endpoint.response.objects[0];
  if (own === undefined) return false;
  if (own.idField === null) {
    const shown = firstId(endpoint, own.at);
    return shown !== null && given.some((name) => lettersOf(name) === shown);
  }
  return endpoint.filters.some(
    ({ parameter, field, operator }) =>
      operator === 'equals' && field === own.idField && given.includes(parameter),
  );
}

/** The name of the first field of a member that looks like an id, a plain one before all. */
function firstId({ response: { fields } }: Endpoint, at: string): string | null {
  const ids = fields
    .filter(({ pointer, name }) => pointer.lastIndexOf('/') === at.length && isIdName(name))
    .map(({ name }) => lettersOf(name));
  return ids.find((name) => /^(id|uuid|guid)$/.test(name)) ?? ids[0] ?? null;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
