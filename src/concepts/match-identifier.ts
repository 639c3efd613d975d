import type { ConceptDefinition, Knowledge } from '../types/knowledge.js';
import { idKinds } from './bare-id.js';
import type { ConceptClues, Found } from './concept-clues.js';
import { type ConceptIndex, type EntityClaim, normalWords } from './concept-index.js';
import { describedOwner } from './described-owner.js';
import { identifierWords } from './identifier-words.js';
import { isQualifier } from './match-name.js';
import { spelled } from './spelled.js';

export function matchIdentifier(
  words: readonly string[],
  clues: ConceptClues,
  index: ConceptIndex,
  knowledge: Knowledge,
): Found | null {
  const spelled = index.byName.get(words.join(' '));
  if (spelled !== undefined && !knowledge.isA(spelled.id, 'identifier')) return null;
  const noun = identifierWords(words, index);
  if (noun === null) return null;
  const evidence = [`name "${clues.name}"`];
  const said = noun.filter((word) => !isQualifier(word) && !idKinds.has(word));
  if (said.length === 0) {
    const described = speaksOf(clues.description, clues.entity)
      ? undefined
      : describedEntity(clues.description, index);
    if (described !== undefined && described.entity.id !== clues.entity) {
      const concept = knowledge.concepts.get(described.entity.identifierConcept);
      if (concept !== undefined)
        return {
          concept,
          confidence: 0.75,
          evidence: [...evidence, `description of an id of ${described.entity.id}`],
        };
    }
    const foreign = weaklyDescribed(clues, index);
    const opaqueId = knowledge.concepts.get('identifier');
    if (foreign !== null && opaqueId !== undefined)
      return { concept: { ...opaqueId, id: `${foreign}_id` }, confidence: 0.6, evidence };
    const own = clues.entity === null ? undefined : knowledge.entities.get(clues.entity);
    if (own === undefined && clues.entity !== null && opaqueId !== undefined)
      return { concept: { ...opaqueId, id: `${clues.entity}_id` }, confidence: 0.75, evidence };
    const concept = knowledge.concepts.get(own?.identifierConcept ?? 'identifier');
    if (concept === undefined) return null;
    return {
      concept,
      confidence: own === undefined ? 0.5 : 0.85,
      evidence: own === undefined ? evidence : [...evidence, `id of ${own.id}`],
    };
  }
  for (let start = Math.max(0, noun.length - index.longestEntityName); start < noun.length; start += 1) {
    const words = noun.slice(start);
    const isOwn = clues.entity === words.join('_') && !knowledge.entities.has(clues.entity);
    if (isOwn || clues.apart?.includes(words.join(' ')) === true) break;
    const claims = index.entityByWords.get(words.join(' '));
    const claim =
      claims?.find((one) => one.entity.id === clues.entity) ??
      claims?.find((one) => !one.weak && one.entity.categories.includes(clues.category)) ??
      claims?.find((one) => !one.weak) ??
      // A weak noun says whose id it is at the entity's first home only: an `entry_id` of a data set is no word's.
      claims?.find((one) => one.entity.categories[0] === clues.category);
    if (claim === undefined) continue;
    // A country's or airport's own code is something people know; "country id" of some system is not.
    const concept = knowledge.concepts.get(claim.entity.identifierConcept);
    if (
      concept !== undefined &&
      concept.knownBy !== 'system' &&
      (claim.weak || isNumbered(said, clues, concept))
    )
      break;
    if (concept !== undefined) return { concept, confidence: start === 0 ? 0.93 : 0.85, evidence };
  }
  const opaque = knowledge.concepts.get('identifier');
  if (opaque === undefined) return null;
  const slug = said
    .slice(-2)
    .join('_')
    .replace(/[^a-z0-9_]/g, '');
  return { concept: slug === '' ? opaque : { ...opaque, id: `${slug}_id` }, confidence: 0.6, evidence };
}

/** True where the id of what people know by a code is no such code: `country_id`, 99. */
function isNumbered(
  said: readonly string[],
  { name, description, examples }: ConceptClues,
  { examples: patterns }: ConceptDefinition,
): boolean {
  if (said.length === 0 || !/(?:_|[a-z])ids?$/i.test(name)) return false;
  const values = examples.map(spelled).filter((value) => value !== '');
  if (values.length === 0) return !/\b(?:codes?|iso|iata|symbol|ticker)\b/i.test(description);
  return !values.some((value) => patterns.some((pattern) => pattern.test(value)));
}

/** "Pair or currency id", of a pair: the endpoint's own thing is among what the description names. */
function speaksOf(description: string, entity: string | null): boolean {
  return entity !== null && normalWords(description.slice(0, 120)).includes(entity);
}

/** "Flixbus id of the arrival city or station": the entity whose id a description speaks of. */
function describedEntity(description: string, index: ConceptIndex): EntityClaim | undefined {
  const words = normalWords(description.slice(0, 120));
  const at = words.indexOf('id');
  if (at < 0) return undefined;
  const after = words[at + 1] === 'of' || words[at + 1] === 'for' ? words.slice(at + 2, at + 6) : [];
  for (const word of [...after, words[at - 1] ?? '']) {
    const claim = index.entityByWords.get(word)?.find((one) => !one.weak);
    if (claim !== undefined) return claim;
  }
  return undefined;
}

/** "Channel id", beside playlists: the noun of another thing, if only one that means it at times. */
function weaklyDescribed({ description, entity }: ConceptClues, index: ConceptIndex): string | null {
  const thing = describedOwner(description);
  if (thing !== null)
    return index.entityByWords.get(thing)?.some((claim) => claim.entity.id === entity) === true
      ? null
      : thing;
  const words = normalWords(description.slice(0, 60));
  const noun = words[words.indexOf('id') - 1] ?? '';
  const claims = index.entityByWords.get(noun);
  return claims === undefined || claims.some((claim) => claim.entity.id === entity) ? null : noun;
}
