import type { Random } from '../../src/random/random.js';
import type { PhenomenonName } from '../../src/types/plan-row.js';
import type { MutableRecord, Mutant } from './mutant.js';
import { callEverywhere, insertMessages, isSuccess, pickOrNull, setOutput } from './record-edits.js';
import { moveMessages, removeCall } from './turn-edits.js';

/** A mutant that takes away what makes a record count as showing the phenomenon. */
export type PhenomenonMutant = Mutant & { readonly phenomenon: PhenomenonName };

type Mutate = Mutant['mutate'];

/** Mutants of what must be seen in a record for each phenomenon. Law 0 where the claim fails, 5 where the goal does. */
export const phenomenonMutants: readonly PhenomenonMutant[] = [
  hidden('parallel_calls'),
  on('parallel_calls', 'parallel-calls-made-in-turn', 0, makeInTurn),
  on('parallel_calls', 'parallel-calls-seen-elsewhere', 0, evidenceAt(lastText)),

  hidden('missing_parameter'),
  on('missing_parameter', 'clarification-not-asked', 0, unask),
  on('missing_parameter', 'clarification-seen-at-the-request', 0, evidenceAt(firstRequest)),

  on('ambiguous_intent', 'intent-asked-without-alternatives', 0, askWithoutAlternatives),
  on('ambiguous_intent', 'intent-asked-after-a-call', 0, callBeforeQuestion),
  on('ambiguous_intent', 'intent-not-asked', 0, unask),
  on('ambiguous_intent', 'intent-asked-elsewhere', 0, evidenceAt(lastText)),

  hidden('choice_among_results'),
  on('choice_among_results', 'choice-from-one', 0, leaveNoChoice),
  on('choice_among_results', 'choice-seen-at-the-request', 0, evidenceAt(firstRequest)),

  on('user_correction', 'correction-seen-at-the-request', 0, evidenceAt(firstRequest)),
  on('user_correction', 'correction-to-the-same-value', 0, correctToTheSame),
  on('user_correction', 'correction-not-taken', 0, takeNothingFromCorrection),
  on('user_correction', 'correction-hidden', 5, hideCorrection),

  hidden('confirmation', isPlainlyConfirmed),
  on('confirmation', 'confirmation-not-asked', 0, unask),
  on('confirmation', 'confirmation-seen-at-the-request', 0, evidenceAt(firstRequest)),
  on('confirmation', 'guarded-call-without-question', 5, callWithoutQuestion),
  on('confirmation', 'unconfirmed-call-made', 5, callTheUnconfirmed),
  on('confirmation', 'unconfirmed-goal-achieved', 5, achieveGoalEndedBy('not_confirmed')),

  hidden('follow_up_goal'),
  on('follow_up_goal', 'follow-up-asked-at-once', 0, askAllAtOnce),
  on('follow_up_goal', 'follow-up-seen-at-the-request', 0, evidenceAt(firstRequest)),

  hidden('no_tool'),
  on('no_tool', 'unserved-goal-achieved', 5, achieveGoalEndedBy('no_tool')),
  on('no_tool', 'serving-tool-offered', 5, offerServingTool),

  hidden('missing_tool'),
  on('missing_tool', 'missing-tool-with-nothing-achieved', 0, achieveNothing),
  on('missing_tool', 'missing-tool-taken-for-none', 0, rename('missing_tool', 'no_tool')),
  {
    ...on('no_tool', 'no-tool-taken-for-a-missing-one', 0, rename('no_tool', 'missing_tool')),
    phenomenon: 'missing_tool',
  },
  on('missing_tool', 'missing-tool-seen-before-the-request', 0, evidenceAt(systemMessage)),
  on('missing_tool', 'missing-tool-offered', 5, offerServingTool),

  hidden('tool_error'),
  on('tool_error', 'error-seen-elsewhere', 0, evidenceAt(firstRequest)),
  on('tool_error', 'recovery-dropped', 0, dropRecovery),
  on('tool_error', 'refused-value-sent-again', 0, sendRefusedValueAgain),
  on('tool_error', 'passing-error-answered-with-another-value', 0, changeRetriedValue),
  on('tool_error', 'conflicting-write-sent-again', 0, sendConflictAgain),
  on('tool_error', 'conflicting-write-sent-again-and-done', 5, sendConflictAgainAndSucceed),
  on('tool_error', 'given-up-goal-achieved', 5, achieveGoalEndedBy('error')),

  hidden('refusal'),
  on('refusal', 'refusal-seen-elsewhere', 0, evidenceAt(lastText)),
  on('refusal', 'refusal-without-a-policy', 5, dropForbiddingPolicies),
  on('refusal', 'refusal-by-an-unstated-policy', 5, unstateForbiddingPolicies),
  on('refusal', 'forbidden-call-made', 5, forbidWhatIsCalled),
  on('refusal', 'refused-goal-achieved', 5, achieveGoalEndedBy('policy')),

  hidden('short'),
  madeUp('short', ({ tool_calls: calls }) => calls.length < 1 || calls.length > 2),
  hidden('long'),
  madeUp('long', ({ tool_calls: calls }) => calls.length < 5),
];

function on(
  phenomenon: PhenomenonName,
  name: string,
  law: Mutant['law'],
  mutate: (record: MutableRecord, evidence: number[], random: Random) => boolean,
): PhenomenonMutant {
  return {
    ...{ phenomenon, name, law },
    mutate(record, random) {
      const claim = record.phenomena.find((each) => each.name === phenomenon);
      return claim === undefined ? false : mutate(record, claim.messages, random);
    },
  };
}

/** The claim goes, what shows it stays; `when`: records of which a checker can tell. */
function hidden(phenomenon: PhenomenonName, when: (record: MutableRecord) => boolean = () => true) {
  const name = `${phenomenon.replaceAll('_', '-')}-hidden`;
  return on(phenomenon, name, 0, (record) => {
    if (!when(record)) return false;
    record.phenomena = record.phenomena.filter((claim) => claim.name !== phenomenon);
    return true;
  });
}

function madeUp(phenomenon: PhenomenonName, isAbsent: (record: MutableRecord) => boolean): PhenomenonMutant {
  const mutate: Mutate = (record) => {
    if (!isAbsent(record)) return false;
    record.phenomena.push({ name: phenomenon, messages: [0] });
    return true;
  };
  return { phenomenon, name: `${phenomenon}-made-up`, law: 0, mutate };
}

function rename(from: PhenomenonName, to: PhenomenonName) {
  return (record: MutableRecord): boolean => {
    for (const claim of record.phenomena) if (claim.name === from) claim.name = to;
    return true;
  };
}

/** Names another message as the one that shows it. */
function evidenceAt(place: (record: MutableRecord) => number) {
  return (record: MutableRecord, evidence: number[]): boolean => {
    const index = place(record);
    if (index < 0 || evidence.includes(index)) return false;
    evidence.splice(0, evidence.length, index);
    return true;
  };
}

function firstRequest({ messages }: MutableRecord): number {
  return messages.findIndex(({ role }) => role === 'user');
}

function lastText({ messages }: MutableRecord): number {
  return messages.length - 1;
}

function systemMessage({ messages }: MutableRecord): number {
  return messages[0]?.role === 'system' ? 0 : -1;
}

/** Each message makes one call, the answer after it. */
function makeInTurn(record: MutableRecord): boolean {
  for (let index = record.messages.length - 1; index >= 0; index -= 1) {
    const message = record.messages[index];
    const calls = message?.role === 'assistant' ? (message.tool_calls ?? []) : [];
    if (message?.role !== 'assistant' || calls.length < 2) continue;
    for (let place = calls.length - 1; place >= 1; place -= 1) {
      const call = calls[place];
      if (call === undefined) continue;
      insertMessages(record, index + 1 + place, [{ role: 'assistant', content: '', tool_calls: [call] }]);
    }
    message.tool_calls = calls.slice(0, 1);
  }
  return true;
}

/** The questions among the evidence say something instead. */
function unask(record: MutableRecord, evidence: number[]): boolean {
  return rewordQuestions(record, evidence, 'Very well, I will see to it now.');
}

function askWithoutAlternatives(record: MutableRecord, evidence: number[]): boolean {
  return rewordQuestions(record, evidence, 'Could you tell me what is meant by that?');
}

function rewordQuestions(record: MutableRecord, evidence: readonly number[], text: string): boolean {
  const asked = evidence.filter((index) => isQuestion(record, index));
  for (const index of asked) {
    const message = record.messages[index];
    if (message !== undefined) message.content = text;
  }
  record.provenance.answers = record.provenance.answers.filter(({ message }) => !asked.includes(message));
  return asked.length > 0;
}

function isQuestion({ messages }: MutableRecord, index: number): boolean {
  const message = messages[index];
  return (
    message?.role === 'assistant' &&
    message.tool_calls === undefined &&
    /[?？]|か。?\s*$/.test(message.content)
  );
}

/** The first calls after the answer come before the question. */
function callBeforeQuestion(record: MutableRecord, evidence: number[]): boolean {
  const question = evidence.find((index) => isQuestion(record, index));
  const step = record.messages.findIndex(
    (message, index) =>
      index > (question ?? 0) && message.role === 'assistant' && message.tool_calls !== undefined,
  );
  if (question === undefined || step < 0) return false;
  let end = step + 1;
  while (record.messages[end]?.role === 'tool') end += 1;
  moveMessages(record, step, end - step, question);
  return true;
}

/** Every list of which a later call takes a member has no other. */
function leaveNoChoice(record: MutableRecord): boolean {
  let cut = false;
  for (const { id, output } of record.tool_outputs) {
    const taken = record.provenance.arguments.flatMap(({ source }) =>
      source.kind === 'output' && source.call === id ? [source.pointer] : [],
    );
    if (taken.length === 0) continue;
    if (!taken.every((pointer) => pointer.split('/').every((segment) => !/^[1-9]\d*$/.test(segment))))
      return false;
    setOutput(record, id, withoutOthers(output));
    cut = true;
  }
  return cut;
}

function withoutOthers(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(withoutOthers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withoutOthers(child)]));
}

/** The call after a correction passes what the one before it passed. */
function correctToTheSame(record: MutableRecord, evidence: number[]): boolean {
  let changed = false;
  for (const { call: id, pointer, source } of record.provenance.arguments) {
    if (source.kind !== 'user' || !evidence.includes(source.message)) continue;
    const earlier = supersededBy(record, id, source.message);
    if (earlier === undefined) continue;
    const [, name = '', ...deeper] = pointer.split('/');
    if (deeper.length > 0 || !Object.hasOwn(earlier.parameters, name)) continue;
    callEverywhere(record, id, (call) => {
      call.parameters = { ...call.parameters, [name]: earlier.parameters[name] ?? null };
    });
    changed = true;
  }
  return changed;
}

/** The successful call of the same tool before the message. */
function supersededBy(record: MutableRecord, id: string, message: number) {
  const later = record.tool_calls.find((call) => call.id === id);
  const before = new Set(
    record.messages
      .slice(0, message)
      .flatMap((each) => (each.role === 'assistant' ? (each.tool_calls ?? []).map((call) => call.id) : [])),
  );
  return record.tool_calls.find(
    (call) =>
      before.has(call.id) &&
      call.name === later?.name &&
      isSuccess(record.tool_outputs.find((result) => result.id === call.id)?.output),
  );
}

/** What the correction gave is said to come from the first request. */
function takeNothingFromCorrection(record: MutableRecord, evidence: number[]): boolean {
  for (const { source } of record.provenance.arguments)
    if (source.kind === 'user' && evidence.includes(source.message)) source.message = firstRequest(record);
  return true;
}

/** Without the correction nothing says why the call before it was made. */
function hideCorrection(record: MutableRecord, evidence: number[]): boolean {
  const superseded = record.provenance.arguments.some(
    ({ call, source }) =>
      source.kind === 'user' &&
      evidence.includes(source.message) &&
      supersededBy(record, call, source.message) !== undefined,
  );
  record.phenomena = record.phenomena.filter(({ name }) => name !== 'user_correction');
  return superseded;
}

/** Asked before a call that is then made, with nothing but the go-ahead for an answer. */
function isPlainlyConfirmed(record: MutableRecord): boolean {
  const evidence = record.phenomena.find(({ name }) => name === 'confirmation')?.messages ?? [];
  return record.provenance.arguments.every(
    ({ source }) => source.kind !== 'user' || !evidence.includes(source.message),
  );
}

function callWithoutQuestion(record: MutableRecord, evidence: number[]): boolean {
  const guarded = record.scenario.policies.flatMap(({ kind, endpoints }) =>
    kind === 'confirm_before' ? endpoints : [],
  );
  const asked = evidence.filter((index) => {
    const next = record.messages[index + 2];
    return (
      isQuestion(record, index) &&
      next?.role === 'assistant' &&
      next.tool_calls?.some(({ name }) => guarded.includes(name)) === true
    );
  });
  return unask(record, asked);
}

/** What the user did not want is done right after they said so. */
function callTheUnconfirmed(record: MutableRecord, evidence: number[]): boolean {
  const goal = record.goal.find(({ reason }) => reason === 'not_confirmed');
  const answer = evidence.findLast((index) => record.messages[index]?.role === 'user');
  const guarded = record.scenario.policies.flatMap(({ kind, endpoints }) =>
    kind === 'confirm_before' ? endpoints : [],
  );
  const name = record.tools.find((tool) => guarded.includes(tool.name))?.name;
  if (goal === undefined || answer === undefined || name === undefined) return false;
  addCall(record, answer + 1, { id: 'zzzzzzzzz', name, parameters: {} }, { status: 'done' });
  goal.calls.push('zzzzzzzzz');
  return true;
}

/** A call and its answer, made at a place of the conversation. */
function addCall(
  record: MutableRecord,
  at: number,
  call: MutableRecord['tool_calls'][number],
  output: unknown,
): void {
  const before = record.messages
    .slice(0, at)
    .flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : [])).length;
  insertMessages(record, at, [
    { role: 'assistant', content: '', tool_calls: [call] },
    { role: 'tool', name: call.name, tool_call_id: call.id, content: JSON.stringify(output) },
  ]);
  record.tool_calls.splice(before, 0, call);
  record.tool_outputs.splice(before, 0, {
    ...{ id: call.id, name: call.name },
    output: output as MutableRecord['tool_outputs'][number]['output'],
  });
}

function achieveGoalEndedBy(reason: NonNullable<MutableRecord['goal'][number]['reason']>) {
  return (record: MutableRecord): boolean => {
    const goal = record.goal.find((each) => each.reason === reason);
    if (goal === undefined) return false;
    goal.outcome = 'achieved';
    Reflect.deleteProperty(goal, 'reason');
    return true;
  };
}

function askAllAtOnce(record: MutableRecord): boolean {
  const first = Math.min(...record.goal.map(({ message }) => message));
  for (const goal of record.goal) goal.message = first;
  return true;
}

/** A tool is offered whose name says just what the goal asks. */
function offerServingTool(record: MutableRecord): boolean {
  const goal = record.goal.find(({ reason }) => reason === 'no_tool');
  const words = (goal?.text.match(/[a-z]{3,}/gi) ?? []).map((word) => word.toLowerCase());
  const [tool] = record.tools;
  if (words.length < 2 || tool === undefined) return false;
  record.tools.push({ ...tool, name: `anything::${words.slice(0, 3).join('_')}` });
  return true;
}

function achieveNothing(record: MutableRecord): boolean {
  for (const goal of record.goal) {
    if (goal.outcome !== 'achieved') continue;
    goal.outcome = 'unreachable';
    goal.reason = 'no_tool';
  }
  return true;
}

type Failed = { readonly id: string; readonly name: string; readonly type: string };

/** Failed calls after which the record goes on, in order. */
function gotOver(record: MutableRecord): Failed[] {
  const ending = new Set(record.goal.flatMap(({ reason, calls }) => (reason === 'error' ? calls : [])));
  return failedCalls(record).filter(({ id }) => !ending.has(id));
}

function failedCalls(record: MutableRecord): Failed[] {
  return record.tool_outputs.flatMap(({ id, name, output }) => {
    const { error } = output as { readonly error?: { readonly type?: string } };
    return isSuccess(output) ? [] : [{ id, name, type: error?.type ?? '' }];
  });
}

function callsAfter(record: MutableRecord, id: string) {
  const at = record.tool_calls.findIndex((call) => call.id === id);
  return record.tool_calls.slice(at + 1);
}

/** All that could count as a way on goes: later calls of the tool, and of tools that do the same. */
function dropRecovery(record: MutableRecord, _: number[], random: Random): boolean {
  const failed = pickOrNull(gotOver(record), random);
  if (failed === null) return false;
  const recoveries = callsAfter(record, failed.id).filter(
    ({ name }) => name === failed.name || doesTheSame(record, name, failed),
  );
  for (const { id } of recoveries) removeCall(record, id);
  return recoveries.length > 0;
}

function doesTheSame(record: MutableRecord, name: string, failed: Failed): boolean {
  const [work, other] = [record.semantics[failed.name], record.semantics[name]];
  return name !== failed.name && other?.entity === work?.entity && other?.action === work?.action;
}

function sendRefusedValueAgain(record: MutableRecord, _: number[], random: Random): boolean {
  const refused = gotOver(record).filter(({ type }) => type === 'not_found' || type === 'invalid_value');
  return passAgain(record, pickOrNull(refused, random), (first) => first);
}

function changeRetriedValue(record: MutableRecord, _: number[], random: Random): boolean {
  const passing = gotOver(record).filter(
    ({ id, name, type }) =>
      (type === 'rate_limit' || type === 'unavailable') &&
      !callsAfter(record, id).some((later) => doesTheSame(record, later.name, { id, name, type })),
  );
  return passAgain(record, pickOrNull(passing, random), (first) => ({ ...first, another_value: 1 }));
}

type Parameters = MutableRecord['tool_calls'][number]['parameters'];

/** Every later call of a failed one's tool passes what is made of what that one passed. */
function passAgain(
  record: MutableRecord,
  failed: Failed | null,
  change: (first: Parameters) => Parameters,
): boolean {
  const first = record.tool_calls.find(({ id }) => id === failed?.id);
  if (failed === null || first === undefined) return false;
  const again = callsAfter(record, failed.id).filter(({ name }) => name === failed.name);
  for (const { id } of again)
    callEverywhere(record, id, (call) => {
      call.parameters = change(first.parameters);
    });
  return again.length > 0;
}

function sendConflictAgain(record: MutableRecord): boolean {
  return repeatConflict(record, (output) => output);
}

function sendConflictAgainAndSucceed(record: MutableRecord): boolean {
  return repeatConflict(record, () => ({ status: 'done' }));
}

function repeatConflict(record: MutableRecord, answer: (output: unknown) => unknown): boolean {
  const failed = failedCalls(record).find(({ type }) => type === 'conflict');
  const call = record.tool_calls.find(({ id }) => id === failed?.id);
  const result = record.messages.findIndex(
    (message) => message.role === 'tool' && message.tool_call_id === call?.id,
  );
  if (call === undefined || result < 0) return false;
  const output = record.tool_outputs.find(({ id }) => id === call.id)?.output;
  addCall(record, result + 1, { ...call, id: 'zzzzzzzzz' }, answer(output));
  record.provenance.arguments.push(
    ...record.provenance.arguments
      .filter((entry) => entry.call === call.id)
      .map((entry) => ({ ...entry, call: 'zzzzzzzzz' })),
  );
  for (const goal of record.goal) if (goal.calls.includes(call.id)) goal.calls.push('zzzzzzzzz');
  return true;
}

function dropForbiddingPolicies(record: MutableRecord): boolean {
  record.scenario.policies = record.scenario.policies.filter(({ kind }) => kind !== 'forbidden');
  return true;
}

function unstateForbiddingPolicies(record: MutableRecord): boolean {
  const [system] = record.messages;
  const forbidding = record.scenario.policies.filter(({ kind }) => kind === 'forbidden');
  if (system?.role !== 'system' || forbidding.length === 0) return false;
  for (const { text } of forbidding) system.content = system.content.replaceAll(text, '');
  return true;
}

function forbidWhatIsCalled(record: MutableRecord, _: number[], random: Random): boolean {
  const policy = record.scenario.policies.find(({ kind }) => kind === 'forbidden');
  const call = pickOrNull(record.tool_calls, random);
  if (policy === undefined || call === null) return false;
  policy.endpoints.push(call.name);
  return true;
}
