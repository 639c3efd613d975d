import type { GenerationModels } from '../generation/generation-models.js';
import type { WorkerState } from '../runs/engine.js';
import { createNameTally, type NameCounts } from '../runs/name-counts.js';
import { rangeName } from '../runs/run-layout.js';
import type { ShardReport } from '../runs/shard-report.js';
import type { CommandIo } from './command-io.js';
import { describeSpending } from './describe-spending.js';

/** Progress of a run, whoever makes it. */
export type RunProgress = {
  /** A record that this process made itself, before its shard is done. */
  record(): void;
  /** A shard that was committed, or was there already. */
  shard(report: ShardReport, isNew: boolean): void;
  stop(): void;
};

export type RunProgressOptions = {
  readonly total: number;
  /** Between two lines where there is no terminal. */
  readonly seconds: number;
  /** Events, one JSON object a line on stderr, instead of text for people. */
  readonly json: boolean;
  readonly quiet: boolean;
  readonly workers: () => readonly WorkerState[];
  readonly models: GenerationModels | null;
};

/**
 * Tells how far a run is: done of all, rate, time left, attempts rejected by reason, what each worker does, and cost. A bar on a
 * terminal, else one line every so many seconds; under --json `progress` and `shard` events.
 */
export function createRunProgress(options: RunProgressOptions, io: CommandIo): RunProgress {
  const { total, seconds, json, quiet, workers, models } = options;
  const started = performance.now();
  const rejections = createNameTally();
  const bar = json ? null : io.progress('conversations', total, seconds);
  let own = 0;
  let committed = 0;
  // What was there before this run began says nothing of its rate.
  let found = 0;
  let isStopped = false;

  const note = (): string =>
    [
      ...describeRejections(rejections.counts()),
      ...describeWorkers(workers()),
      ...(models === null ? [] : [describeSpending(models.runtime, done() / total)]),
    ].join(' · ');
  const done = (): number => Math.max(committed, found + own);
  const tell = (): void => {
    io.advance(done(), total);
    if (bar !== null) bar.update(done(), note());
    else if (!quiet) io.logEvent(progressEvent());
  };
  const progressEvent = (): object => {
    const elapsed = Math.max((performance.now() - started) / 1000, 0.001);
    const rate = (done() - found) / elapsed;
    const { costUsd = null, calls = 0 } = models?.runtime.usage() ?? {};
    return {
      event: 'progress',
      done: done(),
      total,
      per_second: round(rate),
      seconds_left: rate > 0 ? round((total - done()) / rate) : null,
      rejected: Object.fromEntries(rejections.counts()),
      workers: workers().map(({ name, shard, records }) => ({
        ...{ name, records },
        rows: shard === null ? null : rangeName(shard),
      })),
      ...(models === null ? {} : { calls, cost_usd: costUsd }),
    };
  };
  const timer = setInterval(tell, json ? seconds * 1000 : 500);
  timer.unref();
  return {
    record() {
      own += 1;
      io.advance(done(), total);
      bar?.update(done(), note());
    },
    shard({ first, last, sha256, counts }, isNew) {
      committed += counts.records;
      if (!isNew) found += counts.records;
      rejections.merge(counts.rejections);
      io.advance(done(), total);
      if (bar !== null) bar.update(done(), note());
      else if (!quiet && isNew)
        io.logEvent({ event: 'shard', rows: rangeName({ first, last }), records: counts.records, sha256 });
    },
    stop() {
      if (isStopped) return;
      isStopped = true;
      clearInterval(timer);
      if (json && !quiet) io.logEvent(progressEvent());
      bar?.stop();
    },
  };
}

function describeRejections(counts: NameCounts): string[] {
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0) return [];
  const most = [...counts].sort(([, one], [, other]) => other - one).slice(0, 2);
  return [`${all} rejected (${most.map(([reason, count]) => `${reason} ${count}`).join(', ')})`];
}

function describeWorkers(states: readonly WorkerState[]): string[] {
  if (states.length < 2) return [];
  const busy = states.flatMap(({ name, shard }) =>
    shard === null ? [] : [`${name}: ${shard.first}–${shard.last}`],
  );
  const idle = states.length - busy.length;
  const shown = busy.slice(0, mostShown);
  const more = busy.length - shown.length;
  return [
    [...shown, ...(more > 0 ? [`${more} more`] : []), ...(idle > 0 ? [`${idle} idle`] : [])].join(', '),
  ];
}

/** Workers that are named one by one. */
const mostShown = 8;

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
