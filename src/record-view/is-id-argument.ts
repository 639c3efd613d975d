import { isIdName } from './is-id-name.js';
import type { JsonLeaf } from './json-leaves.js';
import type { CallView, RecordView } from './record-view.js';

/** Whether an argument is an identifier: as the record's semantics say, else by its name. */
export function isIdArgument(view: RecordView, call: CallView, leaf: JsonLeaf): boolean {
  if (typeof leaf.value === 'boolean' || leaf.value === null || leaf.value === '') return false;
  // Of a value inside an object, the semantics give the pointer.
  const named = view.semantics?.get(call.name)?.id_parameter;
  return (typeof named === 'string' && named.split('/').at(-1) === leaf.name) || isIdName(leaf.name);
}
