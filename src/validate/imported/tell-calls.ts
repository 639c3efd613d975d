import type { CallView } from '../record-view.js';
import { remember } from '../remember.js';

/** Whether a call may change the world, by the words of its name; without a word for reading it may where one says so. */
export const mayWrite = remember((name) => {
  const words = name
    .slice(-200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => writing.has(word)) && !reading.has(words.find((word) => word !== '') ?? '');
});

const reading = new Set(
  'get list search find fetch read show view check lookup query retrieve describe count'.split(' '),
);

const writing = new Set(
  (
    'create add insert new update modify edit change set patch replace delete remove clear cancel book reserve order buy ' +
    'purchase pay send post submit publish transfer move copy rename upload write save store register unregister subscribe ' +
    'unsubscribe sign login logout start stop run execute open close lock unlock approve reject accept decline return refund ' +
    'exchange schedule reschedule assign unassign invite join leave enable disable activate deactivate increase decrease ' +
    'deposit withdraw fund place mark rate review comment follow unfollow like touch mkdir rm rmdir mv cp cd echo sort fill ' +
    'press adjust make put switch toggle turn power dim arm disarm mute unmute pause resume play skip enroll grant revoke confirm ' +
    'complete finish redeem checkout pick drop swap extend renew upgrade downgrade merge split import export pin unpin block ' +
    'unblock share reset restart restore rent hire apply archive'
  ).split(' '),
);

/** Whether an answer says that the call failed: nothing was observed then. */
export function hasFailed({ output, error }: CallView): boolean {
  if (error !== null) return true;
  if (typeof output === 'string')
    return /^\s*(?:\{?['"]?error\b|failed\b|exception\b|traceback\b|api error)/i.test(output.slice(0, 200));
  if (
    typeof output !== 'object' ||
    output === null ||
    Array.isArray(output) ||
    !Object.hasOwn(output, 'error')
  )
    return false;
  const told = (output as { readonly error?: unknown }).error;
  return told !== null && told !== '' && told !== false && told !== 0;
}
