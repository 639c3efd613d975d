import { namedArgument } from '../named-argument.js';
import { matchesOf, valueAt } from '../pointer.js';
import type { CallView, RecordView } from '../record-view.js';
import type { Report } from '../rule.js';
import { entityObjects } from './entity-objects.js';

/** A count equals the length of its list; it may exceed it only where a limit cut the list or a later page was asked for. */
export function countsAgree({ calls, toolByName }: RecordView, report: Report): void {
  for (const call of calls) {
    if (!call.succeeded) continue;
    for (const { pointer, of } of call.semantics?.counts ?? []) {
      const lists = matchesOf(call.output, of);
      for (const [index, count] of matchesOf(call.output, pointer).entries()) {
        const list = lists[index]?.value;
        if (typeof count.value !== 'number' || !Array.isArray(list) || count.value === list.length) continue;
        const cut =
          isPaged(call) || list.length === limitOf(call, toolByName.get(call.call.name)?.parameters);
        if (count.value < list.length || !cut) {
          report(
            `/tool_outputs/${call.index}/output${count.pointer}`,
            `It counts ${count.value}, the list holds ${list.length}.`,
          );
        }
      }
    }
  }
}

/** The members of one list have different ids. */
export function idsDistinct({ calls }: RecordView, report: Report): void {
  for (const call of calls) {
    const seen = new Set<string>();
    for (const { entity, id, pointer } of entityObjects(call)) {
      const list = /^(.*)\/\d+$/.exec(pointer)?.[1];
      if (id === null || list === undefined) continue;
      const key = `${entity}\n${list}\n${id}`;
      if (seen.has(key))
        report(`/tool_outputs/${call.index}/output${pointer}`, `The id ${id} stands twice in one list.`);
      seen.add(key);
    }
  }
}

export function limitHonoured({ calls }: RecordView, report: Report): void {
  for (const call of calls) {
    const limit = limitOf(call, undefined);
    const list = ownList(call);
    if (limit !== null && list !== null && list.length > limit) {
      report(
        `/tool_outputs/${call.index}`,
        `The answer holds ${list.length} members, the limit is ${limit}.`,
      );
    }
  }
}

/** The bound that the call passes, or the default of its schema where that is given. */
function limitOf(call: CallView, schema: unknown): number | null {
  const parameter = call.semantics?.limit_parameter ?? null;
  if (parameter === null) return null;
  const passed =
    namedArgument(call.call.parameters, parameter) ?? valueAt(schema, `${schemaPlace(parameter)}/default`);
  const limit = typeof passed === 'string' && /^\d+$/.test(passed) ? Number(passed) : passed;
  return typeof limit === 'number' && limit >= 0 ? limit : null;
}

/** Where the schema of a parameter stands: of `page_size`, or of `/paging/size` inside an object. */
function schemaPlace(parameter: string): string {
  const pointer = parameter.startsWith('/')
    ? parameter
    : `/${parameter.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return pointer.replaceAll('/', '/properties/');
}

function isPaged({ call }: CallView): boolean {
  return Object.keys(call.parameters).some((name) =>
    /^(?:page|offset|start|skip|cursor|page_?(?:number|no|index|token))$/i.test(name),
  );
}

function ownList(call: CallView): readonly unknown[] | null {
  const at = call.semantics?.objects[0]?.at;
  if (!call.succeeded || at === undefined || !at.endsWith('/*')) return null;
  const list = matchesOf(call.output, at.slice(0, -2))[0]?.value;
  return Array.isArray(list) ? list : null;
}
