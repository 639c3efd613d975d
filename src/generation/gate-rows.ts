import type { TextGate } from '../dataset/text-gate.js';
import type { PlanRow } from '../types/plan-row.js';
import type { Draft } from './draft-row.js';

export type GatedRows = {
  readonly rows: AsyncIterable<PlanRow>;
  /** Speaks a row; it comes to a draft that keeps every law, or to none. */
  readonly draft: (row: PlanRow) => Promise<Draft>;
  /** Speaks a row again that a gate refused. */
  readonly redraft: (draft: Draft, reasons: readonly string[]) => Promise<Draft>;
  readonly createGate: () => TextGate;
  /** Rows that share a gate. */
  readonly blockSize: number;
  /** Rows under way from which on no other is begun, from 1. What a gate refuses is spoken anew beside them. */
  readonly width: number;
  /** Rows begun and not yet given, from `width`: how far rows may run ahead of one that takes long. */
  readonly ahead: number;
  /** Whether another row may begin beside those under way, after so many that ended; by default any may. */
  readonly mayBegin?: (underWay: number, ended: number) => boolean;
};

/** A row under way; `draft` is null while it is spoken. */
type Entry = { readonly index: number; draft: Draft | null; isAccepted: boolean; seen: number };

/**
 * Drafts in the order of the rows, none of which repeats the texts of one before it in its block. A draft is refused as soon
 * as one before it that repeats it is accepted, and accepted once all before it are: which ones are refused depends on
 * the order of the rows alone, not on when they end, so that many can be spoken anew at once.
 */
export async function* gateRows(options: GatedRows): AsyncGenerator<Draft, void, undefined> {
  const { draft, redraft, createGate, blockSize, width, ahead, mayBegin = () => true } = options;
  const iterator = options.rows[Symbol.asyncIterator]();
  const entries: Entry[] = [];
  const gates = new Map<number, { readonly gate: TextGate; size: number }>();
  let active = 0;
  let ended = 0;
  let isPulling = false;
  let isExhausted = false;
  let failure: { readonly error: unknown } | null = null;
  let wake = (): void => undefined;

  const fail = (error: unknown): void => {
    failure ??= { error };
    wake();
  };
  const speak = (entry: Entry, spoken: Promise<Draft>): void => {
    active += 1;
    entry.draft = null;
    spoken
      .then((made) => {
        active -= 1;
        ended += 1;
        entry.draft = made;
        settle(Math.floor(entry.index / blockSize));
        pump();
        wake();
      })
      .catch(fail);
  };
  const settle = (block: number): void => {
    const shelf = gates.get(block) ?? { gate: createGate(), size: 0 };
    gates.set(block, shelf);
    let isNext = true;
    for (const entry of entries) {
      if (entry.isAccepted || Math.floor(entry.index / blockSize) !== block) continue;
      const made = entry.draft?.made;
      if (entry.draft === null || made === undefined) isNext = false;
      else if (made === null) entry.isAccepted = true;
      else {
        const reasons = entry.seen === shelf.size ? [] : shelf.gate.findRepeats(made.record);
        entry.seen = shelf.size;
        if (reasons.length > 0) {
          isNext = false;
          entry.seen = 0;
          speak(entry, redraft(entry.draft, reasons));
        } else if (isNext) {
          shelf.gate.remember(made.record);
          shelf.size += 1;
          entry.isAccepted = true;
        }
      }
    }
  };
  const pump = (): void => {
    if (isPulling || isExhausted || failure !== null || active >= width || entries.length >= ahead) return;
    // One at least is under way, or nothing would ever come.
    if (active > 0 && !mayBegin(active, ended)) return;
    isPulling = true;
    iterator
      .next()
      .then((next) => {
        isPulling = false;
        if (next.done) isExhausted = true;
        else {
          const entry: Entry = { index: next.value.index, draft: null, isAccepted: false, seen: 0 };
          entries.push(entry);
          speak(entry, draft(next.value));
        }
        pump();
        wake();
      })
      .catch(fail);
  };

  try {
    for (;;) {
      pump();
      const [first] = entries;
      if (first?.isAccepted && first.draft !== null) {
        entries.shift();
        // Rows come in order: a block is done with when the first of the next is given.
        if (first.index % blockSize === 0) gates.delete(first.index / blockSize - 1);
        yield first.draft;
      } else if (failure !== null) throw (failure as { readonly error: unknown }).error;
      else if (first === undefined && isExhausted) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    isExhausted = true;
    await iterator.return?.();
  }
}
