import { foldText } from '../reading/fold-text.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report } from '../rule.js';
import { isQuestion } from '../structure/clarifications.js';

/** The assistant can only follow a rule that the system message states. */
export function policiesStated({ record, system }: RecordView, report: Report): void {
  record.scenario.policies.forEach((policy, index) => {
    if (system === null || !foldText(system).includes(foldText(policy.text))) {
      report(`/scenario/policies/${index}`, 'The system message does not state this policy.');
    }
  });
}

export function forbiddenNotCalled({ record, calls }: RecordView, report: Report): void {
  const forbidden = new Set(
    record.scenario.policies.filter(({ kind }) => kind === 'forbidden').flatMap(({ endpoints }) => endpoints),
  );
  for (const { call, message } of calls) {
    if (forbidden.has(call.name)) report(`/messages/${message}`, `A policy forbids ${call.name}.`);
  }
}

/** Before a call that a policy wants confirmed, the assistant asks and the user answers. */
export function confirmationsAsked(view: RecordView, report: Report): void {
  const guarded = new Set(
    view.record.scenario.policies
      .filter(({ kind }) => kind === 'confirm_before')
      .flatMap(({ endpoints }) => endpoints),
  );
  for (const call of view.calls) {
    if (guarded.has(call.call.name) && call.succeeded && !isAskedBefore(view, call)) {
      report(
        `/messages/${call.message}`,
        `${call.call.name} is called without the confirmation that a policy wants.`,
      );
    }
  }
}

function isAskedBefore({ record: { messages } }: RecordView, call: CallView): boolean {
  let index = call.message - 1;
  while (index > 0 && messages[index]?.role !== 'user') index -= 1;
  const question = messages[index - 1];
  return question?.role === 'assistant' && isQuestion(question.content);
}
