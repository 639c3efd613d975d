import { verifyRun } from '../../runs/verify-run.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Checks a run directory against its manifest; ends with 2 and the list where something is amiss. */
export const runVerify: Command = async ({ verify: { runDir } }, { json }, io) => {
  const { manifest, problems, notes } = await verifyRun(runDir);
  if (json)
    io.printJson({
      run_dir: runDir,
      whole: problems.length === 0,
      records: manifest?.records ?? null,
      shards: manifest?.shards.length ?? null,
      dataset_sha256: manifest?.dataset_sha256 ?? null,
      problems,
      notes,
    });
  else {
    for (const { kind, file, detail } of problems) io.print(`${kind.padEnd(8)} ${file}: ${detail}`);
    for (const note of notes) io.print(`note     ${note}`);
    if (manifest !== null && problems.length === 0)
      io.print(
        `'${runDir}' is whole: ${plural(manifest.records, 'conversation')} in ${plural(manifest.shards.length, 'shard')}, sha256 ${manifest.dataset_sha256}`,
      );
  }
  if (problems.length === 0) return exitCodes.ok;
  io.logError(`datagen: ${plural(problems.length, 'problem')} in '${runDir}'.`);
  return exitCodes.notMet;
};
