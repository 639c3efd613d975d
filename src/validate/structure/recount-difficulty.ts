import type { Difficulty } from '../../types/dataset-record.js';
import type { RecordView } from '../record-view.js';
import { clarificationMessages } from './clarifications.js';

export function recountDifficulty(view: RecordView): Difficulty {
  const depths = new Map<string, number>();
  let fanIn = 0;
  // Calls stand in order and are fed by earlier ones only, so one pass finds the longest path.
  for (const { call, suppliers } of view.calls) {
    let depth = 1;
    for (const supplier of suppliers) depth = Math.max(depth, (depths.get(supplier) ?? 0) + 1);
    depths.set(call.id, depth);
    fanIn = Math.max(fanIn, suppliers.size);
  }
  const called = new Set(view.calls.map(({ call }) => call.name));
  return {
    depth: Math.max(0, ...depths.values()),
    fan_in: fanIn,
    calls: view.calls.length,
    clarifications: clarificationMessages(view).length,
    distractors: view.record.tools.filter((tool) => !called.has(tool.name)).length,
  };
}
