import { checkValue } from '../record-view/check-value.js';
import { isIdArgument } from '../record-view/is-id-argument.js';
import type { JsonLeaf } from '../record-view/json-leaves.js';
import { firstHolding } from '../record-view/messages-holding.js';
import type { CallView, MessageView, RecordView } from '../record-view/record-view.js';
import { holdsForm, valueForms } from '../record-view/value-forms.js';
import type { JsonObject } from '../types/json.js';
import { type Figure, type FigureFamily, share, unknown } from './figure.js';

/** Figures about calls and where their arguments come from. */
export function createArgumentFigures(): FigureFamily {
  const count = {
    calls: 0,
    valid: 0,
    recoveredInvalid: 0,
    withoutTools: 0,
    withoutResults: 0,
    sourceableLeaves: 0,
    unsourced: 0,
    blindLeaves: 0,
    ungrounded: 0,
    ids: 0,
    idsFromTools: 0,
    laterCalls: 0,
    laterGrounded: 0,
    requests: 0,
    requestsWithValue: 0,
  };
  let withProvenance = 0;

  return {
    add(view) {
      if (view.sources !== null) withProvenance += 1;
      for (const call of view.calls) {
        if (isRecoveredInvalid(view, call)) count.recoveredInvalid += 1;
        else if (view.tools.size === 0) count.withoutTools += 1;
        else {
          count.calls += 1;
          if (isValid(view, call)) count.valid += 1;
        }
        if (isDecidable(view, call)) for (const leaf of call.leaves) countLeaf(view, call, leaf);
      }
      if (isWithoutResults(view)) count.withoutResults += 1;
      else
        for (const call of laterCalls(view)) {
          count.laterCalls += 1;
          if (usesEarlierOutput(view, call)) count.laterGrounded += 1;
        }
      const first = view.messages.find(({ role }) => role === 'user');
      if (first !== undefined && view.calls.length > 0) {
        count.requests += 1;
        if (carriesValue(view, first)) count.requestsWithValue += 1;
      }
    },
    figures: () => ({
      valid_calls: leavingOut(
        share(count.valid, count.calls, count.withoutTools > 0 ? 'no tools are offered' : 'no calls'),
        count.withoutTools,
        (count) => `${count} calls without tools left out`,
      ),
      recovered_invalid_calls: share(
        count.recoveredInvalid,
        count.calls + count.recoveredInvalid,
        'no calls',
      ),
      unsourced_arguments:
        withProvenance === 0
          ? unknown('no provenance kept')
          : share(count.unsourced, count.sourceableLeaves, 'no arguments'),
      ungrounded_arguments: leavingOut(
        share(count.ungrounded, count.blindLeaves, 'no arguments'),
        count.withoutResults,
        (count) => `of ${count} conversations without results, first calls only`,
      ),
      ids_first_said_by_a_tool: share(count.idsFromTools, count.ids, 'no id among the arguments'),
      later_calls_using_output: share(count.laterGrounded, count.laterCalls, 'no later calls'),
      first_request_carries_value: share(
        count.requestsWithValue,
        count.requests,
        'no conversation with calls',
      ),
    }),
  };

  function countLeaf(view: RecordView, call: CallView, leaf: JsonLeaf): void {
    const source = view.sources?.get(call.id)?.get(leaf.pointer);
    if (view.sources !== null) {
      count.sourceableLeaves += 1;
      if (source === undefined) count.unsourced += 1;
    }
    const speaker = firstSpeaker(view, call, leaf);
    if (!(source !== undefined && leftOutOfBlind.has(source.kind))) {
      count.blindLeaves += 1;
      if (speaker === null) count.ungrounded += 1;
    }
    if (isIdArgument(view, call, leaf) && !isWithoutResults(view)) {
      count.ids += 1;
      if (speaker === 'tool') count.idsFromTools += 1;
    }
  }
}

const leftOutOfBlind = new Set<unknown>(['schema', 'context', 'derived']);

/** Whether calls were made and written down without any result: what they brought is unknown then. */
function isWithoutResults({ calls }: RecordView): boolean {
  return calls.length > 0 && calls.every(({ resultMessage }) => resultMessage === null);
}

/** Where no result is kept, a later call may pass on what an earlier one brought. */
function isDecidable(view: RecordView, call: CallView): boolean {
  return call.message === view.calls[0]?.message || !isWithoutResults(view);
}

function leavingOut(figure: Figure, count: number, note: (count: number) => string): Figure {
  return count === 0 || figure.value === null ? figure : { ...figure, note: note(count) };
}

function isValid(view: RecordView, call: CallView): boolean {
  const tool = view.tools.get(call.name);
  return tool !== undefined && checkValue(tool.parameters, call.parameters) === null;
}

/** A live model's wrong call that got its typed error and is not trained on (law 1): counted apart. */
function isRecoveredInvalid(view: RecordView, call: CallView): boolean {
  return call.errorType === 'invalid_arguments' && view.messages[call.message]?.untrained === true;
}

/** Who said the value first before the call: nobody (null), a person or the system message, or a tool. */
function firstSpeaker(view: RecordView, call: CallView, leaf: JsonLeaf): MessageView['role'] | null {
  return firstHolding(view, valueForms(leaf.value, view.now), { to: call.message }, false)?.role ?? null;
}

/** Calls after the first step, without the retries of a failed call. */
function laterCalls(view: RecordView): CallView[] {
  const firstStep = view.calls[0]?.message;
  const failed = new Set<string>();
  const later: CallView[] = [];
  for (const call of view.calls) {
    if (call.message !== firstStep && !failed.has(call.name)) later.push(call);
    if (call.errorType === null) failed.delete(call.name);
    else failed.add(call.name);
  }
  return later;
}

function usesEarlierOutput(view: RecordView, call: CallView): boolean {
  const sources = view.sources?.get(call.id);
  if (sources !== undefined) return [...sources.values()].some((source) => drawsOnOutput(source, 0));
  return call.leaves.some(
    (leaf) => typeof leaf.value !== 'boolean' && firstSpeaker(view, call, leaf) === 'tool',
  );
}

function drawsOnOutput(source: JsonObject, depth: number): boolean {
  if (source.kind === 'output') return true;
  if (source.kind !== 'derived' || !Array.isArray(source.inputs) || depth > 8) return false;
  return source.inputs.some((input) => drawsOnOutput(input as JsonObject, depth + 1));
}

function carriesValue(view: RecordView, request: MessageView): boolean {
  return view.calls.some((call) =>
    call.leaves.some(
      ({ value }) => typeof value !== 'boolean' && holdsForm(request.normalized, valueForms(value, view.now)),
    ),
  );
}
