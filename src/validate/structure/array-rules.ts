import { jsonEqual } from '../json-equal.js';
import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';

export const arrayRules: readonly Rule[] = [
  { law: 0, name: 'calls-repeated-at-top', check: callsRepeatedAtTop },
  { law: 0, name: 'outputs-in-order', check: outputsInOrder },
  { law: 0, name: 'tool-names-unique', check: toolNamesUnique },
  { law: 0, name: 'semantics-complete', check: semanticsComplete },
];

function callsRepeatedAtTop({ record, calls }: RecordView, report: Report): void {
  if (record.tool_calls.length !== calls.length) {
    report(
      '/tool_calls',
      `tool_calls holds ${record.tool_calls.length} calls, the messages ${calls.length}.`,
    );
    return;
  }
  calls.forEach(({ call }, index) => {
    if (!jsonEqual(call, record.tool_calls[index]))
      report(`/tool_calls/${index}`, 'The call differs from the one in the messages.');
  });
}

function outputsInOrder({ record, calls }: RecordView, report: Report): void {
  const results = record.tool_outputs;
  if (results.length !== calls.length)
    report('/tool_outputs', `There are ${results.length} outputs for ${calls.length} calls.`);
  results.forEach((result, index) => {
    const call = calls[index]?.call;
    if (call !== undefined && (call.id !== result.id || call.name !== result.name)) {
      report(`/tool_outputs/${index}`, `The output belongs to ${result.id} where that of ${call.id} is due.`);
    }
  });
}

function toolNamesUnique({ record, toolByName }: RecordView, report: Report): void {
  if (toolByName.size !== record.tools.length) report('/tools', 'Two tool definitions share a name.');
}

function semanticsComplete({ record, calls, toolByName }: RecordView, report: Report): void {
  const names = new Set(toolByName.keys());
  for (const { call } of calls) names.add(call.name);
  for (const name of names) {
    if (!Object.hasOwn(record.semantics, name)) report('/semantics', `There are no semantics for ${name}.`);
  }
  for (const name of Object.keys(record.semantics)) {
    if (!names.has(name))
      report('/semantics', `There are semantics for ${name}, which is neither offered nor called.`);
  }
}
