import { once } from 'node:events';
import { describeReport } from '../../report-page/describe-report.js';
import { serveReport } from '../../report-page/serve-report.js';
import { exitCodes } from '../exit-codes.js';
import { reportOptions } from '../report-options.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines } from '../unreadable-lines.js';

/** Shows datasets in the browser of this machine until Ctrl-C. */
export const runView: Command = async (config, { json }, io) => {
  const { port } = config.view;
  const lines = createUnreadableLines(io);
  const served = await serveReport({ ...reportOptions(config.view, config, lines, io), seed: 0, port });
  try {
    if (json) io.printJson({ url: served.url, datasets: describeReport(served.data) });
    else io.print(served.url);
    io.log('Only this machine can open it. Ctrl-C ends it.');
    if (!io.signal.aborted) await once(io.signal, 'abort');
  } finally {
    await served.close();
  }
  return lines.end(exitCodes.ok);
};
