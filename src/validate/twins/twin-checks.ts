import type { DatasetRecord, GoalEntry } from '../../types/dataset-record.js';
import type { PhenomenonName } from '../../types/plan-row.js';
import type { TwinDifference } from '../../types/twin.js';
import { jsonEqual } from '../json-equal.js';
import { errorTypeOf } from '../record-view.js';
import { multisetDifference } from './multiset-difference.js';

/** What stands against a variant being its base but for the declared difference; empty where nothing does. */
export function twinProblems(base: DatasetRecord, variant: DatasetRecord): string[] {
  const difference = variant.metadata.twin_difference;
  if (difference === undefined) return ['The variant declares no difference.'];
  return [...commonProblems(base, variant), ...ownProblems(base, variant, difference)];
}

/** One world, one user, one day: what both ask is answered alike. */
function commonProblems(base: DatasetRecord, variant: DatasetRecord): string[] {
  const problems: string[] = [];
  if (variant.scenario.now !== base.scenario.now) problems.push('Base and variant play at different times.');
  if (variant.scenario.locale !== base.scenario.locale) problems.push('Base and variant differ in locale.');
  // After a correction the same question is asked of a world in which another was asked before.
  if (variant.metadata.twin_difference?.kind !== 'user_correction')
    problems.push(...answeredOtherwise(base, variant));
  return problems;
}

function answeredOtherwise(base: DatasetRecord, variant: DatasetRecord): string[] {
  const answers = answersOf(base);
  return [...answersOf(variant)].flatMap(([key, output]) =>
    answers.has(key) && !jsonEqual(answers.get(key), output)
      ? [`${String(JSON.parse(key)[0])} answers the same call otherwise than in the base.`]
      : [],
  );
}

/** By call: what it was first answered, errors left out. */
function answersOf({ tool_calls: calls, tool_outputs: outputs }: DatasetRecord): Map<string, unknown> {
  const byId = new Map(outputs.map(({ id, output }) => [id, output]));
  const answers = new Map<string, unknown>();
  for (const call of calls) {
    const output = byId.get(call.id);
    if (errorTypeOf(output) === null && !answers.has(keyOf(call))) answers.set(keyOf(call), output);
  }
  return answers;
}

function ownProblems(base: DatasetRecord, variant: DatasetRecord, difference: TwinDifference): string[] {
  switch (difference.kind) {
    case 'parameter_withheld':
      return [
        ...sameTools(base, variant),
        ...sameCalls(base, variant, []),
        ...gained('missing_parameter', base, variant),
        ...callsTool(base, difference.tool, difference.parameter),
      ];
    case 'function_missing':
      return [...lacksTool(base, variant, difference.tool, []), ...endsWithoutTool(base, variant)];
    case 'distractor_instead':
      return [
        ...lacksTool(base, variant, difference.tool, [difference.distractor]),
        ...endsWithoutTool(base, variant),
        ...(base.tools.some(({ name }) => name === difference.distractor)
          ? [`${difference.distractor} is offered in the base, too.`]
          : []),
      ];
    case 'irrelevant_request':
      return [
        ...sameTools(base, variant),
        ...(variant.tool_calls.length > 0 ? ['An irrelevant request is answered with calls.'] : []),
        ...endsWithoutTool(base, variant),
      ];
    case 'error_injected':
      return [...sameTools(base, variant), ...errorProblems(base, variant, difference)];
    case 'user_correction':
      return [
        ...sameTools(base, variant),
        ...gained('user_correction', base, variant),
        ...sameCalls(base, variant, [difference.tool]),
        ...callsTool(base, difference.tool, difference.parameter),
      ];
  }
}

function sameTools(base: DatasetRecord, variant: DatasetRecord): string[] {
  return jsonEqual(definitions(base), definitions(variant)) ? [] : ['The offered tools differ.'];
}

function lacksTool(
  base: DatasetRecord,
  variant: DatasetRecord,
  tool: string,
  added: readonly string[],
): string[] {
  const expected = [...names(base).filter((name) => name !== tool), ...added].sort();
  const problems = jsonEqual(expected, names(variant))
    ? []
    : [`The offered tools differ in more than ${tool}.`];
  return base.tool_calls.some(({ name }) => name === tool)
    ? problems
    : [...problems, `The base never calls ${tool}.`];
}

/** Every call of the base is made in the variant, too; it makes more only of the named tools. */
function sameCalls(base: DatasetRecord, variant: DatasetRecord, more: readonly string[]): string[] {
  const { missing, extra } = multisetDifference(keysOf(base), keysOf(variant));
  const problems = missing.length > 0 ? [`${missing.length} calls of the base are not made.`] : [];
  const odd = extra.filter((key) => !more.includes(String(JSON.parse(key)[0])));
  return odd.length > 0
    ? [...problems, `${odd.length} calls are made that the base does not make.`]
    : problems;
}

function errorProblems(
  base: DatasetRecord,
  variant: DatasetRecord,
  { tool, error }: Extract<TwinDifference, { kind: 'error_injected' }>,
): string[] {
  const failed = variant.tool_outputs.filter(({ output }) => errorTypeOf(output) !== null);
  const before = base.tool_outputs.filter(({ output }) => errorTypeOf(output) !== null);
  const added = failed.filter(({ name, output }) => name === tool && errorTypeOf(output) === error);
  const problems = added.length > 0 ? [] : [`No call of ${tool} ends in ${error}.`];
  if (failed.length - added.length > before.length) problems.push('More fails than the declared error.');
  const answered = new Set(
    variant.tool_outputs.filter(({ output }) => errorTypeOf(output) === null).map(({ id }) => id),
  );
  const succeeded = variant.tool_calls.filter(({ id }) => answered.has(id)).map(keyOf);
  const { extra } = multisetDifference(keysOf(base), succeeded);
  if (extra.length > 0) problems.push(`${extra.length} calls succeed that the base does not make.`);
  return problems;
}

function gained(name: PhenomenonName, base: DatasetRecord, variant: DatasetRecord): string[] {
  if (shows(base, name)) return [`The base shows ${name}, too.`];
  return shows(variant, name) ? [] : [`The variant does not show ${name}.`];
}

function endsWithoutTool(base: DatasetRecord, variant: DatasetRecord): string[] {
  const count = (goals: readonly GoalEntry[]): number =>
    goals.filter(({ reason }) => reason === 'no_tool').length;
  return count(variant.goal) > count(base.goal) ? [] : ['No goal of the variant ends for want of a tool.'];
}

function callsTool(base: DatasetRecord, tool: string, parameter: string): string[] {
  const called = base.tool_calls.some(
    ({ name, parameters }) => name === tool && Object.hasOwn(parameters, parameter),
  );
  return called ? [] : [`The base never calls ${tool} with ${parameter}.`];
}

function shows({ phenomena }: DatasetRecord, wanted: PhenomenonName): boolean {
  return phenomena.some(({ name }) => name === wanted);
}

function names({ tools }: DatasetRecord): string[] {
  return tools.map(({ name }) => name).sort();
}

/** Definitions by name, whatever their order. */
function definitions({ tools }: DatasetRecord): unknown {
  return Object.fromEntries(tools.map((tool) => [tool.name, tool]));
}

function keysOf({ tool_calls: calls }: DatasetRecord): string[] {
  return calls.map(keyOf);
}

function keyOf({ name, parameters }: DatasetRecord['tool_calls'][number]): string {
  const ordered = Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([name, ordered]);
}
