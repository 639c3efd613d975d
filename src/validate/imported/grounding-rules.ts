import type { JsonSchema, JsonValue } from '../../types/json.js';
import { type Located, leavesOf, segmentsOf } from '../pointer.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { createSaid } from './said.js';
import { importedOf } from './view-imported.js';

/** Law 2 on conversations of others, blind: where a value came from is unknown, but somebody must have said it. */
export const groundingRules: readonly Rule[] = [
  { law: 2, name: 'argument-said-before', check: argumentSaidBefore },
];

/**
 * Every value that a call passes stands in what the user or the system said before, or in an earlier result; in another form
 * of the same number, date or time as well. What nobody says by its value (yes and no, nothing, a choice or default of the
 * schema, a long text that the assistant composed) is left out.
 */
function argumentSaidBefore(view: RecordView, report: Report): void {
  const said = createSaid(view);
  let heard = 0;
  for (const call of decidable(view)) {
    for (; heard < call.message; heard += 1) said.hear(heard);
    for (const { pointer, value } of askable(call, view)) {
      if (!said.holds(value))
        report(
          `/messages/${call.message}`,
          `${pointer.slice(1) || 'the argument'} of ${call.call.name} (${call.call.id}) is ${JSON.stringify(value).slice(0, 80)}, which nobody said before.`,
        );
    }
  }
}

/**
 * Calls whose values could only come from what is there. Without results, a later call may pass on what an earlier one
 * brought; those that stand in the only message of calls were made at once.
 */
function decidable(view: RecordView): readonly CallView[] {
  const { calls } = view;
  if (!importedOf(view).metadata.imported.lacks.includes('results')) return calls;
  const isOneStep = calls.every(({ message }) => message === calls[0]?.message);
  return isOneStep ? calls : calls.slice(0, 1);
}

const mostLeaves = 500;
/** Characters and words beyond which a text is composed, not passed on. */
const longestPassedOn = { characters: 200, words: 12 };

/** Arguments that must have been said, as far as a name and a schema show. */
function askable({ call }: CallView, { toolByName }: RecordView): Located[] {
  const schema = toolByName.get(call.name)?.parameters;
  return leavesOf(call.parameters)
    .slice(0, mostLeaves)
    .filter(({ pointer, value }) => {
      if (value === null || typeof value === 'boolean' || typeof value === 'object' || value === '')
        return false;
      if (typeof value === 'string' && isComposed(value)) return false;
      return schema === undefined || !isChoice(schema, pointer, value);
    });
}

function isComposed(text: string): boolean {
  return text.length > longestPassedOn.characters || text.split(/\s+/).length > longestPassedOn.words;
}

/** Whether the schema lists the value, or gives it as the default or the only one. */
function isChoice(schema: JsonSchema, pointer: string, value: JsonValue): boolean {
  let node: JsonValue | undefined = schema as JsonValue;
  for (const segment of segmentsOf(pointer) ?? []) {
    const properties: JsonValue | undefined = memberOf(node, 'properties');
    node = memberOf(properties, segment) ?? memberOf(node, 'items');
  }
  const listed = memberOf(node, 'enum');
  if (Array.isArray(listed) && listed.some((each: JsonValue) => each === value)) return true;
  return memberOf(node, 'default') === value || memberOf(node, 'const') === value;
}

function memberOf(node: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof node !== 'object' || node === null || Array.isArray(node) || !Object.hasOwn(node, name))
    return undefined;
  return (node as { readonly [key: string]: JsonValue })[name];
}
