import { callsOf } from '../provenance/sources-in.js';
import type { ToolCall } from '../types/conversation.js';
import type { Difficulty } from '../types/dataset-record.js';
import type { ArgumentProvenance } from '../types/provenance.js';

/** How hard a conversation is, each part countable from its calls and sources. */
export function measureDifficulty(
  calls: readonly ToolCall[],
  sources: readonly ArgumentProvenance[],
  clarifications: number,
  offered: number,
): Omit<Difficulty, 'distractor_similarity'> {
  const suppliers = new Map(calls.map((call) => [call.id, new Set<string>()]));
  for (const { call, source } of sources)
    for (const supplier of callsOf(source)) suppliers.get(call)?.add(supplier);
  const depths = new Map<string, number>();
  for (const call of calls) {
    const below = [...(suppliers.get(call.id) ?? [])].map((supplier) => depths.get(supplier) ?? 0);
    depths.set(call.id, 1 + Math.max(0, ...below));
  }
  return {
    depth: Math.max(0, ...depths.values()),
    fan_in: Math.max(0, ...[...suppliers.values()].map((set) => set.size)),
    calls: calls.length,
    clarifications,
    distractors: offered - new Set(calls.map((call) => call.name)).size,
  };
}
