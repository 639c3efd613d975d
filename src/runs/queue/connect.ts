import { Queue } from 'bullmq';
import { errorCode } from '../../errors/error-code.js';
import { RedisUnreachableError } from '../../errors/redis-unreachable-error.js';
import { shownAddress, toConnection } from './redis-address.js';

/** What BullMQ's queues and workers have in common. */
type Connected = {
  readonly client: Promise<{ on(event: 'ready', listener: () => void): unknown }>;
  on(event: 'error', listener: (error: Error) => void): unknown;
};

/**
 * Throws `RedisUnreachableError` with the first thing that goes wrong. What is opened for good after it waits for a Redis that is
 * away, however long that is.
 */
export async function requireRedis(name: string, address: string): Promise<void> {
  const connection = { ...toConnection(address), maxRetriesPerRequest: 1, retryStrategy: () => null };
  const queue = new Queue(name, { connection, skipMetasUpdate: true });
  // An error that nobody listens to ends the process.
  queue.on('error', () => undefined);
  try {
    await queue.waitUntilReady();
  } catch (error) {
    throw new RedisUnreachableError(shownAddress(address), describeProblem(error));
  } finally {
    await queue.close().catch(() => undefined);
  }
}

/** What Redis says no to, such as more than its memory holds, in words; other errors as they are. */
export function toRedisError(error: unknown, address: string): unknown {
  const isReply = error instanceof Error && error.name === 'ReplyError';
  return isReply ? new RedisUnreachableError(shownAddress(address), `refuses (${error.message})`) : error;
}

function describeProblem(error: unknown): string {
  if (!(error instanceof Error)) return 'cannot be reached';
  const code = errorCode(error);
  if (/^(NOAUTH|WRONGPASS|NOPERM)\b/.test(error.message)) return `refuses (${error.message.split(' ')[0]})`;
  return `cannot be reached (${code === '' ? error.message : code})`;
}

/**
 * Says once that Redis is away and once that it is back, instead of a line for each attempt. What else goes wrong is said as
 * it is. What it returns knows whether Redis is away now.
 */
export async function noteErrors(
  connected: Connected,
  address: string,
  note: (line: string) => void,
): Promise<{ readonly isAway: () => boolean }> {
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
  return { isAway: () => isAway };
}

/** Whether Redis was not there, as opposed to having said something. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = errorCode(error);
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
