import { hostname } from 'node:os';

/** This host in names of files: letters and digits, at most 24. */
export function hostInFileNames(): string {
  return hostname()
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-24);
}
