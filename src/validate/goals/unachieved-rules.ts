import type { GoalEntry } from '../../types/dataset-record.js';
import { foldText } from '../reading/fold-text.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report } from '../rule.js';
import { isQuestion } from '../structure/clarifications.js';
import { isWrite } from '../world/entity-objects.js';
import { isEmpty } from './is-empty.js';

/** Nothing is written for a goal that was declined or could not be reached. */
export function unservedWritesNothing(view: RecordView, report: Report): void {
  view.record.goal.forEach((goal, index) => {
    if (goal.outcome === 'achieved') return;
    for (const call of callsOf(view, goal)) {
      if (call.succeeded && isWrite(call.semantics))
        report(`/goal/${index}`, `Call ${call.call.id} writes for a goal that was ${goal.outcome}.`);
    }
  });
}

/** The reason given for not achieving a goal can be seen in the record. */
export function reasonJustified(view: RecordView, report: Report): void {
  view.record.goal.forEach((goal, index) => {
    if (goal.outcome === 'achieved') return;
    const problem = reasonProblem(view, goal);
    if (problem !== null) report(`/goal/${index}/reason`, problem);
  });
}

/** After the goal was opened and its calls have ended, the assistant says something about it. */
export function saysSo(view: RecordView, report: Report): void {
  view.record.goal.forEach((goal, index) => {
    if (goal.outcome === 'achieved') return;
    const ended = Math.max(goal.message, ...callsOf(view, goal).map((call) => call.result));
    const told = view.record.messages.some(
      (message, at) =>
        at > ended &&
        message.role === 'assistant' &&
        message.tool_calls === undefined &&
        message.content.trim() !== '',
    );
    if (!told) report(`/goal/${index}`, 'The assistant never says that it was not done.');
  });
}

function reasonProblem(view: RecordView, goal: GoalEntry): string | null {
  const { outcome, reason } = goal;
  if (reason === undefined) return 'The goal was not achieved and gives no reason.';
  if (outcome === 'unreachable' && (reason === 'policy' || reason === 'not_confirmed'))
    return `A goal ended by ${reason} was declined.`;
  if (outcome === 'declined' && (reason === 'error' || reason === 'empty'))
    return `A goal ended by ${reason} was unreachable.`;
  switch (reason) {
    case 'no_tool':
      return servingTool(view, goal);
    case 'policy':
      return view.record.scenario.policies.some(({ kind }) => kind === 'forbidden')
        ? null
        : 'No policy in the record forbids anything.';
    case 'not_confirmed':
      return isAskedAfter(view, goal) ? null : 'The assistant never asked for a confirmation.';
    case 'error':
      return errorProblem(view, goal);
    case 'empty':
      return callsOf(view, goal).some(isEmpty) ? null : 'None of its calls came back empty.';
  }
}

/** An offered tool that the goal itself names, in its facts or in its words. */
function servingTool(view: RecordView, goal: GoalEntry): string | null {
  const named = [...goal.told, ...goal.changed].find((fact) => view.toolByName.has(fact.name));
  if (named !== undefined) return `${named.name} is offered and serves it.`;
  if (callsOf(view, goal).some((call) => call.succeeded && isWrite(call.semantics)))
    return 'A call wrote for it.';
  const words = new Set(wordsOf(goal.text));
  for (const { name } of view.record.tools) {
    const wanted = wordsOf(name.slice(name.lastIndexOf('::') + 1)).filter((word) => word.length > 2);
    if (wanted.length >= 2 && wanted.every((word) => words.has(word)))
      return `${name} is offered, and the goal asks for it by name.`;
  }
  return null;
}

function wordsOf(text: string): string[] {
  return foldText(text.replace(/([a-z\d])([A-Z])/g, '$1 $2'))
    .split(/[^a-z0-9\u0080-\uffff]+/)
    .map((word) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word));
}

/** The last call made for it failed, and no other offered tool with the same work was left untried. */
function errorProblem(view: RecordView, goal: GoalEntry): string | null {
  const last = callsOf(view, goal).at(-1);
  if (last === undefined || last.error === null) return 'The last call made for it did not end in an error.';
  const { semantics, call } = last;
  if (semantics === undefined || semantics.entity === null) return null;
  const tried = new Set(view.calls.map((other) => other.call.name));
  const passed = new Set(Object.keys(call.parameters));
  const other = view.record.tools.find((tool) => {
    const work = Object.hasOwn(view.record.semantics, tool.name)
      ? view.record.semantics[tool.name]
      : undefined;
    const required = tool.parameters.required ?? [];
    return (
      !tried.has(tool.name) &&
      work?.entity === semantics.entity &&
      work.action === semantics.action &&
      Array.isArray(required) &&
      required.length > 0 &&
      required.every((name) => passed.has(name))
    );
  });
  return other === undefined ? null : `${other.name} does the same work and was not tried.`;
}

function isAskedAfter({ record: { messages } }: RecordView, goal: GoalEntry): boolean {
  return messages.some(
    (message, index) =>
      index > goal.message &&
      message.role === 'assistant' &&
      isQuestion(message.content) &&
      messages[index + 1]?.role === 'user',
  );
}

function callsOf(view: RecordView, goal: GoalEntry): CallView[] {
  return goal.calls.flatMap((id) => view.callById.get(id) ?? []).sort((a, b) => a.index - b.index);
}
