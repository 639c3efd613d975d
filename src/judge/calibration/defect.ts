import type { Random } from '../../random/random.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import type { DimensionName } from '../rubric.js';

/** One way to break a sound conversation so that whoever reads transcript and tools can see it. */
export type Defect = {
  readonly kind: string;
  /** The dimension that it harms first. */
  readonly dimension: DimensionName;
  readonly says: string;
  /** The broken copy; null where the record gives no occasion. `other` is some other sound record. */
  readonly plant: (record: DatasetRecord, random: Random, other: DatasetRecord) => DatasetRecord | null;
};
