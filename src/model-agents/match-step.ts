import { isToBeDone } from '../agents/is-to-be-done.js';
import { placeOf } from '../arguments/flat-arguments.js';
import { valueAt } from '../json/json-pointer.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { ChainArgument } from '../types/tool-chain.js';

/** What a live call comes to in the plan: a step of the task, or another tool tried in its place. */
export type MatchedStep = { readonly step: number; readonly detour: boolean };

/**
 * The open step that a call performs: of that endpoint, with the values that the user asked for. Null where the task has no
 * use for the call. `taken`: steps that calls beside it perform.
 */
export function matchStep(
  { name, parameters }: { readonly name: string; readonly parameters: JsonObject },
  taken: ReadonlySet<number>,
  state: ConversationState,
): MatchedStep | null {
  const { brief, request } = state;
  for (const [step, { endpoint }] of brief.steps.entries()) {
    const isOpen =
      !taken.has(step) &&
      !state.executed.has(step) &&
      !state.unconfirmed.has(step) &&
      (brief.requestOf[step] ?? 0) <= request &&
      isToBeDone(step, brief);
    if (!isOpen) continue;
    if (
      endpoint.callName === name &&
      asWished(brief.chain.steps[step]?.arguments ?? [], parameters, endpoint, state)
    )
      return { step, detour: false };
    const detour = brief.detours.get(step);
    if (detour?.endpoint.callName === name && !state.failures.has(step)) return { step, detour: true };
  }
  return null;
}

/** Whether a call passes on what the user said: each value as it is, none left out but what its schema misses anyway. */
function asWished(
  planned: readonly ChainArgument[],
  parameters: JsonObject,
  endpoint: ConversationState['brief']['steps'][number]['endpoint'],
  state: ConversationState,
): boolean {
  return planned.every(({ parameter, from }) => {
    if (from.kind !== 'slot') return true;
    const wanted = state.slots[from.slot];
    if (!wanted) return true;
    const own = endpoint.parameters.find(({ name }) => name === parameter);
    const given = valueAt(parameters, placeOf(own ?? { name: parameter }));
    // A required value that is missing is the schema's affair: the call gets its error and may be mended.
    if (given === undefined)
      return endpoint.parameters.some(({ name, required }) => name === parameter && required);
    return isSame(given, wanted.isList ? wanted.values : (wanted.values[0] ?? null));
  });
}

function isSame(given: JsonValue, wanted: JsonValue | readonly JsonValue[]): boolean {
  if (Array.isArray(wanted)) {
    const members = Array.isArray(given) ? given : [given];
    return (
      members.length === wanted.length && wanted.every((value) => members.some((each) => isSame(each, value)))
    );
  }
  return plain(given) === plain(wanted);
}

/** A value as it is compared: letter case, an s at the end of a word and how a number is written make no other wish. */
function plain(value: JsonValue | readonly JsonValue[]): string {
  const text = String(value).trim().toLowerCase();
  if (/^[+-]?\d{1,15}(?:\.\d{1,9})?$/.test(text) && !/^[+-]?0\d/.test(text)) return String(Number(text));
  return text.replace(/(?<=[a-z]{3}[^s\W])s$/, '');
}
