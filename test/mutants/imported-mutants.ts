import type { ImportedRecord } from '../../src/types/imported-record.js';

type Open = Pick<ImportedRecord, 'tools'> & {
  messages: {
    role: string;
    content: string;
    name?: string;
    tool_call_id?: string;
    tool_calls?: OpenCall[];
  }[];
  tool_calls: OpenCall[];
  tool_outputs: { id: string; name: string; output: unknown }[];
  metadata: {
    conversation_id: string;
    num_turns: number;
    num_tool_calls: number;
    num_distinct_tools: number;
    readonly imported: object;
  };
};
type OpenCall = { id: string; name: string; parameters: { [name: string]: unknown } };

/** A way to corrupt an imported record that keeps what can be checked, and the rule that must see it. */
export type ImportedMutant = {
  readonly rule: string;
  readonly name: string;
  /** Changes a copy made for it; false where the record offers nothing to corrupt in this way. */
  readonly mutate: (record: Open) => boolean;
};

export const importedMutants: readonly ImportedMutant[] = [
  operator('record-schema', 'drop-lacks', (record) => {
    Reflect.deleteProperty(record.metadata.imported, 'lacks');
    return true;
  }),
  operator('record-schema', 'null-content', (record) =>
    Reflect.set(record.messages[0] ?? {}, 'content', null),
  ),
  operator('roles-follow', 'second-user', (record) => {
    const at = record.messages.findIndex(({ role }) => role === 'user');
    record.messages.splice(at, 0, { role: 'user', content: 'Hello?' });
    record.metadata.num_turns += 1;
    return true;
  }),
  operator('roles-follow', 'late-system', (record) => {
    record.messages.push({ role: 'system', content: 'Be brief.' });
    return true;
  }),
  operator('calls-answered', 'drop-result', (record) => {
    const at = record.messages.findIndex(({ role }) => role === 'tool');
    if (record.messages.filter(({ role }) => role === 'tool').length < 2) return false;
    record.messages.splice(at, 1);
    record.tool_outputs.splice(0, 1);
    record.metadata.num_turns -= 1;
    return true;
  }),
  operator('calls-answered', 'double-result', (record) => {
    const at = record.messages.findIndex(({ role }) => role === 'tool');
    const [message, output] = [record.messages[at], record.tool_outputs[0]];
    if (message === undefined || output === undefined) return false;
    record.messages.splice(at, 0, message);
    record.tool_outputs.unshift(output);
    record.metadata.num_turns += 1;
    return true;
  }),
  operator('calls-answered', 'result-of-another-tool', (record) => {
    const message = record.messages.find(({ role }) => role === 'tool');
    const output = record.tool_outputs[0];
    if (message === undefined || output === undefined) return false;
    message.name = output.name = 'another_tool';
    return true;
  }),
  operator('call-ids-unique', 'repeat-id', (record) => {
    const [first, second] = record.tool_calls;
    if (first === undefined || second === undefined) return false;
    renameCall(record, second.id, first.id);
    return true;
  }),
  operator('texts-not-empty', 'blank-user', (record) => blank(record, 'user')),
  operator('texts-not-empty', 'blank-answer', (record) => blank(record, 'assistant')),
  operator('outputs-repeated-at-top', 'change-top-output', (record) => {
    const output = record.tool_outputs[0];
    if (output === undefined) return false;
    output.output = 'something else';
    return true;
  }),
  operator('outputs-repeated-at-top', 'drop-top-output', (record) => record.tool_outputs.pop() !== undefined),
  operator('calls-repeated-at-top', 'drop-top-call', (record) => record.tool_calls.pop() !== undefined),
  operator('calls-repeated-at-top', 'change-top-call', (record) => {
    const call = record.tool_calls[0];
    if (call === undefined) return false;
    call.parameters = { ...call.parameters, added: 1 };
    return true;
  }),
  operator('counts-recount', 'miscount-turns', (record) => {
    record.metadata.num_turns += 1;
    return true;
  }),
  operator('counts-recount', 'miscount-tools', (record) => {
    record.metadata.num_distinct_tools += 1;
    return true;
  }),
  operator('counts-recount', 'other-id', (record) => {
    record.metadata.conversation_id = 'another';
    return true;
  }),
  operator('lacks-shown', 'claim-no-tools', (record) => claimLack(record, 'tools', record.tools.length > 0)),
  operator('lacks-shown', 'claim-no-results', (record) =>
    claimLack(record, 'results', record.tool_outputs.length > 0),
  ),
  operator('tool-names-unique', 'double-tool', (record) => {
    const [tool] = record.tools;
    if (tool === undefined) return false;
    return Reflect.set(record, 'tools', [...record.tools, tool]);
  }),
  operator('call-offered', 'call-unoffered', (record) => {
    const call = record.tool_calls[0];
    if (call === undefined) return false;
    const name = call.name;
    Reflect.set(
      record,
      'tools',
      record.tools.filter((tool) => tool.name !== name),
    );
    return record.tools.length > 0;
  }),
  operator('arguments-valid', 'argument-of-another-type', (record) =>
    changeArgument(record, (value) =>
      typeof value === 'number' ? 'many' : typeof value === 'string' ? { is: value } : undefined,
    ),
  ),
  operator('argument-said-before', 'made-up-text', (record) =>
    changeArgument(record, (value) => (typeof value === 'string' ? 'Qxvortle Zmnphar' : undefined)),
  ),
  operator('argument-said-before', 'made-up-number', (record) =>
    changeArgument(record, (value) => (typeof value === 'number' ? 987_654_321 : undefined)),
  ),
  operator('argument-said-before', 'value-only-said-later', (record) => {
    const made = record.messages.findIndex(({ tool_calls: calls }) => calls !== undefined);
    const after = record.messages.findIndex(({ role }, index) => role === 'user' && index > made);
    const call = record.tool_calls[0];
    const [name] =
      Object.entries(call?.parameters ?? {}).find(([, value]) => typeof value === 'string') ?? [];
    if (call === undefined || name === undefined || after === -1) return false;
    setArgument(record, call.id, name, 'Wexlingbury');
    (record.messages[after] as { content: string }).content += ' Wexlingbury!';
    return true;
  }),
  operator('user-knows-no-id', 'user-says-id', (record) => {
    const user = record.messages.find(({ role }) => role === 'user');
    if (user === undefined) return false;
    user.content += ' It is 3f2b8c1e-7d4a-4f60-9b1e-0a2c4d6e8f10.';
    return true;
  }),
  operator('same-read-same-answer', 'read-again-other-answer', (record) =>
    repeatRead(record, (output) => (isObject(output) ? { ...output, extra_field: 'changed' } : null)),
  ),
  operator('fields-kept', 'field-changes', (record) => {
    const shown = (status: string) => ({ id: 'THING-4711', status });
    addRead(record, 'get_thing', { page: 1 }, shown('open'));
    addRead(record, 'list_things', { filter: 'x' }, shown('closed'));
    return true;
  }),
  operator('scores-consistent', 'better-mean', (record) => judged(record, 5)),
  operator('verdict-agrees', 'passed-without-scores', (record) => Reflect.set(record, 'passed', true)),
  operator('judge-named', 'unnamed-judge', (record) => judged(record, 4, 'offline-guess')),
  operator('agents-named', 'agent-between', (record) =>
    Reflect.set(record.metadata, 'agents', { judge: 'offline-something' }),
  ),
  operator('history-consistent', 'repairs-without-scores', (record) =>
    Reflect.set(record, 'history', [attempt({ attempt: 1 })]),
  ),
  operator('history-explains-scores', 'other-score-after', (record) => {
    judged(record, 4);
    return Reflect.set(record, 'history', [attempt({ attempt: 1, mean_score_after: 5 })]);
  }),
  operator('repairer-named', 'repaired-by-nobody', (record) => {
    judged(record, 4);
    Reflect.set(record, 'history', [attempt({ attempt: 1, mean_score_after: 4, agent: 'some-model' })]);
    return true;
  }),
];

function operator(rule: string, name: string, mutate: ImportedMutant['mutate']): ImportedMutant {
  return { rule, name, mutate };
}

/** The corrupted copy, or null where the operator does not apply. */
export function applyImportedMutant(mutant: ImportedMutant, record: ImportedRecord): unknown {
  const copy = JSON.parse(JSON.stringify(record)) as Open;
  return mutant.mutate(copy) ? copy : null;
}

function blank(record: Open, role: string): boolean {
  const message = record.messages.find((each) => each.role === role && each.tool_calls === undefined);
  if (message === undefined) return false;
  message.content = ' ';
  return true;
}

function claimLack(record: Open, lack: 'tools' | 'results', isHeld: boolean): boolean {
  Reflect.set(record.metadata.imported, 'lacks', [lack]);
  return isHeld;
}

function renameCall(record: Open, id: string, to: string): void {
  const calls = record.messages.flatMap((message) => message.tool_calls ?? []);
  for (const call of [...calls, ...record.tool_calls]) if (call.id === id) call.id = to;
  for (const message of record.messages) if (message.tool_call_id === id) message.tool_call_id = to;
  for (const output of record.tool_outputs) if (output.id === id) output.id = to;
}

function setArgument(record: Open, id: string, name: string, value: unknown): void {
  const calls = record.messages.flatMap((message) => message.tool_calls ?? []);
  for (const call of [...calls, ...record.tool_calls]) if (call.id === id) call.parameters[name] = value;
}

/** Changes the first argument at the top of a call's arguments that `change` gives another value, and no choice of the schema. */
function changeArgument(record: Open, change: (value: unknown) => unknown): boolean {
  for (const call of record.tool_calls) {
    for (const [name, value] of Object.entries(call.parameters)) {
      const to = change(value);
      if (to === undefined) continue;
      setArgument(record, call.id, name, to);
      return true;
    }
  }
  return false;
}

/** A read right before the last message, with its answer. */
function addRead(record: Open, name: string, parameters: { [name: string]: unknown }, output: unknown): void {
  const id = `added${record.tool_calls.length}`;
  const call = { id, name, parameters };
  const last = record.messages.length - 1;
  record.messages.splice(
    last,
    0,
    { role: 'assistant', content: '', tool_calls: [{ ...call }] },
    { role: 'tool', name, tool_call_id: id, content: JSON.stringify(output) },
  );
  record.tool_calls.push(call);
  record.tool_outputs.push({ id, name, output });
  record.metadata.num_turns += 2;
  record.metadata.num_tool_calls += 1;
  record.metadata.num_distinct_tools = new Set(record.tool_calls.map((each) => each.name)).size;
}

function repeatRead(record: Open, change: (output: unknown) => unknown): boolean {
  const at = record.tool_calls.findIndex(({ name }) => /(?:get|search|find|list)_/.test(name));
  const [call, output] = [record.tool_calls[at], record.tool_outputs[at]?.output];
  const changed = change(output);
  if (call === undefined || changed === null || isObject(output) === false || 'error' in (output as object))
    return false;
  addRead(record, call.name, call.parameters, output);
  addRead(record, call.name, call.parameters, changed);
  return true;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function judged(record: Open, mean: number, judge = 'offline-rubric@2'): boolean {
  const scores = { tool_correctness: 4, task_completion: 4, naturalness: 4, mean_score: mean };
  Reflect.set(record, 'judge_scores', {
    ...scores,
    reasoning: '',
    judge_model: judge,
    passed: true,
    failed_gates: [],
  });
  Reflect.set(record, 'passed', true);
  return true;
}

function attempt(changes: object): object {
  const plain = { attempt: 1, mean_score_before: 3, mean_score_after: 4, changed: ['message 1'], kept: true };
  return { ...plain, method: 'mechanical', agent: 'offline', ...changes };
}
