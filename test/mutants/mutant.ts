import type { Random } from '../../src/random/random.js';
import type { ToolDefinition } from '../../src/types/conversation.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import type { JsonObject, JsonValue } from '../../src/types/json.js';
import type { Law } from '../../src/types/verdict.js';

/** A way to corrupt a good record, and the law that the result breaks whatever else it breaks. */
export type Mutant = {
  readonly name: string;
  readonly law: Law;
  /** Changes a copy made for it; false where the record offers nothing to corrupt in this way. */
  readonly mutate: (record: MutableRecord, random: Random) => boolean;
};

// JSON values are left as they are: their type refers to itself.
type Mutable<T> = JsonObject extends T
  ? JsonValue extends T
    ? T
    : { [key: string]: JsonValue }
  : MutableObject<T>;
type MutableObject<T> = T extends object ? { -readonly [Key in keyof T]: Mutable<T[Key]> } : T;
export type MutableRecord = Mutable<Omit<DatasetRecord, 'tools'>> & { tools: ToolDefinition[] };

/** The corrupted copy, or null where the operator does not apply. */
export function applyMutant(mutant: Mutant, record: DatasetRecord, random: Random): unknown {
  const copy = JSON.parse(JSON.stringify(record)) as MutableRecord;
  return mutant.mutate(copy, random) ? copy : null;
}
