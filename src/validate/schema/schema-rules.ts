import { toolErrorTypes } from '../../types/conversation.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { compileDefinition } from './compile-definition.js';

/** Law 1: every call names an offered tool and validates against its schema; errors are typed. */
export const schemaRules: readonly Rule[] = [
  { law: 1, name: 'call-offered', check: callOffered },
  { law: 1, name: 'definition-usable', check: definitionUsable },
  { law: 1, name: 'arguments-valid', check: argumentsValid },
  { law: 1, name: 'error-typed', check: errorTyped },
  { law: 1, name: 'weight-justified', check: weightJustified },
];

function callOffered({ calls, toolByName }: RecordView, report: Report): void {
  for (const { call, message } of calls) {
    if (!toolByName.has(call.name)) report(`/messages/${message}`, `${call.name} is called and not offered.`);
  }
}

function definitionUsable({ record, calls }: RecordView, report: Report): void {
  const called = new Set(calls.map(({ call }) => call.name));
  record.tools.forEach((tool, index) => {
    if (!called.has(tool.name)) return;
    const definition = compileDefinition(tool.parameters);
    if (!definition.usable)
      report(`/tools/${index}/parameters`, `The schema cannot be checked: ${definition.reason}.`);
  });
}

/** An invalid call may stay only with weight 0, its typed error, and a later valid call of the same tool. */
function argumentsValid({ calls, toolByName }: RecordView, report: Report): void {
  for (const view of calls) {
    const problem = problemOf(view, toolByName);
    if (problem === null) continue;
    const recovered = calls.some(
      (other) =>
        other.message > view.result &&
        other.call.name === view.call.name &&
        problemOf(other, toolByName) === null,
    );
    if (view.weightless && view.error === 'invalid_arguments' && recovered) continue;
    report(
      `/messages/${view.message}`,
      `The arguments of ${view.call.name} (${view.call.id}) are invalid: ${problem}.`,
    );
  }
}

function problemOf({ call }: CallView, toolByName: RecordView['toolByName']): string | null {
  const tool = toolByName.get(call.name);
  if (tool === undefined) return null;
  const definition = compileDefinition(tool.parameters);
  return definition.usable ? definition.problem(call.parameters) : null;
}

function errorTyped({ calls }: RecordView, report: Report): void {
  for (const { output, error, call } of calls) {
    if (
      typeof output !== 'object' ||
      output === null ||
      Array.isArray(output) ||
      !Object.hasOwn(output, 'error')
    )
      continue;
    const body = (output as { readonly error: unknown }).error;
    const isOnlyError = Object.keys(output).length === 1;
    if (error === null && !isOnlyError) continue;
    const message =
      typeof body === 'object' && body !== null
        ? (body as { readonly message?: unknown }).message
        : undefined;
    if (
      !(toolErrorTypes as readonly (string | null)[]).includes(error) ||
      typeof message !== 'string' ||
      message === ''
    ) {
      report(
        '/tool_outputs',
        `The error of call ${call.id} is not typed: ${JSON.stringify(output).slice(0, 200)}.`,
      );
    }
  }
}

/** Weight 0 is for wrong calls only: it would hide a good message from training. */
function weightJustified({ record, calls }: RecordView, report: Report): void {
  record.messages.forEach((message, index) => {
    if (message.role !== 'assistant' || message.weight !== 0) return;
    if (!calls.some((call) => call.message === index && call.error !== null)) {
      report(`/messages/${index}/weight`, 'The message has weight 0 and no call of it failed.');
    }
  });
}
