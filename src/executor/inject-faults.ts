import { valueAt } from '../json/json-pointer.js';
import type { Executor } from '../types/ports.js';
import type { Fault } from '../types/twist.js';
import { failure } from './find-instance.js';

/** The executor, but for the calls that are to fail: those reach no world and change nothing. */
export function injectFaults(executor: Executor, faults: readonly Fault[]): Executor {
  const left = faults.map(({ times }) => times);
  return {
    execute(call) {
      const index = faults.findIndex(
        ({ callName, when }, place) =>
          callName === call.name &&
          (left[place] ?? 0) > 0 &&
          (when === null || valueAt(call.parameters, when.place) === when.value),
      );
      const fault = faults[index];
      if (fault === undefined) return executor.execute(call);
      left[index] = (left[index] ?? 0) - 1;
      return { id: call.id, name: call.name, output: failure(fault.type, fault.message) };
    },
  };
}
