import type { SlotValue } from '../language/acts.js';
import type { Random } from '../random/random.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { PlanAttempt } from '../types/plan-row.js';

/** Concepts that a product may know of its user; the name of the profile entry. */
const profileConcepts: { readonly [concept: string]: string } = {
  email: 'email',
  phone_number: 'phone_number',
  person_name: 'name',
  first_name: 'first_name',
  last_name: 'last_name',
  account_reference: 'account',
};

/** Labels of people other than the user: whom they write to, pay, invite or look up. */
const othersWords =
  /\b(recipient|receiver|payee|beneficiary|to|attendee|invitee|assignee|assigned|contact|friend|member|sender|from|owner|author|director|artist|agent|driver|teacher|doctor|host|manager|reviewer|employee|candidate|student|player|companion)\b/i;

/** The same, where only the description says so. */
const goesToOthers = /\b(recipient|receiver|payee|beneficiary|destination|callee|attendee|invitee)\b/i;

export type Profile = { readonly values: JsonObject; readonly context: ReadonlyMap<number, string> };

/** Half of the time a product knows who its user is: then nobody needs to say it. */
export function planProfile(
  slots: readonly SlotValue[],
  attempt: PlanAttempt,
  revised: ReadonlySet<number>,
  random: Random,
): Profile {
  const values: { [key: string]: JsonValue } = {};
  const context = new Map<number, string>();
  for (const slot of slots) {
    const stated = slot.fromContext === true ? contextKey(slot, values) : null;
    if (stated !== null) {
      values[stated] = firstOf(slot);
      context.set(slot.slot, `/profile/${stated}`);
      continue;
    }
    const key =
      slot.concept !== null && Object.hasOwn(profileConcepts, slot.concept)
        ? profileConcepts[slot.concept]
        : undefined;
    const value = slot.values[0];
    if (
      key === undefined ||
      slot.isList ||
      typeof value !== 'string' ||
      attempt.withheld.includes(slot.slot) ||
      revised.has(slot.slot) ||
      othersWords.test(slot.label) ||
      goesToOthers.test(slot.description.slice(0, 80))
    )
      continue;
    // Who is looked up is somebody else, and a change to what the user only now decides is theirs to say.
    const isForThem = slot.intent === 'create' || slot.intent === 'execute';
    if (Object.hasOwn(values, key)) continue;
    // The account that somebody works in goes without saying.
    if (key !== 'account' && !(attempt.served && isForThem && random.fork(key).chance(0.5))) continue;
    values[key] = value;
    context.set(slot.slot, `/profile/${key}`);
  }
  return { values, context };
}

/** What the system message calls a value that the product knows; the same value stands there once. */
function contextKey(slot: SlotValue, known: JsonObject): string | null {
  if (slot.values.length !== 1) return null;
  const name =
    slot.label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') || 'value';
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? name : `${name}_${number}`;
    if (!Object.hasOwn(known, key) || known[key] === firstOf(slot)) return key;
  }
}

function firstOf({ values }: SlotValue): JsonValue {
  return values[0] ?? null;
}
