import type { Random } from '../random/random.js';
import type { JsonValue } from '../types/json.js';
import { type PlanAttempt, referenceLocale } from '../types/plan-row.js';
import type { Twist } from '../types/twist.js';
import { type BindingContext, bindSlots } from './bind-slots.js';
import { misspell } from './twists/misspell.js';
import { isSpeakablyDifferent } from './twists/user-correction.js';

/** Draws after which the plan's own values are kept. */
const redraws = 24;

/**
 * The attempt with values of the row's locale in place of those that the plan was made in; everything else stays, so that a
 * plan is the same in each locale. Drawn from the streams that gave the plan's values: what no locale has a say in comes
 * out the same, and with it stays distinct. `isFree` takes what no other row says; where nothing free turns up, the values
 * of the plan, distinct themselves, are kept.
 */
export function localizeAttempt(
  attempt: PlanAttempt,
  context: BindingContext,
  isFree: (attempt: PlanAttempt) => boolean,
  random: Random,
): PlanAttempt {
  if (context.locale !== referenceLocale) {
    const first = bindSlots(attempt.chain, context, random.fork('bindings'));
    const isOwn = first.map((value, slot) => !isSame(value, attempt.bindings[slot]));
    for (let draw = 0; draw < redraws; draw += 1) {
      const own = random.fork(draw === 0 ? 'bindings' : `bindings-again-${draw}`);
      const drawn = draw === 0 ? first : bindSlots(attempt.chain, context, own);
      const bindings = attempt.bindings.map((value, slot) =>
        isOwn[slot] ? (drawn[slot] as JsonValue) : value,
      );
      const twists = localizeTwists(attempt, bindings, isOwn, context, own.fork('twists'));
      if (twists === null) continue;
      const localized = { ...attempt, bindings, twists };
      if (isFree(localized)) return localized;
    }
  }
  isFree(attempt);
  return attempt;
}

/** The first values that are put right later, beside the new ones; null where one of them would not do. */
function localizeTwists(
  attempt: PlanAttempt,
  bindings: readonly JsonValue[],
  isOwn: readonly boolean[],
  context: BindingContext,
  random: Random,
): Twist[] | null {
  const twists: Twist[] = [];
  for (const twist of attempt.twists) {
    if (twist.kind === 'user_correction' && isOwn[twist.slot]) {
      const others = bindSlots(attempt.chain, context, random.fork('first'));
      const first = others[twist.slot] as JsonValue;
      if (!isSpeakablyDifferent(first, bindings[twist.slot])) return null;
      twists.push({ ...twist, first });
    } else if (
      twist.kind === 'tool_error' &&
      twist.recovery.by === 'asking' &&
      isOwn[twist.recovery.slot] === true
    ) {
      const first = wrongAgain(bindings[twist.recovery.slot], random.fork('asking'));
      if (first === null) return null;
      twists.push({ ...twist, recovery: { ...twist.recovery, first } });
    } else twists.push(twist);
  }
  return twists;
}

/** A value that the service refuses, wrong in the way that the plan's was: a digit too many, a name misspelt. */
function wrongAgain(value: JsonValue | undefined, random: Random): JsonValue | null {
  if (typeof value === 'number') return Number.isInteger(value) ? value * 10 + 1 : null;
  return typeof value === 'string' ? misspell(value, random) : null;
}

function isSame(left: JsonValue, right: JsonValue | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
