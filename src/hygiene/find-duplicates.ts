import { createHash } from 'node:crypto';
import { shinglesOf } from '../dataset/shingles-of.js';
import { hashText } from '../metrics/hash-text.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { RecordView } from '../record-view/record-view.js';
import { toWordHashes } from '../record-view/word-hashes.js';
import { minHash } from './min-hash.js';
import { createSignatureIndex, type SignatureIndex } from './signature-index.js';

/** What two records can have in common: all user turns, the tools in call order, or all that was said. */
export const likenesses = ['user', 'chain', 'dialogue'] as const;
export type Likeness = (typeof likenesses)[number];

/** Jaccard similarity (0–1) from which a record is taken for a duplicate; 1 for equal ones only, 0 for not at all. */
export type DuplicateThresholds = { readonly [likeness in Likeness]: number };

export type Duplicate = {
  readonly likeness: Likeness | 'base';
  /** 1 where they are equal; else estimated. */
  readonly similarity: number;
  /** Number of the record that stays, from 1. */
  readonly of: number;
  readonly ofId: string;
};

/** Told of records one after the other; says of each which earlier record that stays it repeats, or null. */
export type DuplicateFinder = { readonly check: (record: unknown) => Duplicate | null };

type Kept = { readonly number: number; readonly id: string; readonly group: string };
type Watch = {
  readonly likeness: Likeness;
  readonly equal: Map<string, Kept>;
  readonly near: SignatureIndex<Kept> | null;
};

/**
 * Finds records that repeat an earlier one that stays. Variants are alike by design: they are not compared with their own
 * base and its variants, and go where their base goes. Memory grows by some 0.6 KB a record and likeness.
 */
export function createDuplicateFinder(thresholds: DuplicateThresholds): DuplicateFinder {
  const watches = likenesses.flatMap((likeness): Watch[] => {
    const threshold = thresholds[likeness];
    if (threshold === 0) return [];
    return [
      { likeness, equal: new Map(), near: threshold < 1 ? createSignatureIndex<Kept>(threshold) : null },
    ];
  });
  const goneBases = new Map<string, Kept>();
  let number = 0;

  return {
    check(record) {
      number += 1;
      const view = readRecordView(record);
      if (view === null) return null;
      const own: Kept = { number, id: view.id, group: groupOf(view) };
      const base = goneBases.get(own.group);
      if (base !== undefined && view.isTwin) return toDuplicate('base', 1, base);
      const seen = watches.map((watch) => ({ watch, parts: partsOf(view, watch.likeness) }));
      for (const { watch, parts } of seen) {
        const found = parts.length === 0 ? null : findIn(watch, parts, own.group);
        if (found === null) continue;
        if (!view.isTwin) goneBases.set(own.group, found.kept);
        return toDuplicate(watch.likeness, found.similarity, found.kept);
      }
      for (const { watch, parts } of seen) if (parts.length > 0) remember(watch, parts, own);
      return null;
    },
  };
}

function toDuplicate(likeness: Duplicate['likeness'], similarity: number, { number, id }: Kept): Duplicate {
  return { likeness, similarity, of: number, ofId: id };
}

function findIn(
  { equal, near }: Watch,
  parts: readonly number[],
  group: string,
): { kept: Kept; similarity: number } | null {
  const same = equal.get(keyOf(parts));
  if (same !== undefined && same.group !== group) return { kept: same, similarity: 1 };
  const found = near?.findNear(minHash(toSet(parts)), (kept) => kept.group === group) ?? null;
  return found === null ? null : { kept: found.key, similarity: found.similarity };
}

function remember({ equal, near }: Watch, parts: readonly number[], own: Kept): void {
  const key = keyOf(parts);
  if (!equal.has(key)) equal.set(key, own);
  near?.add(minHash(toSet(parts)), own);
}

/** Base and variants have one group, all others have their own. */
function groupOf({ id, raw }: RecordView): string {
  const { metadata } = raw;
  const group =
    typeof metadata === 'object' && metadata !== null && 'twin_group' in metadata
      ? metadata.twin_group
      : null;
  return typeof group === 'string' ? group : id;
}

/** Words of a text, or tools of a chain, as numbers in order. */
function partsOf(view: RecordView, likeness: Likeness): number[] {
  if (likeness === 'chain') return view.calls.map(({ name }) => hashText(name, 0) | 0);
  const roles = likeness === 'user' ? ['user'] : ['user', 'assistant'];
  return view.messages.flatMap(({ role, text }) =>
    roles.includes(role) ? toWordHashes(text, view.locale) : [],
  );
}

/** Runs of three, which keep the order; of what is shorter, the parts themselves. */
function toSet(parts: readonly number[]): Iterable<number> {
  return parts.length < 3 ? parts : shinglesOf(parts);
}

function keyOf(parts: readonly number[]): string {
  return createHash('sha256').update(Int32Array.from(parts)).digest('base64').slice(0, 22);
}
