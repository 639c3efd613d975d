import type { Parameter, ResponseField } from '../types/tool-registry.js';

/** True of an `id` that is said to be another thing's than what shows an `id` itself: the artist's whose song is shown. */
export function namesAnother(parameter: Parameter | undefined, shown: ResponseField | undefined): boolean {
  const [asked, own] = [parameter?.concept?.id, shown?.concept?.id];
  return isOfAThing(asked) && isOfAThing(own) && asked !== own;
}

function isOfAThing(concept: string | undefined): boolean {
  return concept?.endsWith('_id') === true;
}
