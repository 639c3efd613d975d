import { checkValue } from '../record-view/check-value.js';
import { isIdArgument } from '../record-view/is-id-argument.js';
import { isWrite } from '../record-view/is-write.js';
import type { JsonLeaf } from '../record-view/json-leaves.js';
import type { CallView, RecordView } from '../record-view/record-view.js';
import { holdsForm, valueForms } from '../record-view/value-forms.js';
import type { JsonObject } from '../types/json.js';
import { holdsPhrase } from './phrases.js';
import type { Finding, Rubric } from './rubric.js';

/** What is wrong with the calls of a conversation, as far as transcript and tool definitions show it. */
export function findToolFaults(view: RecordView, rubric: Rubric): Finding[] {
  const visible: RecordView = { ...view, semantics: null, sources: null };
  return [
    ...view.calls.flatMap((call) => [...findCallFaults(view, call), ...findUnseenValues(visible, call)]),
    ...findRepeats(visible),
    ...findIgnoredErrors(view, rubric),
    ...findUnconfirmed(visible, rubric),
    ...view.messages
      .filter(({ role, answers }) => role === 'tool' && answers === null)
      .map((): Finding => ({ kind: 'orphan_result', amount: 1 })),
  ];
}

/** What is provably wrong with one call: its tool, its arguments, its missing result. */
export function findCallFaults(view: RecordView, call: CallView): Finding[] {
  const faults: Finding[] = [];
  if (call.resultMessage === null) faults.push({ kind: 'unanswered_call', amount: 1, detail: call.name });
  const tool = view.tools.get(call.name);
  // A transcript that came without any tool does not show which there were.
  if (tool === undefined && view.tools.size === 0) return faults;
  if (tool === undefined) return [...faults, { kind: 'unknown_tool', amount: 1, detail: call.name }];
  // A wrong call that got its error and is not trained on is part of a recovery.
  if (view.messages[call.message]?.untrained === true) return faults;
  const fault = checkValue(tool.parameters, call.parameters);
  if (fault === null) return faults;
  const kind = fault.includes('lacks the required') ? 'missing_required' : 'invalid_arguments';
  return [...faults, { kind, amount: 1, detail: `${call.name} ${fault}` }];
}

function findUnseenValues(view: RecordView, call: CallView): Finding[] {
  const faults: Finding[] = [];
  for (const leaf of call.leaves) {
    if (typeof leaf.value === 'boolean' || leaf.value === null || isFixedBySchema(view, call, leaf)) continue;
    const forms = valueForms(leaf.value, view.now);
    const isSeen = view.messages.some(
      ({ index, role, normalized }) =>
        index < call.message && role !== 'assistant' && holdsForm(normalized, forms),
    );
    if (isSeen) continue;
    const kind = isIdArgument(view, call, leaf)
      ? 'unseen_id'
      : isCode(view, call, leaf)
        ? 'unseen_code'
        : 'unseen_value';
    faults.push({ kind, amount: 1, detail: `${leaf.name} ${JSON.stringify(leaf.value)}` });
  }
  return faults;
}

/**
 * `DE`, `EUR`, `ja` where a country, currency or language is asked for: said by name more often than by code, in whatever
 * language; no table here holds them all.
 */
function isCode(view: RecordView, call: CallView, { name, value }: JsonLeaf): boolean {
  if (typeof value !== 'string' || !/^(?:[A-Z]{2,3}|[a-z]{2})(?:[-_][A-Za-z]{2})?$/.test(value)) return false;
  const properties = view.tools.get(call.name)?.parameters.properties as JsonObject | undefined;
  const schema =
    properties !== undefined && Object.hasOwn(properties, name)
      ? (properties[name] as JsonObject | null)
      : null;
  return /countr|nation|currenc|lang|locale|symbol/i.test(`${name} ${schema?.description ?? ''}`);
}

/** Enum members and defaults need nobody to say them: words such as "cheapest first" lead to them. */
function isFixedBySchema(view: RecordView, call: CallView, leaf: JsonLeaf): boolean {
  const properties = view.tools.get(call.name)?.parameters.properties;
  if (typeof properties !== 'object' || properties === null || !Object.hasOwn(properties, leaf.name))
    return false;
  const schema = (properties as JsonObject)[leaf.name] as JsonObject | null;
  const items = schema?.items as JsonObject | undefined;
  return (
    Array.isArray(schema?.enum) ||
    Array.isArray(items?.enum) ||
    schema?.const !== undefined ||
    schema?.default === leaf.value
  );
}

/** Equal calls: after a success without a write between, or after an error that waiting does not cure. */
function findRepeats(view: RecordView): Finding[] {
  const faults: Finding[] = [];
  const earlier = new Map<string, CallView>();
  const writes = new Map<string, CallView>();
  for (const call of view.calls) {
    const key = `${call.name}\n${JSON.stringify(call.parameters)}`;
    const isChange = isWrite(view, call);
    const before = earlier.get(key);
    if (isChange && writes.has(key)) faults.push({ kind: 'repeated_write', amount: 1, detail: call.name });
    else if (before?.errorType === null) faults.push({ kind: 'repeated_call', amount: 1, detail: call.name });
    else if (before !== undefined && !transientErrors.has(before.errorType ?? '')) {
      faults.push({ kind: 'pointless_retry', amount: 1, detail: call.name });
    }
    if (isChange && call.errorType === null) {
      earlier.clear();
      writes.set(key, call);
    }
    earlier.set(key, call);
  }
  return faults;
}

const transientErrors = new Set(['rate_limit', 'unavailable', 'timeout']);

/** Errors that no later call and no word of the assistant takes up. */
function findIgnoredErrors(view: RecordView, rubric: Rubric): Finding[] {
  return view.calls
    .filter(({ errorType }) => errorType !== null)
    .filter(({ resultMessage, message }) => {
      const after = resultMessage ?? message;
      const isRetried = view.calls.some((call) => call.message > after);
      return (
        !isRetried &&
        !view.messages.some(
          ({ index, role, normalized }) =>
            index > after &&
            role === 'assistant' &&
            holdsPhrase(normalized, rubric.phrases.failure[view.locale]),
        )
      );
    })
    .map(
      ({ name, errorType }): Finding => ({
        kind: 'ignored_error',
        amount: 1,
        detail: `${name}: ${errorType}`,
      }),
    );
}

/** Final steps that a system message wants confirmed and that no question of the assistant comes before. */
function findUnconfirmed(view: RecordView, rubric: Rubric): Finding[] {
  const system = view.messages[0];
  const { confirmation, final_verbs } = rubric.phrases;
  if (system?.role !== 'system' || !holdsPhrase(system.normalized, confirmation[view.locale])) return [];
  return view.calls
    .filter(({ name, message }) => {
      const [verb = ''] = name.slice(name.lastIndexOf(':') + 1).split(/[^a-z]/);
      if (!(final_verbs.en ?? []).includes(verb)) return false;
      const asked = view.messages.findLast(({ index, role }) => index < message && role === 'user');
      const before = view.messages[(asked?.index ?? 0) - 1];
      return before?.role !== 'assistant' || !/[?？]|か。/.test(before.text);
    })
    .map(({ name }): Finding => ({ kind: 'unconfirmed', amount: 1, detail: name }));
}
