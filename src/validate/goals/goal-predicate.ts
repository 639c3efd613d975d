import type { GoalEntry, GoalFact } from '../../types/dataset-record.js';
import type { JsonObject } from '../../types/json.js';
import { jsonEqual } from '../json-equal.js';
import { oncePerRecord } from '../once-per-record.js';
import { isAtOrBelow, matchesOf } from '../pointer.js';
import type { CallView, RecordView } from '../record-view.js';
import { type ToldOutput, toldOutputs } from '../told-outputs.js';

/** For each fact of a goal the calls that it came about by; a goal holds where each of its facts has one. */
export type GoalProof = {
  readonly goal: GoalEntry;
  readonly changed: readonly (readonly CallView[])[];
  readonly told: readonly (readonly CallView[])[];
};

/** In the order of the goals. */
export const goalProofs = oncePerRecord((view): readonly GoalProof[] =>
  view.record.goal.map((goal) => ({
    goal,
    changed: goal.changed.map((fact) => view.calls.filter((call) => serves(call, fact))),
    told: goal.told.map((fact) =>
      view.calls.filter((call) => serves(call, fact) && isTold(view, goal, fact, call)),
    ),
  })),
);

/** Whether all that a goal wants told and changed came about. */
export function goalHolds({ changed, told }: GoalProof): boolean {
  return changed.every((calls) => calls.length > 0) && told.every((calls) => calls.length > 0);
}

/** Whether the goal holds, and would not without the call. */
export function needsCall(proof: GoalProof, call: CallView): boolean {
  const isOnly = (calls: readonly CallView[]): boolean => calls.length === 1 && calls[0] === call;
  return goalHolds(proof) && (proof.changed.some(isOnly) || proof.told.some(isOnly));
}

/** A text of the assistant, after the call and after the goal was opened, holds a value of its output under the pointer. */
function isTold(view: RecordView, goal: GoalEntry, fact: GoalFact, call: CallView): boolean {
  const wanted = fact.pointer ?? '';
  const isUnder = ({ pointer }: ToldOutput): boolean =>
    isAtOrBelow(pointer, wanted) ||
    (isAtOrBelow(wanted, pointer) && matchesOf(call.output, wanted).length > 0);
  const told = toldOutputs(view).get(call.call.id) ?? [];
  return told.some(
    (output) => output.message > call.result && output.message > goal.message && isUnder(output),
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
