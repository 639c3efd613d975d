import { RedisUnreachableError } from '../../errors/redis-unreachable-error.js';
import { shownAddress } from './redis-address.js';

/** What BullMQ's queues and workers have in common. */
type Connected = {
  readonly client: Promise<{ on(event: 'ready', listener: () => void): unknown }>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
};

/** Waits for the first connection. Throws `RedisUnreachableError` with the first thing that goes wrong. */
export async function requireConnection(connected: Connected, address: string): Promise<void> {
  let refuse: (error: Error) => void = () => undefined;
  const refused = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  // It stays: an error that nobody listens to would end the process, and later ones have listeners of their own.
  connected.on('error', (error) => refuse(error));
  try {
    await Promise.race([connected.waitUntilReady(), refused]);
  } catch (error) {
    await connected.close().catch(() => undefined);
    throw new RedisUnreachableError(shownAddress(address), describeProblem(error));
  }
}

function describeProblem(error: unknown): string {
  if (!(error instanceof Error)) return 'cannot be reached';
  const code = 'code' in error ? String(error.code) : '';
  if (/^(NOAUTH|WRONGPASS|NOPERM)\b/.test(error.message)) return `refuses (${error.message.split(' ')[0]})`;
  return `cannot be reached (${code === '' ? error.message : code})`;
}

/**
 * Says once that Redis is away and once that it is back, instead of a line for each attempt. What else goes wrong is said as
 * it is.
 */
export async function noteErrors(
  connected: Connected,
  address: string,
  note: (line: string) => void,
): Promise<void> {
  let isAway = false;
  connected.on('error', (error) => {
    if (!isConnectionError(error)) note(`queue: ${error.message}`);
    else if (!isAway) {
      isAway = true;
      note(`Redis at ${shownAddress(address)} is away; waiting for it.`);
    }
  });
  (await connected.client).on('ready', () => {
    if (isAway) note(`Redis at ${shownAddress(address)} is back.`);
    isAway = false;
  });
}

/** Whether Redis was not there, as opposed to having said something. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^E(CONN|PIPE|TIMEDOUT|HOST|NET|AI_AGAIN)|^ENOTFOUND/.test(code) ||
    error.name === 'MaxRetriesPerRequestError' ||
    // Of a server that is being stopped, or reads what it had.
    /^(LOADING|MASTERDOWN|READONLY|UNBLOCKED|CLUSTERDOWN)\b/.test(error.message) ||
    /Connection is closed|Stream isn't writeable|Connection ended|connect ETIMEDOUT|Socket closed/i.test(
      error.message,
    )
  );
}
