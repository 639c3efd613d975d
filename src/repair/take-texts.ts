import type { DatasetRecord } from '../types/dataset-record.js';
import type { Violation } from '../types/verdict.js';
import { violationsAdded } from './adds-no-violation.js';
import { type CheckText, changeText, type FindClaims } from './change-text.js';
import type { NewTexts } from './repair-forms.js';

export type TextTools = {
  readonly validate: (record: DatasetRecord) => readonly Violation[];
  readonly findClaims: FindClaims;
  readonly checkText: CheckText;
};

export type TakenTexts = {
  readonly record: DatasetRecord;
  /** Indexes of the messages with another text now, ascending. */
  readonly taken: readonly number[];
  /** Messages that keep their old text, with the reason. */
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
};

/**
 * Takes over the new texts that may be: each whose spans can be found again and that adds no violation to the record, alone
 * or together with the others. The rest keep their old texts.
 */
export function takeTexts(record: DatasetRecord, { messages }: NewTexts, tools: TextTools): TakenTexts {
  const wanted = messages
    .filter(({ index, text }) => record.messages[index]?.content !== text)
    .sort((left, right) => left.index - right.index);
  const before = tools.validate(record);
  const refused: { index: number; reason: string }[] = [];
  const fitting: { index: number; text: string }[] = [];
  let together = record;
  for (const { index, text } of wanted) {
    const changed = changeText(together, index, text, tools);
    if (changed.ok) {
      together = changed.record;
      fitting.push({ index, text });
    } else refused.push({ index, reason: changed.reason });
  }
  if (violationsAdded(before, tools.validate(together)).length === 0)
    return { record: together, taken: fitting.map(({ index }) => index), refused };

  let current = record;
  const taken: number[] = [];
  for (const { index, text } of fitting) {
    const changed = changeText(current, index, text, tools);
    const [added] = changed.ok ? violationsAdded(before, tools.validate(changed.record)) : [];
    if (changed.ok && added === undefined) {
      current = changed.record;
      taken.push(index);
    } else refused.push({ index, reason: changed.ok ? describe(added) : changed.reason });
  }
  return { record: current, taken, refused: refused.sort((left, right) => left.index - right.index) };
}

function describe(added: Violation | undefined): string {
  return added === undefined ? '' : `${added.rule}: ${added.message}`;
}
