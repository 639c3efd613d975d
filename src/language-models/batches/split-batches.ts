import type { BatchItem } from './batch-client.js';

export type BatchLimits = {
  readonly requests: number;
  /** Of a batch as JSON. */
  readonly bytes: number;
};

/** Of Anthropic's Message Batches. */
export const anthropicLimits: BatchLimits = { requests: 100_000, bytes: 256_000_000 };

/** Fills batches in order, one after the other: all at once may not fit into memory. `refuse` hears of what is too large for any. */
export function* splitBatches(
  items: Iterable<BatchItem>,
  limits: BatchLimits,
  refuse: (key: string) => void,
): Generator<readonly BatchItem[], void, undefined> {
  let current: BatchItem[] = [];
  let bytes = envelope;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (size + envelope > limits.bytes) {
      refuse(item.custom_id);
      continue;
    }
    if (current.length === limits.requests || bytes + size > limits.bytes) {
      yield current;
      [current, bytes] = [[], envelope];
    }
    current.push(item);
    bytes += size;
  }
  if (current.length > 0) yield current;
}

const envelope = '{"requests":[]}'.length;
