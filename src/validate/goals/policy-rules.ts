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

/** Before a call that a policy wants confirmed, however it ends, the assistant asks and the user goes along. */
export function confirmationsAsked(view: RecordView, report: Report): void {
  const guarded = new Set(
    view.record.scenario.policies
      .filter(({ kind }) => kind === 'confirm_before')
      .flatMap(({ endpoints }) => endpoints),
  );
  for (const call of view.calls) {
    if (!guarded.has(call.call.name)) continue;
    const answer = answerBefore(view, call);
    if (answer === null) {
      report(
        `/messages/${call.message}`,
        `${call.call.name} is called without the confirmation that a policy wants.`,
      );
    } else if (isRefusal(view, call, answer)) {
      report(`/messages/${call.message}`, `${call.call.name} is called though the user does not confirm it.`);
    }
  }
}

/** Index of the user's answer to a question right before the call; null where nothing was asked. */
function answerBefore({ record: { messages } }: RecordView, call: CallView): number | null {
  let index = call.message - 1;
  while (index > 0 && messages[index]?.role !== 'user') index -= 1;
  const question = messages[index - 1];
  return question?.role === 'assistant' && isQuestion(question.content) ? index : null;
}

/** "No, leave it" refuses; "no, make it three" gives the call a value and goes along with the rest. */
function isRefusal({ record, facts }: RecordView, { call }: CallView, answer: number): boolean {
  const text = foldText(record.messages[answer]?.content ?? '');
  if (!begins(text, facts.refusal) || begins(text, facts.assent)) return false;
  return !record.provenance.arguments.some(
    ({ call: id, source }) => id === call.id && source.kind === 'user' && source.message === answer,
  );
}

function begins(text: string, openings: readonly string[]): boolean {
  return openings.some((opening) => text.startsWith(opening) && !/^[a-z]/.test(text.slice(opening.length)));
}
