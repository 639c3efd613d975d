import type { IncomingMessage, Server } from 'node:http';
import { UsageError } from '../errors/usage-error.js';

/** Pages of others reach this server under a name of their own, or say that they come from elsewhere. */
export function isLoopback({
  headers: { host = '', origin, 'sec-fetch-site': site },
}: IncomingMessage): boolean {
  const hosts = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;
  if (!hosts.test(host)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** Throws `UsageError` where the port is taken. `port`: 0 is any that is free. */
export async function listenLocally(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new UsageError(`Port ${port} is taken or not to be had.`, 'Name another with --port.')
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}
