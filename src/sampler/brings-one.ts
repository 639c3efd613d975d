import type { Endpoint } from '../types/tool-registry.js';

/** Whether a search that is given these parameters names its one member: airports by their code. */
export function bringsOne({ response, filters }: Endpoint, given: readonly string[]): boolean {
  const own = response.objects[0];
  if (own === undefined || own.idField === null) return false;
  return filters.some(
    ({ parameter, field, operator }) =>
      operator === 'equals' && field === own.idField && given.includes(parameter),
  );
}
