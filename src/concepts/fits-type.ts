import type { ConceptDefinition } from '../types/knowledge.js';
import type { ConceptClues } from './concept-clues.js';
import { normalWords } from './concept-index.js';

export function fits(clues: ConceptClues, concept: ConceptDefinition): boolean {
  const { type } = clues;
  if (type === 'object') return false;
  if (type === null || type === 'array') return true;
  if (type === 'boolean') return concept.type === 'boolean';
  if (type === 'string') {
    if (concept.format === 'date' && clues.enum !== null) return false;
    if (concept.type === 'boolean') return clues.enum === null && isYesOrNo(clues);
    // A closed list of words is no number; a free string may well hold one.
    return (
      concept.type === 'string' ||
      clues.enum === null ||
      clues.enum.every((member) => !Number.isNaN(Number(member)))
    );
  }
  // Codes and references come as numbers, too; dates, names and texts do not.
  return concept.type !== 'string' || numericStrings.has(concept.id) || concept.knownBy === 'system';
}

/** A `lastActive` or `availableFrom` that comes as text says when, not whether. */
function isYesOrNo({ name, examples }: ConceptClues): boolean {
  return (
    !normalWords(name).some((word) => moments.has(word)) &&
    examples.every((value) => typeof value !== 'string' || /^(?:true|false|yes|no|y|n|[01])$/i.test(value))
  );
}

const moments = new Set(['last', 'next', 'from', 'since', 'until', 'till', 'at', 'date', 'time', 'day']);

const numericStrings = new Set([
  'postal_code',
  'phone_number',
  'isbn',
  'barcode',
  'tracking_number',
  'order_reference',
  'month',
  'weekday',
  'identifier',
  'train_number',
  'version',
  'sku',
]);
