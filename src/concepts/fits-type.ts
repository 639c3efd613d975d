import type { ConceptDefinition } from '../types/knowledge.js';
import type { ConceptClues } from './concept-clues.js';

export function fits(clues: ConceptClues, concept: ConceptDefinition): boolean {
  const { type } = clues;
  if (type === 'object') return false;
  if (type === null || type === 'array') return true;
  if (type === 'boolean') return concept.type === 'boolean';
  if (type === 'string') {
    if (concept.format === 'date' && clues.enum !== null) return false;
    if (concept.type === 'boolean') return clues.enum === null;
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
