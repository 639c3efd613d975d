import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { errorCode } from '../errors/error-code.js';

/** Start of the machine: a number of a process means nothing after the next one. Empty where the system does not tell. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/**
 * Where numbers of processes mean the same as here, in eight hexadecimal digits: this start of the machine and, in a
 * container, this container.
 */
export function processSpace(): string {
  let space = '';
  try {
    space = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Not every system has such spaces.
  }
  return createHash('sha256').update(`${bootId()} ${space}`).digest('hex').slice(0, 8);
}

/** Start of a process, in ticks of the machine, since numbers are given again; empty where there is none or nobody tells. */
export function startOf(pid: number): string {
  return statOf(pid)[19] ?? '';
}

/** Whether the process of this number that began at this time is there still, one that is dead but not yet buried not counted. */
export function isRunning(pid: number, started: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  const stat = statOf(pid);
  return (stat[19] ?? '') === started && stat[0] !== 'Z';
}

/** What the system says of a process behind its name, which may hold anything. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
