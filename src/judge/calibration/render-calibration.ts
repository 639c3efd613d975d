import Table from 'cli-table3';
import type { CalibrationReport, KindReport } from './calibration-report.js';
import type { Rate } from './wilson.js';

/** The report as tables for a terminal, without colour, with the definitions of what is counted. The report itself is the JSON form. */
export function renderCalibration(report: CalibrationReport): string {
  const { definitions, false_alarms, kinds, seen, not_seen, not_planted, unjudged } = report;
  const planted = kinds.filter(({ alarms }) => alarms.of > 0);
  const bounds = Object.entries(report.alarm_below).map(([name, bound]) => `${name} ${bound.toFixed(1)}`);
  return `${[
    `judge ${report.judge_model}, rubric ${report.rubric_version}, seed ${report.seed}`,
    kindTable(planted),
    [
      `${seen.length} of ${planted.length} kinds seen (at ${percent(report.seen_from)} of alarms or more)`,
      ...(not_seen.length > 0 ? [`not seen: ${not_seen.join(', ')}`] : []),
      ...(not_planted.length > 0 ? [`no occasion in these records: ${not_planted.join(', ')}`] : []),
    ].join('\n'),
    falseAlarmTable(false_alarms),
    scoreTable(report.sound_scores),
    ...(unjudged > 0 ? [`${unjudged} records without a verdict count nowhere`] : []),
    [
      `alarm: ${definitions.alarm} Bounds: ${bounds.join(', ')}.`,
      `alarms: ${definitions.alarms}`,
      `harmed score falls: ${definitions.harmed_dimension_dropped}`,
      `false alarms: ${definitions.false_alarms}`,
      'Intervals are Wilson score intervals at 95 %.',
    ].join('\n'),
  ].join('\n\n')}\n`;
}

function kindTable(kinds: readonly KindReport[]): string {
  const table = newTable([
    'planted defect',
    'harms',
    'planted',
    'alarms',
    '95 %',
    'harmed score falls',
    'by',
  ]);
  for (const { kind, dimension, alarms, harmed_dimension_dropped: dropped, mean_drop } of kinds)
    table.push([
      kind,
      dimension,
      String(alarms.of),
      percent(alarms.rate),
      interval(alarms),
      percent(dropped.rate),
      mean_drop === null ? '' : mean_drop.toFixed(1),
    ]);
  return table.toString();
}

function falseAlarmTable({ sound, neutral, overall }: CalibrationReport['false_alarms']): string {
  const table = newTable(['false alarms', 'records', 'alarms', '95 %']);
  for (const [name, rate] of [['sound', sound], ...Object.entries(neutral), ['overall', overall]] as const)
    table.push([name, String(rate.of), percent(rate.rate), interval(rate)]);
  return table.toString();
}

function scoreTable(spreads: CalibrationReport['sound_scores']): string {
  const table = newTable(['scores of sound records', 'mean', 'deviation', 'lowest', 'highest', 'different']);
  for (const [name, { mean, deviation, lowest, highest, distinct }] of Object.entries(spreads))
    table.push([
      name,
      mean.toFixed(2),
      deviation.toFixed(2),
      lowest.toFixed(1),
      highest.toFixed(1),
      String(distinct),
    ]);
  return table.toString();
}

function interval({ low, high }: Rate): string {
  return `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)} %`;
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}

function newTable(head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [], compact: true } });
}
