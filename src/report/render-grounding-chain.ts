import { valueAt } from '../json/json-pointer.js';
import { callsOf } from '../provenance/sources-in.js';
import type { ToolCall } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonValue } from '../types/json.js';
import type { ArgumentProvenance } from '../types/provenance.js';
import { describeSource } from './describe-source.js';
import type { Palette } from './render-conversation.js';
import { safeText } from './safe-text.js';

/**
 * Per call: `FIRST STEP` or the earlier steps that ground it, each argument with its value and source in words, and the
 * fields of the output.
 */
export function renderGroundingChain(record: DatasetRecord, palette: Palette): string[] {
  if (record.tool_calls.length === 0) return ['  no call was made'];
  const outputs = new Map(record.tool_outputs.map((result) => [result.id, result.output]));
  return record.tool_calls.flatMap((call, index) => {
    const sources = record.provenance.arguments.filter((argument) => argument.call === call.id);
    const grounds = groundingSteps(sources, record);
    return [
      safeText(`  step ${index + 1}: ${call.name} ← `) + palette.bold(describeGrounds(index, grounds)),
      ...sources.map((argument) => renderArgument(call, argument, record)),
      safeText(`      output: ${outputFields(outputs.get(call.id))}`),
    ];
  });
}

function describeGrounds(index: number, steps: readonly number[]): string {
  if (index === 0) return 'FIRST STEP';
  if (steps.length === 0) return 'what the user said, no earlier output';
  return `output of ${steps.map((step) => `step ${step + 1}`).join(', ')}`;
}

function groundingSteps(sources: readonly ArgumentProvenance[], record: DatasetRecord): number[] {
  const calls = new Set(sources.flatMap(({ source }) => callsOf(source)));
  return record.tool_calls.flatMap((call, index) => (calls.has(call.id) ? [index] : []));
}

function renderArgument(call: ToolCall, argument: ArgumentProvenance, record: DatasetRecord): string {
  const name = argument.pointer.slice(1) || 'arguments';
  const value = JSON.stringify(valueAt(call.parameters, argument.pointer)) ?? 'absent';
  return safeText(`      ${name} = ${value}, from ${describeSource(argument.source, record)}`);
}

/** `hotels[3] (hotel_id, name, price), total`: the shape of an output in one line. */
export function outputFields(output: JsonValue | undefined, depth = 0): string {
  if (output === undefined) return 'none';
  if (Array.isArray(output)) {
    const first: JsonValue | undefined = output[0];
    const members =
      typeof first === 'object' && first !== null && depth < 3 ? ` (${outputFields(first, depth + 1)})` : '';
    return `[${output.length}]${members}`;
  }
  if (typeof output !== 'object' || output === null) return typeof output;
  const fields = Object.entries(output).map(([name, value]) => {
    if (typeof value !== 'object' || value === null || depth >= 3) return name;
    return Array.isArray(value)
      ? `${name}${outputFields(value, depth + 1)}`
      : `${name} (${outputFields(value, depth + 1)})`;
  });
  return fields.length === 0 ? 'empty' : fields.join(', ');
}
