import type { RedisOptions } from 'bullmq';
import { ConfigurationError } from '../../errors/configuration-error.js';

/** Longest wait, in milliseconds, before a lost Redis is called again. */
const longestPauseMs = 2000;

/** What connects to an address such as `rediss://user:password@host:6380/1`. Throws `ConfigurationError`. */
export function toConnection(address: string): RedisOptions {
  const { protocol, hostname, port, username, password, pathname } = parse(address);
  const database = /^\/(\d{1,6})$/.exec(pathname)?.[1];
  return {
    // An address of the sixth version stands in brackets.
    host: hostname.replace(/^\[|\]$/g, '') || '127.0.0.1',
    port: port === '' ? 6379 : Number(port),
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(database === undefined ? {} : { db: Number(database) }),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
    retryStrategy: (times) => Math.min(times * 100, longestPauseMs),
  };
}

/** The address without what proves who asks. */
export function shownAddress(address: string): string {
  const { protocol, host, pathname } = parse(address);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

function parse(address: string): URL {
  try {
    return new URL(address);
  } catch {
    throw new ConfigurationError({
      source: '--redis',
      key: '',
      problem: 'is no address',
      allowed: 'It must be one such as redis://127.0.0.1:6379.',
    });
  }
}
