import type { GoalEntry, GoalFact } from '../../types/dataset-record.js';
import type { JsonObject } from '../../types/json.js';
import { jsonEqual } from '../json-equal.js';
import { isAtOrBelow, matchesOf } from '../pointer.js';
import { type CallView, flattenSource, type RecordView } from '../record-view.js';

/** Whether all that a goal wants told and changed came about, looking only at these calls. */
export function goalHolds(view: RecordView, goal: GoalEntry, calls: readonly CallView[]): boolean {
  return (
    goal.changed.every((fact) => isChanged(fact, calls)) &&
    goal.told.every((fact) => isTold(view, goal, fact, calls))
  );
}

export function isChanged(fact: GoalFact, calls: readonly CallView[]): boolean {
  return calls.some((call) => serves(call, fact));
}

/** A text of the assistant, after the call and after the goal was opened, holds a value of its output under the pointer. */
export function isTold(
  view: RecordView,
  goal: GoalEntry,
  fact: GoalFact,
  calls: readonly CallView[],
): boolean {
  return calls.some(
    (call) =>
      serves(call, fact) &&
      view.record.provenance.answers.some(
        (answer) =>
          answer.message > call.result &&
          answer.message > goal.message &&
          flattenSource(answer.source).some(
            (source) =>
              source.kind === 'output' &&
              source.call === call.call.id &&
              (isAtOrBelow(source.pointer, fact.pointer ?? '') ||
                (isAtOrBelow(fact.pointer ?? '', source.pointer) &&
                  matchesOf(call.output, fact.pointer ?? '').length > 0)),
          ),
      ),
  );
}

/** A successful call of the fact's name with at least its arguments. */
export function serves({ call, succeeded }: CallView, { name, arguments: wanted }: GoalFact): boolean {
  return succeeded && call.name === name && includes(call.parameters, wanted);
}

function includes(parameters: JsonObject, wanted: JsonObject): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(parameters, key) && jsonEqual(parameters[key], value),
  );
}
