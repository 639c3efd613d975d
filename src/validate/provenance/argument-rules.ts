import type { JsonValue } from '../../types/json.js';
import type { Source } from '../../types/provenance.js';
import { jsonEqual } from '../json-equal.js';
import { leavesOf, valueAt } from '../pointer.js';
import { agrees } from '../reading/agrees.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { derive } from './derive.js';
import { schemaGives } from './schema-source.js';
import { givenBy } from './source-value.js';

export const argumentRules: readonly Rule[] = [
  { law: 2, name: 'argument-has-source', check: argumentHasSource },
  { law: 2, name: 'argument-source-points', check: argumentSourcePoints },
  { law: 2, name: 'argument-equals-source', check: argumentEqualsSource },
];

/** Each leaf is covered by exactly one entry: its own, or one of a list that holds it. */
function argumentHasSource({ calls, argumentsByCall }: RecordView, report: Report): void {
  for (const { call, message } of calls) {
    const entries = argumentsByCall.get(call.id) ?? [];
    for (const leaf of leavesOf(call.parameters)) {
      if (leaf.pointer === '') continue;
      let count = 0;
      for (const { pointer } of entries) if (covers(pointer, leaf.pointer)) count += 1;
      if (count !== 1) {
        report(
          `/messages/${message}`,
          `Argument ${leaf.pointer} of ${call.name} (${call.id}) has ${count} sources where one is due.`,
        );
      }
    }
  }
}

function covers(pointer: string, leaf: string): boolean {
  return leaf === pointer || (leaf.charCodeAt(pointer.length) === 0x2f && leaf.startsWith(pointer));
}

function argumentSourcePoints({ record, callById }: RecordView, report: Report): void {
  record.provenance.arguments.forEach(({ call: id, pointer }, index) => {
    const call = callById.get(id);
    if (call === undefined) report(`/provenance/arguments/${index}`, `There is no call ${id}.`);
    else if (pointer === '' || valueAt(call.call.parameters, pointer) === undefined) {
      report(`/provenance/arguments/${index}`, `Call ${id} has no argument at ${pointer}.`);
    }
  });
}

function argumentEqualsSource(view: RecordView, report: Report): void {
  view.record.provenance.arguments.forEach(({ call: id, pointer, source }, index) => {
    const call = view.callById.get(id);
    const value = valueAt(call?.call.parameters, pointer);
    if (call === undefined || value === undefined) return;
    const problem = problemOf(view, call, pointer, value, source);
    if (problem !== null)
      report(`/provenance/arguments/${index}`, `Argument ${pointer} of ${call.call.name}: ${problem}.`);
  });
}

function problemOf(
  view: RecordView,
  call: CallView,
  pointer: string,
  value: JsonValue,
  source: Source,
): string | null {
  const shown = (): string => JSON.stringify(value).slice(0, 80);
  if (source.kind === 'schema') {
    const schema = view.toolByName.get(call.call.name)?.parameters;
    return schemaGives(schema, pointer, source.rule, value)
      ? null
      : `the schema gives no ${source.rule} ${shown()}`;
  }
  if (source.kind === 'derived') {
    const derived = derive(view, source, call.message);
    if (!derived.ok) return derived.reason;
    const gives = derived.values.some((each) => jsonEqual(each, value) || String(each) === value);
    return gives
      ? null
      : `${source.function} gives ${JSON.stringify(derived.values).slice(0, 80)}, passed is ${shown()}`;
  }
  const given = givenBy(view, source, call.message);
  if (!given.ok) return given.reason;
  const context = { facts: view.facts, now: view.record.scenario.now };
  if (agrees(given.value, value, given.normalization, context)) return null;
  const way = given.normalization === undefined ? '' : ` by ${given.normalization.name}`;
  return `${JSON.stringify(given.value).slice(0, 80)} does not give ${shown()}${way}`;
}
