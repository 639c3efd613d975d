// Loaded before the program (node --import): writes what the process took, all its threads, to the file that BENCH_USAGE names.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(
      process.env.BENCH_USAGE,
      JSON.stringify({
        cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
        megabytes: peakMegabytes() ?? maxRSS / 1024,
      }),
    );
  });

/** The process's own peak: maxRSS may be that of the process which started it. */
function peakMegabytes() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))[1]) / 1024;
  } catch {
    return null;
  }
}
