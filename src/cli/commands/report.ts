import { describeReport } from '../../report-page/describe-report.js';
import { writeReport } from '../../report-page/write-report.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import { reportOptions } from '../report-options.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines } from '../unreadable-lines.js';

/** Writes one page that shows a dataset, or two side by side. */
export const runReport: Command = async (config, { json }, io) => {
  const { output, limit, seed } = config.report;
  const lines = createUnreadableLines(io);
  const { data, bytes } = await writeReport({
    ...reportOptions(config.report, config, lines, io),
    ...{ output, limit, seed },
  });
  if (json) io.printJson({ output, bytes, datasets: describeReport(data) });
  else {
    for (const { name, shown, records, unreadable } of data.datasets) {
      const some = shown < records.total ? `, ${shown} of them in the page` : '';
      const bad =
        unreadable.count === 0 ? '' : `, ${plural(unreadable.count, 'line')} that could not be read`;
      io.print(`${name}: ${plural(records.total, 'conversation')}${some}${bad}`);
    }
    io.print(`${output} (${(bytes / 1e6).toFixed(1)} MB)`);
  }
  return lines.end(exitCodes.ok);
};
