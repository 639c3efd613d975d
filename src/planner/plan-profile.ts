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
};

/** Labels of people other than the user: whom they write to, pay, invite or look up. */
const othersWords =
  /\b(recipient|receiver|payee|beneficiary|to|attendee|invitee|assignee|assigned|contact|friend|member|sender|from|owner|author|director|artist|agent|driver|teacher|doctor|host|manager|reviewer|employee|candidate|student|player|companion)\b/i;

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
      othersWords.test(slot.label)
    )
      continue;
    // Who is looked up is somebody else, and a change to what the user only now decides is theirs to say.
    const isForThem = slot.intent === 'create' || slot.intent === 'execute';
    if (!attempt.served || !isForThem || Object.hasOwn(values, key) || !random.fork(key).chance(0.5))
      continue;
    values[key] = value;
    context.set(slot.slot, `/profile/${key}`);
  }
  return { values, context };
}
