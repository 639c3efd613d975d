import type { ArgumentProvenance, Source } from '../../types/provenance.js';
import { jsonEqual } from '../json-equal.js';
import { valueAt } from '../pointer.js';
import { type CallView, flattenSource, type RecordView } from '../record-view.js';
import { isAskedAndAnswered } from './confirmations.js';

type UserSource = Extract<Source, { kind: 'user' }>;

/**
 * Whether a user message puts right what an earlier one said: it gives another value for an argument that a call of the same
 * tool took from there, or, asked about a value that the user gave, one that is taken in its place.
 */
export function isCorrection(view: RecordView, message: number): boolean {
  if (view.record.messages[message]?.role !== 'user') return false;
  const given = view.record.provenance.arguments.filter((entry) =>
    userSources(entry).some((source) => source.message === message),
  );
  return given.some((entry) => replacesArgument(view, entry, message)) || replacesWord(view, message, given);
}

function replacesArgument(view: RecordView, entry: ArgumentProvenance, message: number): boolean {
  const later = view.callById.get(entry.call);
  if (later === undefined || later.message < message) return false;
  return view.calls.some((earlier) => {
    if (earlier.message > message || earlier.call.name !== later.call.name || !earlier.succeeded)
      return false;
    const before = view.argumentsByCall
      .get(earlier.call.id)
      ?.find(({ pointer }) => pointer === entry.pointer);
    return (
      before !== undefined &&
      userSources(before).some((source) => source.message < message) &&
      !jsonEqual(argumentOf(earlier, entry.pointer), argumentOf(later, entry.pointer))
    );
  });
}

/** The question before it repeats something that the user said and that no later call takes from there. */
function replacesWord(view: RecordView, message: number, given: readonly ArgumentProvenance[]): boolean {
  if (given.length === 0 || !isAskedAndAnswered(view, message - 1)) return false;
  const asked = (view.answersByMessage.get(message - 1) ?? []).flatMap(({ source }) =>
    flattenSource(source).filter((part): part is UserSource => part.kind === 'user'),
  );
  const taken = view.record.provenance.arguments.flatMap(userSources);
  return asked.some(
    (word) => !taken.some((source) => source.message === word.message && source.start === word.start),
  );
}

function userSources({ source }: ArgumentProvenance): UserSource[] {
  return flattenSource(source).filter((part): part is UserSource => part.kind === 'user');
}

function argumentOf({ call }: CallView, pointer: string): unknown {
  return valueAt(call.parameters, pointer);
}
