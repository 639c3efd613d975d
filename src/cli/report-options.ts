import type { ReportSettings, RunConfig, ViewSettings } from '../config/run-config.js';
import { InterruptedError } from '../errors/interrupted-error.js';
import { parseReferences } from '../metrics/read-references.js';
import type { ReportOptions } from '../report-page/collect-report.js';
import type { CommandIo } from './command-io.js';
import { letEventsIn } from './let-events-in.js';
import { plural } from './plural.js';
import type { UnreadableLines } from './unreadable-lines.js';

/** What `report` and `view` have in common. */
export function reportOptions(
  { input, artifacts, laws, figures }: ReportSettings | ViewSettings,
  config: RunConfig,
  lines: UnreadableLines,
  io: CommandIo,
): Omit<ReportOptions, 'limit' | 'seed' | 'served' | 'onConversation'> {
  return {
    inputs: input,
    checksLaws: laws,
    computesFigures: figures,
    references: parseReferences(config.components.metrics),
    mixTargets: config.plan.shares,
    graph: artifacts === null ? null : { artifacts, config },
    onUnreadable: lines.tell,
    async onProgress(records, path) {
      if (records % 100 !== 0) return;
      await letEventsIn();
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
      if (records % 5_000 === 0) io.log(`${path}: ${plural(records, 'conversation')} read`);
    },
  };
}
