import { type DifficultyWish, difficultyParts } from '../types/difficulty-wish.js';
import type { GenerationEvent } from '../types/generation-event.js';
import type { PlanAttempt, PlanRow } from '../types/plan-row.js';
import type { RecordOutcome } from './generate-record.js';

/** Speaks one attempt of a row in one choice of words. */
export type Realise = (
  row: PlanRow,
  attempt: PlanAttempt,
  number: number,
  wording: number,
) => RecordOutcome | Promise<RecordOutcome>;

/** Which attempt of a row, in which choice of words. */
export type DraftPlace = { readonly number: number; readonly wording: number };

/** What a row came to, before the gates of its block have seen it: a record that keeps every law, or none. */
export type Draft = DraftPlace & {
  readonly row: PlanRow;
  readonly made: Extract<RecordOutcome, { ok: true }> | null;
  /** What happened on the way. */
  readonly events: readonly GenerationEvent[];
};

/**
 * Attempts of a row from a place on, one after the other, until one keeps every law and is as hard as wished. A model that
 * cannot be reached ends the row: with the next attempt the same run, made again, would come to another record.
 */
export async function draftRow(
  row: PlanRow,
  from: DraftPlace,
  realise: Realise,
  wish: DifficultyWish,
): Promise<Draft> {
  const events: GenerationEvent[] = [];
  let { wording } = from;
  for (let number = from.number; number < row.attempts.length; number += 1) {
    const attempt = row.attempts[number] as PlanAttempt;
    const outcome = keepWish(await realise(row, attempt, number, wording), wish);
    if (outcome.ok) return { row, number, wording, made: outcome, events };
    events.push(rejected(row, number, outcome.reasons));
    if (outcome.isFinal === true) break;
    wording = 0;
  }
  return { row, number: row.attempts.length, wording: 0, made: null, events };
}

/** Choices of words that an attempt may try where a gate has met its text before. */
const wordings = 5;

/** The same row spoken again after a gate refused its text: in other words first, then with the next attempt. */
export async function redraftRow(
  { row, number, wording, events }: Draft,
  reasons: readonly string[],
  realise: Realise,
  wish: DifficultyWish,
): Promise<Draft> {
  const isSpent = wording + 1 >= wordings;
  const next = isSpent ? { number: number + 1, wording: 0 } : { number, wording: wording + 1 };
  const draft = await draftRow(row, next, realise, wish);
  return {
    ...draft,
    events: [...events, ...(isSpent ? [rejected(row, number, reasons)] : []), ...draft.events],
  };
}

function rejected({ index }: PlanRow, attempt: number, reasons: readonly string[]): GenerationEvent {
  return { type: 'attempt-rejected', index, attempt, reasons };
}

/** What was asked for is kept by the record, not only by its plan: a conversation may come out easier than its chain. */
function keepWish(outcome: RecordOutcome, wish: DifficultyWish): RecordOutcome {
  if (!outcome.ok) return outcome;
  const { difficulty } = outcome.record.metadata;
  const short = difficultyParts.filter((part) => difficulty[part] < wish[part]);
  if (short.length === 0) return outcome;
  return {
    ok: false,
    reasons: short.map((part) => `too easy: ${part} is ${difficulty[part]}, asked for is ${wish[part]}`),
  };
}
