import type { JsonObject, JsonValue } from '../../types/json.js';
import type { Filter } from '../../types/tool-registry.js';
import { namedArgument } from '../named-argument.js';
import { escapeSegment, valueAt } from '../pointer.js';
import type { RecordView } from '../record-view.js';
import type { Report } from '../rule.js';
import { attributeValue, entityObjects, isObject } from './entity-objects.js';

/**
 * An object of an answer that holds nothing but parameters of the call says back what was asked, with its values:
 * `"parameters": { "location": … }`. What is a list, or was not passed, is left out.
 */
export function askedIsRepeated({ calls, toolByName }: RecordView, report: Report): void {
  for (const { call, output, succeeded, index } of calls) {
    const known = toolByName.get(call.name)?.parameters.properties;
    if (!succeeded || !isObject(known) || !isObject(output)) continue;
    for (const [holder, value] of Object.entries(output)) {
      if (!isObject(value) || Object.keys(value).length < 2) continue;
      if (!Object.keys(value).every((name) => Object.hasOwn(known, name))) continue;
      for (const [name, repeated] of Object.entries(value)) {
        const passed = Object.hasOwn(call.parameters, name) ? call.parameters[name] : undefined;
        if (passed === undefined || passed === null || repeated === null) continue;
        if (!honours(repeated, passed, 'equals'))
          report(
            `/tool_outputs/${index}/output/${escapeSegment(holder)}`,
            `It repeats ${name} as ${JSON.stringify(repeated).slice(0, 60)}.`,
          );
      }
    }
  }
}

/** What a call filters by holds for each member of its answer that shows the field. */
export function filtersHonoured({ calls }: RecordView, report: Report): void {
  for (const call of calls) {
    const filters = call.semantics?.filters ?? [];
    if (filters.length === 0) continue;
    const own = entityObjects(call).filter((object) => object.own);
    for (const filter of filters) {
      const wanted = namedArgument(call.call.parameters, filter.parameter);
      if (wanted === undefined || wanted === null) continue;
      if (filter.operator === 'equals' && isObject(call.output)) {
        // Answers often repeat beside the list what was asked for.
        const echoed = Object.hasOwn(call.output, filter.parameter)
          ? call.output[filter.parameter]
          : undefined;
        if (echoed !== undefined && echoed !== null && !honours(echoed, wanted, 'equals')) {
          report(
            `/tool_outputs/${call.index}/output`,
            `It repeats ${filter.parameter} as ${JSON.stringify(echoed).slice(0, 60)}.`,
          );
        }
      }
      for (const { object, entity, pointer } of own) {
        const shown = fieldOf(object, filter.field, entity);
        if (shown === undefined || shown === null || honours(shown, wanted, filter.operator)) continue;
        report(
          `/tool_outputs/${call.index}/output${pointer}`,
          `${filter.field} is ${JSON.stringify(shown).slice(0, 60)} though ${filter.parameter} asks for ${filter.operator} ${JSON.stringify(wanted).slice(0, 60)}.`,
        );
      }
    }
  }
}

function fieldOf(object: JsonObject, field: string, entity: string): JsonValue | undefined {
  return field.includes('/')
    ? valueAt(object, field.startsWith('/') ? field : `/${field}`)
    : attributeValue(object, field, entity);
}

function honours(shown: JsonValue, wanted: JsonValue, operator: Filter['operator']): boolean {
  if (Array.isArray(wanted))
    return wanted.length === 0 || wanted.some((each) => honours(shown, each, operator));
  if (Array.isArray(shown))
    return shown.length === 0 || shown.some((each) => honours(each, wanted, operator));
  if (typeof shown === 'object' || typeof wanted === 'object') return true;
  const [left, right] = [String(shown).toLowerCase().trim(), String(wanted).toLowerCase().trim()];
  if (operator === 'equals')
    return left === right || Number(left) === Number(right) || isSameDay(left, right);
  if (operator === 'contains') return left.includes(right);
  const [number, bound] = [Number(left), Number(right)];
  const order =
    Number.isNaN(number) || Number.isNaN(bound)
      ? left < right && !left.startsWith(right)
        ? -1
        : left > right && !left.startsWith(right)
          ? 1
          : 0
      : number - bound;
  return operator === 'at_least' ? order >= 0 : order <= 0;
}

/** A date asked for is met by any time of that day. */
function isSameDay(shown: string, wanted: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(wanted) && shown.startsWith(wanted);
}
