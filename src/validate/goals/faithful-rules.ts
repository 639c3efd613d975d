import { escapeSegment } from '../pointer.js';
import { foldText } from '../reading/fold-text.js';
import type { CallView, RecordView } from '../record-view.js';
import { remember } from '../remember.js';
import type { Report, Rule } from '../rule.js';
import { isWrite } from '../world/entity-objects.js';
import { goalProofs } from './goal-predicate.js';
import { isEmpty } from './is-empty.js';
import { namedThingRule } from './named-thing.js';

/** Law 6. That what is told is true is law 2. */
export const answerRules: readonly Rule[] = [
  { law: 6, name: 'asked-is-answered', check: askedIsAnswered },
  { law: 6, name: 'failure-not-sold-as-success', check: failureNotSoldAsSuccess },
  { law: 6, name: 'outcome-told-as-it-was', check: outcomeToldAsItWas },
  namedThingRule,
];

function askedIsAnswered(view: RecordView, report: Report): void {
  goalProofs(view).forEach(({ goal, told }, index) => {
    if (goal.outcome !== 'achieved') return;
    goal.told.forEach((fact, position) => {
      if (told[position]?.length === 0) {
        report(
          `/goal/${index}/told/${position}`,
          `No text of the assistant tells what ${fact.name} gave${fact.pointer ? ` at ${fact.pointer}` : ''}.`,
        );
      }
    });
  });
}

/** The text right after results that all failed does not say that something worked. */
function failureNotSoldAsSuccess(view: RecordView, report: Report): void {
  view.record.messages.forEach((message, index) => {
    if (
      message.role !== 'assistant' ||
      message.content === '' ||
      view.record.messages[index - 1]?.role !== 'tool'
    )
      return;
    const caller = view.record.messages.findLastIndex(
      (other, at) => at < index && other.role === 'assistant',
    );
    const group = view.calls.filter((call) => call.message === caller);
    if (group.length === 0 || group.some((call) => call.error === null)) return;
    const text = unclaimedText(view, index);
    if (
      view.facts.success.some((word) => hasWord(text, word)) &&
      !view.facts.failure.some((word) => hasWord(text, word))
    ) {
      report(`/messages/${index}/content`, 'The call failed and the text says that it worked.');
    }
  });
}

/**
 * "I have booked it" follows a write that succeeded, "that didn't work" something that failed, came back empty or could not
 * be done: in the same turn where it has such calls, else anywhere before, so that a word after a thanks is held to it too.
 */
function outcomeToldAsItWas(view: RecordView, report: Report): void {
  let opening = 0;
  view.record.messages.forEach((message, index) => {
    if (message.role === 'user') opening = index;
    if (message.role !== 'assistant' || message.content === '') return;
    const { deed, breakdown } = view.facts;
    const folded = view.folded(index);
    if (!deed.test(folded) && !breakdown.test(folded)) return;
    const before = view.calls.filter((call) => call.result >= 0 && call.result < index);
    const turn = before.filter((call) => call.message > opening);
    const calls = turn.length > 0 ? turn : before;
    // What is only asked ("shall I cancel what has been booked?") is not said.
    const text = withoutQuestions(unclaimedText(view, index));
    const writes = [turn, before]
      .map((some) => some.filter((call) => isWrite(call.semantics)))
      .find((some) => some.length > 0);
    if (writes?.some((call) => call.succeeded) !== true && says(deed, text, calls))
      report(`/messages/${index}/content`, 'The text says that something was done, and nothing was.');
    const couldFail =
      calls.some((call) => call.error !== null || isEmpty(call)) ||
      view.record.goal.some((goal) => goal.outcome !== 'achieved' && goal.message < index);
    if (!couldFail && says(breakdown, text, calls))
      report(`/messages/${index}/content`, 'The text says that something failed, and nothing did.');
  });
}

function withoutQuestions(text: string): string {
  return text
    .split(/(?<=[.!?\n。！？])/)
    .filter((sentence) => !/[?？]$/.test(sentence))
    .join('');
}

/** Whether a text matches otherwise than in the names of fields ("failed step: package"). */
function says(pattern: RegExp, text: string, calls: readonly CallView[]): boolean {
  if (!pattern.test(text)) return false;
  const labels = new Set<string>();
  for (const { output } of calls) addLabels(output, labels);
  const longestFirst = [...labels]
    .filter((label) => text.includes(label))
    .sort((a, b) => b.length - a.length);
  return pattern.test(longestFirst.reduce((rest, label) => rest.replaceAll(label, '_'), text));
}

/** Names of more than one word, as a text would write them. */
function addLabels(value: unknown, labels: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) {
      const label = labelOf(escapeSegment(name));
      if (label.includes(' ')) labels.add(label);
    }
    addLabels(member, labels);
  }
}

const labelOf = remember((name) =>
  foldText(name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ')),
);

/** What a text says in words of its own: statuses and names that outputs give ("cancelled") are no deed of the assistant. */
function unclaimedText(view: RecordView, index: number): string {
  const content = view.record.messages[index]?.content ?? '';
  const claims = view.answersByMessage.get(index) ?? [];
  if (claims.length === 0) return foldText(content);
  const points = Array.from(content);
  for (const { start, end } of claims) points.fill('_', start, end);
  return foldText(points.join(''));
}

function hasWord(text: string, word: string): boolean {
  const index = text.indexOf(word);
  if (index < 0 || !/^[a-z]/.test(word)) return index >= 0;
  return !/[a-z]/.test(text[index - 1] ?? '') && !/[a-z]/.test(text[index + word.length] ?? '');
}
