import type { CallView, RecordView } from './record-view.js';

/** Whether a call changes the world: as the record's semantics say, else by the verbs in its endpoint's name. */
export function isWrite(view: RecordView, call: CallView): boolean {
  const action = view.semantics?.get(call.name)?.action;
  if (typeof action === 'string') return writeActions.has(action);
  const endpoint = call.name.slice(call.name.lastIndexOf('::') + 1);
  const words = endpoint
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return !words.some((word) => readVerbs.has(word)) && words.some((word) => writeVerbs.has(word));
}

const writeActions = new Set(['create', 'update', 'delete', 'execute']);
const readVerbs = new Set(
  'browse check compare fetch find get list look lookup query read retrieve search show view'.split(' '),
);
const writeVerbs = new Set(
  (
    'add approve assign book buy cancel change close confirm create delete deposit disable edit enable exchange insert ' +
    'issue make modify move open order pay place post publish purchase put refund register remove rename renew reopen ' +
    'reschedule reserve return schedule send set start stop submit subscribe transfer unsubscribe update upload withdraw write'
  ).split(' '),
);
