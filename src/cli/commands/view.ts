import { once } from 'node:events';
import { describeReport } from '../../report-page/describe-report.js';
import { type ServedReport, serveReport } from '../../report-page/serve-report.js';
import type { CommandIo } from '../command-io.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { reportOptions } from '../report-options.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines } from '../unreadable-lines.js';

/** Shows datasets in the browser of this machine until Ctrl-C: the address at once, while they are still read. */
export const runView: Command = async (config, { json }, io) => {
  const { port } = config.view;
  const lines = createUnreadableLines(io);
  const ended = io.signal.aborted ? Promise.resolve() : once(io.signal, 'abort');
  const served = await serveReport({ ...reportOptions(config.view, config, lines, io), port });
  try {
    if (json) io.log(served.url);
    else io.print(served.url);
    io.log('Only this machine can open it. Ctrl-C ends it.');
    return lines.end(await show(served, ended, json, io));
  } finally {
    await served.close();
  }
};

async function show(
  { url, listed, complete }: ServedReport,
  ended: Promise<unknown>,
  json: boolean,
  io: CommandIo,
): Promise<ExitCode> {
  const whenRead = listed.then(() => io.log('It can be browsed; what takes longer is still to come.'));
  // Without a listing there is nothing to look at; without figures there is.
  await Promise.race([whenRead, ended]);
  let code: ExitCode = exitCodes.ok;
  complete.then(
    (data) => (json ? io.printJson({ url, datasets: describeReport(data) }) : io.log('All is there.')),
    (error: unknown) => {
      if (io.signal.aborted) return;
      code = exitCodes.error;
      io.logError(`datagen: no laws and figures: ${error instanceof Error ? error.message : String(error)}`);
    },
  );
  await ended;
  return code;
}
