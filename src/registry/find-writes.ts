import { ownNameOf } from '../arguments/own-name.js';
import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { attributeOf } from '../concepts/match-attribute.js';
import type { JsonPointer, PointerPattern } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { FieldWrite, Intent, Parameter, ResponseField } from '../types/tool-registry.js';
import { canShow } from './can-show.js';
import { canonicalAttribute } from './response-fields.js';

/** Which parameter of a write becomes which attribute of the entity. Empty for reads. */
export function findWrites(
  intent: Intent,
  entity: string | null,
  parameters: readonly Parameter[],
  fields: readonly ResponseField[],
  idParameter: string | null,
  knowledge: Knowledge,
): FieldWrite[] {
  if (intent !== 'create' && intent !== 'update') return [];
  const taken = new Set<string>();
  const writes: FieldWrite[] = [];
  for (const parameter of parameters) {
    if (parameter.name === idParameter || !['content', 'identifier', 'filter'].includes(parameter.role))
      continue;
    const field = attributeFor(parameter, entity, fields, knowledge);
    if (field === null || field === 'id' || taken.has(field)) continue;
    taken.add(field);
    writes.push({ parameter: parameter.name, field });
  }
  return writes;
}

function attributeFor(
  parameter: Parameter,
  entity: string | null,
  fields: readonly ResponseField[],
  knowledge: Knowledge,
): string | null {
  const words = normalWords(ownNameOf(parameter));
  // What an answer shows at the place where it was said needs no name.
  const inPlace = fields.find(
    ({ pointer }) => parameter.at !== undefined && pointer.endsWith(patternOf(parameter.at)),
  );
  if (inPlace !== undefined && canShow(inPlace, parameter)) return inPlace.attribute;
  const own = fields.filter((field) => field.object === 0);
  const shown = own.find((field) => normalWords(field.name).join(' ') === words.join(' '));
  if (shown !== undefined) return canShow(shown, parameter) ? shown.attribute : null;
  const known = entity === null ? undefined : attributeOf(entity, words, conceptIndexOf(knowledge));
  if (known !== undefined && known.name !== 'id') return known.name;
  const plain = words.filter((word) => word !== 'new').join(' ');
  const renamed = own.find((field) => normalWords(field.name).join(' ') === plain);
  return renamed?.attribute ?? canonicalAttribute([ownNameOf(parameter)]);
}

// `/items/*/quantity` for `/items/0/quantity`.
function patternOf(place: JsonPointer): PointerPattern {
  return place.replace(/\/\d+(?=\/|$)/g, '/*');
}
