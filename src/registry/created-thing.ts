import { conceptIndexOf } from '../concepts/concept-index.js';
import { headOf } from '../concepts/name-nouns.js';
import type { JsonSchema } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint } from '../types/raw-tool.js';
import { pathOf } from './exclusions.js';
import type { RecognizedEntity } from './recognize-entity.js';
import type { ToolThings } from './tool-things.js';

/**
 * What a POST adds to the collection that its path ends in, where its name speaks of something else: `book_room` makes one of
 * `/rooms/{id}/bookings`. So it does where the tool takes ids of such things, or where the answer shows what the name speaks
 * of by an id beside its own.
 */
export function createdThing(
  { method, url }: RawEndpoint,
  named: RecognizedEntity | null,
  answer: JsonSchema | null,
  { identified }: ToolThings,
  knowledge: Knowledge,
): RecognizedEntity | null {
  if (method.toUpperCase() !== 'POST') return named;
  const last = pathOf(url).split('/').at(-1) ?? '';
  const noun = last === '' || last.includes('{') ? null : headOf(last);
  if (noun === null || !/^[a-z]{3,40}$/.test(noun)) return named;
  const claims = conceptIndexOf(knowledge).entityByWords.get(noun) ?? [];
  const isSame = noun === named?.entity || claims.some(({ entity }) => entity.id === named?.entity);
  if (isSame) return named;
  const isOther = named !== null && showsBesideItsOwn(answer, named.entity, knowledge);
  if (!identified.has(noun) && !isOther) return named;
  return { entity: claims.find(({ weak }) => !weak)?.entity.id ?? noun, confidence: 0.5 };
}

/** Whether one object of an answer has an id of its own and that of a thing of the entity. */
function showsBesideItsOwn(schema: JsonSchema | null, entity: string, knowledge: Knowledge): boolean {
  if (schema === null) return false;
  const names = Object.keys(schema.properties ?? {}).map((name) => name.toLowerCase());
  const nouns = [entity, ...(knowledge.entities.get(entity)?.words ?? [])].map((word) =>
    word.replace(/\W/g, '_'),
  );
  const isShown = names.some((name) => nouns.some((noun) => name === `${noun}_id` || name === `${noun}id`));
  return isShown && names.some((name) => /^(?:id|sid|uuid|_id)$/.test(name));
}
