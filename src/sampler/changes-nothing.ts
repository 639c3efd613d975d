import { tokenizeName } from '../concepts/tokenize-name.js';
import type { CompiledParameter } from './compile-parameter.js';
import type { DraftStep } from './draft.js';

/** True of a step that is to give something other values, and gives it none: an `update_member` of the member alone. */
export function changesNothing(step: DraftStep): boolean {
  const { endpoint, intent } = step.target;
  if (intent !== 'update' || endpoint.writes.length === 0) return false;
  if (!step.target.parameters.some((parameter) => isChange(step, parameter))) return false;
  if (!tokenizeName(endpoint.name).some((word) => changing.has(word))) return false;
  return !step.arguments.some(({ kind, parameter }) => kind !== 'default' && isChange(step, parameter));
}

/** Whether a parameter is a new value, and no id that says of what. */
export function isChange(
  { target: { endpoint } }: DraftStep,
  { parameter }: Pick<CompiledParameter, 'parameter'>,
): boolean {
  return (
    parameter.role !== 'identifier' &&
    parameter.concept?.id !== 'account_reference' &&
    parameter.name !== endpoint.idParameter &&
    endpoint.writes.some((write) => write.parameter === parameter.name)
  );
}

/** Verbs that say that something gets other values, and not which. */
const changing: ReadonlySet<string> = new Set(
  'update updates edit modify change patch adjust amend revise configure customize correct put'.split(' '),
);
