import type { EntityAttribute, Knowledge } from '../types/knowledge.js';
import type { ConceptClues, Found } from './concept-clues.js';
import type { ConceptIndex } from './concept-index.js';
import { describedOwner } from './described-owner.js';
import { fits } from './fits-type.js';

export function matchAttribute(
  words: readonly string[],
  clues: ConceptClues,
  index: ConceptIndex,
  knowledge: Knowledge,
): Found | null {
  if (clues.entity === null) return null;
  // "The id of the arena", in a list of matches.
  if (words.length === 1 && words[0] === 'id' && isForeign(clues, index)) return null;
  const attribute = attributeOf(clues.entity, words, index);
  if (attribute?.concept == null) return null;
  const concept = knowledge.concepts.get(attribute.concept);
  if (concept === undefined || !fits(clues, concept)) return null;
  // An `asset_id` is the number that some system gave, not the code by which people know the coin.
  if (attribute.name === 'id' && words.length > 1 && words.at(-1) === 'id' && concept.knownBy !== 'system')
    return null;
  return { concept, confidence: 0.92, evidence: [`attribute ${attribute.name} of ${clues.entity}`] };
}

function isForeign({ description, entity }: ConceptClues, index: ConceptIndex): boolean {
  const owner = describedOwner(description);
  return (
    owner !== null &&
    owner !== entity &&
    !index.entityByWords.get(owner)?.some((claim) => claim.entity.id === entity)
  );
}

/** The entity's attribute that a property or parameter name means, its own noun in front stripped (`hotel_name` → `name`). */
export function attributeOf(
  entity: string,
  words: readonly string[],
  index: ConceptIndex,
): EntityAttribute | undefined {
  const direct = index.attributes.get(`${entity} ${words.join(' ')}`);
  if (direct !== undefined) return direct;
  const longest = index.entityStarts.get(words[0] ?? '') ?? 0;
  for (let length = Math.min(longest, words.length - 1); length >= 1; length -= 1) {
    const claims = index.entityByWords.get(words.slice(0, length).join(' '));
    if (claims?.some((claim) => claim.entity.id === entity)) {
      return index.attributes.get(`${entity} ${words.slice(length).join(' ')}`);
    }
  }
  return undefined;
}
