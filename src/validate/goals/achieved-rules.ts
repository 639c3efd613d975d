import type { GoalEntry } from '../../types/dataset-record.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report } from '../rule.js';
import { goalHolds, goalProofs, needsCall } from './goal-predicate.js';

/** False with no calls and true with all of them; opened by a user message. */
export function goalsAchieved(view: RecordView, report: Report): void {
  goalProofs(view).forEach((proof, index) => {
    const { goal } = proof;
    if (view.record.messages[goal.message]?.role !== 'user')
      report(`/goal/${index}/message`, 'No user message opens the goal.');
    if (goal.outcome !== 'achieved') return;
    if (goal.reason !== undefined)
      report(`/goal/${index}/reason`, 'An achieved goal has no reason for failing.');
    if (goal.changed.length === 0 && goal.told.length === 0)
      report(`/goal/${index}`, 'The goal holds before any call: it asks for nothing.');
    else if (!goalHolds(proof)) report(`/goal/${index}`, 'The goal does not hold at the end.');
  });
}

/**
 * Each call made for a goal is needed: without it the goal fails, or an argument of a needed call loses its source. A
 * failed call that another of the same name followed is exempt, and so is one that the user's correction superseded.
 */
export function callsNeeded(view: RecordView, report: Report): void {
  const needed = neededCalls(view);
  view.record.goal.forEach((goal, index) => {
    if (goal.outcome !== 'achieved') return;
    for (const id of goal.calls) {
      const call = view.callById.get(id);
      if (call === undefined || needed.has(id) || isRecovered(view, call) || isSuperseded(view, call))
        continue;
      report(`/goal/${index}/calls`, `Call ${id} of ${call.call.name} is not needed.`);
    }
  });
}

export function callsBelong(view: RecordView, report: Report): void {
  const owned = new Set(view.record.goal.flatMap((goal) => goal.calls));
  for (const { call, message } of view.calls) {
    if (!owned.has(call.id))
      report(`/messages/${message}`, `Call ${call.id} of ${call.name} is made for no goal.`);
  }
  view.record.goal.forEach((goal, index) => {
    if (new Set(goal.calls).size !== goal.calls.length)
      report(`/goal/${index}/calls`, 'A call is listed twice.');
    for (const id of goal.calls) {
      const call = view.callById.get(id);
      if (call === undefined) report(`/goal/${index}/calls`, `There is no call ${id}.`);
      else if (call.message < goal.message)
        report(`/goal/${index}/calls`, `Call ${id} was made before the goal was opened.`);
    }
  });
}

/** Calls without which some goal fails, and all that feed them, whatever goal they were made for. */
function neededCalls(view: RecordView): Set<string> {
  const needed = new Set<string>();
  for (const proof of goalProofs(view)) {
    const { goal } = proof;
    for (const call of view.calls) {
      if (goal.outcome === 'achieved' ? needsCall(proof, call) : isEnding(view, goal, call))
        needed.add(call.call.id);
    }
  }
  // Suppliers stand before those they feed, so one pass from the end closes the set.
  for (const call of [...view.calls].reverse()) {
    if (needed.has(call.call.id)) for (const supplier of call.suppliers) needed.add(supplier);
  }
  return needed;
}

/** The calls of a goal that could not be reached show that it could not. */
function isEnding(view: RecordView, goal: GoalEntry, { call }: CallView): boolean {
  return goal.calls.includes(call.id) && view.callById.has(call.id);
}

function isRecovered(view: RecordView, call: CallView): boolean {
  if (call.succeeded) return false;
  return view.calls.some((later) => later.message > call.message && later.succeeded);
}

function isSuperseded(view: RecordView, call: CallView): boolean {
  const corrections = view.record.phenomena
    .filter((phenomenon) => phenomenon.name === 'user_correction')
    .flatMap(({ messages }) => messages);
  return corrections.some(
    (message) =>
      message > call.message &&
      view.calls.some(
        (later) => later.message > message && later.succeeded && later.call.name === call.call.name,
      ),
  );
}
