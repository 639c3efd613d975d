import type { PhenomenonName } from '../../types/plan-row.js';
import type { RecordView } from '../record-view.js';
import { choices } from './choices.js';
import { clarificationMessages } from './clarifications.js';
import { confirmations, confirmingQuestions } from './confirmations.js';
import { isCorrection } from './corrections.js';
import { isGotOver } from './error-recovery.js';
import { questionsOfIntent } from './intent-questions.js';

type PhenomenonCheck = {
  /** Whether the messages named as evidence show it. */
  readonly seen: (view: RecordView, messages: readonly number[]) => boolean;
  /** Whether the record shows it at all; absent where only the generator can say. */
  readonly present?: (view: RecordView) => boolean;
};

export const phenomenonChecks: { readonly [name in PhenomenonName]: PhenomenonCheck } = {
  parallel_calls: {
    seen: (view, messages) => messages.some((index) => callCount(view, index) >= 2),
    present: (view) => view.record.messages.some((_, index) => callCount(view, index) >= 2),
  },
  missing_parameter: {
    seen: (view, messages) =>
      clarificationMessages(view).some((index) => messages.includes(index) || messages.includes(index + 1)),
    present: (view) => unexplainedClarifications(view).length > 0,
  },
  ambiguous_intent: {
    seen: (view, messages) => questionsOfIntent(view).some((index) => messages.includes(index)),
  },
  choice_among_results: {
    seen: (view, messages) =>
      choices(view).some(({ users }) => users.some((index) => messages.includes(index))),
    present: (view) => choices(view).some(({ offered }) => offered),
  },
  user_correction: {
    seen: (view, messages) => messages.length > 0 && messages.every((index) => isCorrection(view, index)),
  },
  confirmation: {
    seen: (view, messages) =>
      confirmingQuestions(view).some((index) => messages.includes(index) || messages.includes(index + 1)),
    present: (view) => confirmations(view).length > 0,
  },
  follow_up_goal: {
    seen: (view, messages) => followUps(view).some((index) => messages.includes(index)),
    present: (view) => followUps(view).length > 0,
  },
  no_tool: {
    seen: (view, messages) => !isPartlyServed(view) && endsWithoutTool(view, messages),
    present: (view) => !isPartlyServed(view) && endsWithoutTool(view),
  },
  missing_tool: {
    seen: (view, messages) => isPartlyServed(view) && endsWithoutTool(view, messages),
    present: (view) => isPartlyServed(view) && endsWithoutTool(view),
  },
  tool_error: {
    seen: (view, messages) =>
      view.calls.some((call) => call.error !== null && messages.includes(call.result)) &&
      view.calls.every((call) => call.error === null || isGotOver(view, call)),
    present: (view) => view.calls.some((call) => call.error !== null),
  },
  refusal: {
    seen: (view, messages) => refusals(view).some((index) => messages.includes(index)),
    present: (view) => refusals(view).length > 0,
  },
  short: {
    seen: ({ calls }) => calls.length === 1 || calls.length === 2,
    present: ({ calls }) => calls.length === 1 || calls.length === 2,
  },
  long: { seen: ({ calls }) => calls.length >= 5, present: ({ calls }) => calls.length >= 5 },
};

/** Clarifications that nothing else which the record shows accounts for. */
function unexplainedClarifications(view: RecordView): number[] {
  const explained = new Set(
    view.record.phenomena
      .filter(
        ({ name }) => name === 'ambiguous_intent' || name === 'tool_error' || name === 'user_correction',
      )
      .flatMap(({ messages }) => messages),
  );
  return clarificationMessages(view).filter((index) => !explained.has(index) && !explained.has(index + 1));
}

function isPartlyServed({ record }: RecordView): boolean {
  return record.goal.some(({ outcome }) => outcome === 'achieved');
}

function endsWithoutTool({ record }: RecordView, messages?: readonly number[]): boolean {
  return record.goal.some(
    (goal) =>
      goal.reason === 'no_tool' &&
      (messages === undefined || messages.some((index) => index >= goal.message)),
  );
}

/** Messages that ask for what a policy forbids. */
function refusals({ record }: RecordView): number[] {
  return record.goal.flatMap(({ outcome, reason, message }) =>
    outcome === 'declined' && reason === 'policy' ? [message] : [],
  );
}

function followUps({ record: { goal, messages } }: RecordView): number[] {
  const first = goal[0]?.message ?? 0;
  return goal
    .slice(1)
    .flatMap((entry) =>
      entry.message > first && messages[entry.message]?.role === 'user' ? [entry.message] : [],
    );
}

function callCount({ record }: RecordView, index: number): number {
  const message = record.messages[index];
  return message?.role === 'assistant' ? (message.tool_calls?.length ?? 0) : 0;
}
