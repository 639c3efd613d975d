import { assembleRun } from '../../runs/assemble-run.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Joins the shards of a run to one file. */
export const runAssemble: Command = async ({ assemble: { runDir: root, output } }, { json }, io) => {
  const manifest = await assembleRun({ root, output, note: (line) => io.log(line) });
  const { asked, records, variants, holes, dataset_sha256 } = manifest;
  if (json) io.printJson({ output, asked, records, variants, holes: holes.length, dataset_sha256 });
  else
    io.print(
      `${plural(records, 'conversation')}${variants === 0 ? '' : ` and ${plural(variants, 'variant')}`} written to ${output}, sha256 ${dataset_sha256}`,
    );
  if (records >= asked) return exitCodes.ok;
  io.logError(`datagen: ${records} of ${asked} conversations.`);
  return exitCodes.fewer;
};
