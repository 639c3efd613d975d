import { jsonEqual } from '../json-equal.js';
import type { CallView, RecordView } from '../record-view.js';
import { isAskedAndAnswered } from './confirmations.js';

/**
 * Whether the record goes on as it should after a failed call. What may pass by itself is tried again as it was, or another
 * tool is; what was wrong with the values is asked about or called with others. Or the goal ends there, as one that an error
 * made unreachable. A conflict is never tried again as it was.
 */
export function isGotOver(view: RecordView, call: CallView): boolean {
  const later = view.calls.filter((other) => other.message > call.message);
  const same = later.filter((other) => other.call.name === call.call.name);
  const repeats = (other: CallView): boolean => jsonEqual(other.call.parameters, call.call.parameters);
  if (call.error === 'conflict' && same.some(repeats)) return false;
  if (endsGoal(view, call)) return true;
  switch (call.error) {
    case 'rate_limit':
    case 'unavailable':
      return (
        same.some((other) => other.succeeded && repeats(other)) ||
        later.some((other) => doesTheSame(other, call))
      );
    case 'conflict':
      return later.some((other) => other.succeeded);
    default:
      return (
        same.some((other) => other.succeeded && !repeats(other)) &&
        !same.some((other) => !other.succeeded && repeats(other)) &&
        (call.weightless || isAskedAndAnswered(view, call.result + 1) || isAskedBetween(view, call, same))
      );
  }
}

function endsGoal({ record }: RecordView, { call }: CallView): boolean {
  return record.goal.some(({ reason, calls }) => reason === 'error' && calls.includes(call.id));
}

function doesTheSame(other: CallView, { semantics, call }: CallView): boolean {
  return (
    other.succeeded &&
    other.call.name !== call.name &&
    other.semantics !== undefined &&
    semantics !== undefined &&
    semantics.entity !== null &&
    other.semantics.entity === semantics.entity &&
    other.semantics.action === semantics.action
  );
}

function isAskedBetween(view: RecordView, call: CallView, later: readonly CallView[]): boolean {
  const end = later.find(({ succeeded }) => succeeded)?.message ?? view.record.messages.length;
  return view.record.messages.some((_, at) => at > call.result && at < end && isAskedAndAnswered(view, at));
}
