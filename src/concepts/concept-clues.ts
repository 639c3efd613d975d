import type { JsonPrimitive, JsonValue } from '../types/json.js';
import type { ConceptDefinition } from '../types/knowledge.js';

/** What is known of a parameter or response field. Everything but the name may be missing. */
export type ConceptClues = {
  readonly name: string;
  readonly description: string;
  readonly type: string | null;
  readonly format: string | null;
  readonly enum: readonly JsonPrimitive[] | null;
  readonly examples: readonly JsonValue[];
  /** Entity that the surrounding endpoint or object is about. */
  readonly entity: string | null;
  /** Nouns of one entity that the tool tells apart: its tournaments and its leagues. Each is a thing of its own. */
  readonly apart?: readonly string[];
  /** Category of the tool, as a slug. */
  readonly category: string;
};

export type Found = {
  readonly concept: ConceptDefinition;
  readonly confidence: number;
  readonly evidence: readonly string[];
};
