// Commands of the built program as processes of their own, with what each took.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { root } from '../test/prepare.mjs';

const main = join(root, 'dist', 'cli', 'main.js');
const hook = pathToFileURL(join(root, 'bench', 'tell-usage.mjs')).href;
/** Milliseconds between two looks at the memory. */
const lookMs = 500;
/** A measurement that takes longer than so many seconds is made less than five times. */
const longSeconds = 60;
let started = 0;

/** One line about the machine and who else uses it. */
export function describeMachine() {
  const [cpu] = cpus();
  return `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`;
}

/**
 * Starts `datagen …` in a folder; `done` resolves to what it took: seconds, cpuSeconds, megabytes at its peak, memory and shards over
 * time, [seconds, …] each. Rejects where it ends with another code than 0, 2 (a check that found something) or 4 (fewer).
 */
export function startDatagen(directory, ...parameters) {
  const usage = join(directory, `usage-${started++}.json`);
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1000;
  const child = spawn(process.execPath, ['--import', hook, main, ...parameters.map(String)], {
    cwd: directory,
    env: { PATH: process.env.PATH, BENCH_USAGE: usage },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [memory, shards, said] = [[], [], []];
  const timer = setInterval(() => memory.push([elapsed(), memoryOf(child.pid)]), lookMs);
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > 20) said.shift();
    if (line.startsWith('{"event":"shard"')) shards.push([elapsed(), JSON.parse(line).records]);
  });
  const done = new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      const seconds = elapsed();
      clearInterval(timer);
      if (![0, 2, 4].includes(code))
        reject(new Error(`datagen ${parameters[0]} ended with ${code}: ${said.join('\n')}`));
      else resolve({ seconds, memory, shards, ...JSON.parse(readFileSync(usage, 'utf8')) });
    });
  });
  return { child, done };
}

/** Runs `datagen …` to its end. */
export function datagen(directory, ...parameters) {
  return startDatagen(directory, ...parameters).done;
}

/** Measures up to five times, fewer where once takes longer than a minute; all results, and how many there are in words. */
export async function repeat(once, most = 5) {
  const results = [];
  const begun = performance.now();
  let times = most;
  while (results.length < times) {
    results.push(await once(results.length));
    if (results.length > 1) continue;
    const seconds = (performance.now() - begun) / 1000;
    if (seconds > longSeconds * 5) times = 1;
    else if (seconds > longSeconds) times = Math.min(most, 3);
  }
  return results;
}

export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of one figure of several results. */
export function medianOf(results, key) {
  return median(results.map((result) => result[key]));
}

/** Megabytes; 0 where the system does not say. */
function memoryOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
