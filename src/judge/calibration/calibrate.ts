import PQueue from 'p-queue';
import { ConversationFailure } from '../../errors/conversation-failure.js';
import { createRandom, type Random } from '../../random/random.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import type { Judge } from '../../types/ports.js';
import type { JudgeScores } from '../../types/verdict.js';
import { type DimensionName, dimensionNames, type Rubric } from '../rubric.js';
import type { CalibrationReport, KindReport, ScoreSpread } from './calibration-report.js';
import type { Defect } from './defect.js';
import { defects } from './defects.js';
import { neutralEdits } from './neutral-edits.js';
import { wilson } from './wilson.js';

export type CalibrationOptions = {
  readonly judge: Judge;
  readonly rubric: Rubric;
  /** Sound records in the project's own format. A half is kept apart for false alarms, the other is planted with defects. */
  readonly records: readonly DatasetRecord[];
  readonly seed: number;
  /** Planted records of each kind, at most. */
  readonly perKind: number;
  /** Records of the half kept apart that are judged, at most. */
  readonly holdout?: number;
  /** Kinds to plant; all by default. */
  readonly kinds?: readonly Defect[];
  /** Verdicts asked for at once. Default 16. */
  readonly concurrency?: number;
};

/**
 * Plants defects in sound conversations and counts what a judge makes of them, and of sound ones. The same records, seed and
 * verdicts give the same report. Throws what the judge throws, except that a conversation without a verdict only counts as such.
 */
export async function calibrate(options: CalibrationOptions): Promise<CalibrationReport> {
  const { judge, rubric, records, seed, perKind, holdout, kinds = defects, concurrency = 16 } = options;
  const random = createRandom(seed).fork('calibration');
  const shuffled = random.fork('halves').shuffle(records);
  const half = Math.ceil(shuffled.length / 2);
  const sound = shuffled.slice(0, Math.min(half, holdout ?? half));
  const bench = createBench(judge, rubric, concurrency);

  const [onSound, onNeutral, onPlanted] = await Promise.all([
    bench.all(sound),
    Promise.all(
      neutralEdits.map(({ kind, edit }) =>
        bench.all(
          sound.flatMap((record) =>
            named(record, kind, edit(record, random.fork(`${kind} ${record.conversation_id}`))),
          ),
        ),
      ),
    ),
    Promise.all(
      kinds.map((defect) =>
        judgeKind(defect, shuffled.slice(half), perKind, bench, random.fork(defect.kind)),
      ),
    ),
  ]);

  const neutral = Object.fromEntries(
    neutralEdits.map(({ kind }, index) => [kind, falseAlarms(onNeutral[index] ?? [], bench)]),
  );
  const seen = onPlanted.filter(({ alarms }) => (alarms.rate ?? 0) >= rubric.calibration.seen_from);
  const missed = onPlanted.filter(
    ({ alarms }) => alarms.rate !== null && alarms.rate < rubric.calibration.seen_from,
  );
  return {
    judge_model: onSound[0]?.judge_model ?? judge.id,
    rubric_version: rubric.version,
    seed,
    definitions,
    alarm_below: rubric.calibration.alarm_below,
    kinds: onPlanted,
    seen: seen.map(({ kind }) => kind),
    not_seen: missed.map(({ kind }) => kind),
    not_planted: onPlanted.filter(({ alarms }) => alarms.of === 0).map(({ kind }) => kind),
    seen_from: rubric.calibration.seen_from,
    false_alarms: {
      sound: falseAlarms(onSound, bench),
      neutral,
      overall: falseAlarms([...onSound, ...onNeutral.flat()], bench),
    },
    sound_scores: spreads(onSound),
    unjudged: bench.unjudged(),
  };
}

const definitions = {
  alarm: 'A score below its bound in `alarm_below`, or a gate of the rubric that is missed.',
  alarms:
    'Share of records with a planted defect that raise an alarm, among those whose sound original raises none.',
  harmed_dimension_dropped:
    'Share of the same records whose score in the dimension that the defect harms is lower than that of the sound original.',
  seen: 'Kinds of defects whose share of alarms is at least `seen_from`.',
  false_alarms:
    'Share of sound records (kept apart from the planted ones), and of neutral edits of them, that raise an alarm.',
};

type Bench = {
  /** Null where the judge gave no verdict. */
  readonly judge: (record: DatasetRecord) => Promise<JudgeScores | null>;
  /** Verdicts on those that got one. */
  readonly all: (records: readonly DatasetRecord[]) => Promise<JudgeScores[]>;
  readonly isAlarm: (scores: JudgeScores) => boolean;
  readonly unjudged: () => number;
};

function createBench(judge: Judge, { gates, calibration }: Rubric, concurrency: number): Bench {
  const queue = new PQueue({ concurrency });
  const known = new Map<DatasetRecord, Promise<JudgeScores | null>>();
  let unjudged = 0;
  const judgeOnce = async (record: DatasetRecord): Promise<JudgeScores | null> => {
    try {
      return await queue.add(() => judge.judge(record, gates));
    } catch (error) {
      if (!(error instanceof ConversationFailure)) throw error;
      unjudged += 1;
      return null;
    }
  };
  const bench: Bench = {
    judge(record) {
      const verdict = known.get(record) ?? judgeOnce(record);
      known.set(record, verdict);
      return verdict;
    },
    async all(records) {
      const verdicts = await Promise.all(records.map(bench.judge));
      return verdicts.filter((scores) => scores !== null);
    },
    isAlarm: (scores) =>
      !scores.passed || dimensionNames.some((name) => scores[name] < calibration.alarm_below[name]),
    unjudged: () => unjudged,
  };
  return bench;
}

/** Records are planted until `perKind` sound originals that raise no alarm were found, or none are left. */
async function judgeKind(
  defect: Defect,
  records: readonly DatasetRecord[],
  perKind: number,
  bench: Bench,
  random: Random,
): Promise<KindReport> {
  const { kind, dimension, says, plant } = defect;
  const drops: number[] = [];
  let alarms = 0;
  const order = random.shuffle(records);
  for (const [index, record] of order.entries()) {
    if (drops.length >= perKind) break;
    const other = order[(index + 1) % order.length] ?? record;
    const [planted] = named(record, kind, plant(record, random.fork(record.conversation_id), other));
    if (planted === undefined) continue;
    const [before, after] = await Promise.all([bench.judge(record), bench.judge(planted)]);
    if (before === null || after === null || bench.isAlarm(before)) continue;
    if (bench.isAlarm(after)) alarms += 1;
    drops.push(before[dimension] - after[dimension]);
  }
  const dropped = drops.filter((drop) => drop > 0).length;
  return {
    ...{ kind, dimension, says },
    alarms: wilson(alarms, drops.length),
    harmed_dimension_dropped: wilson(dropped, drops.length),
    mean_drop: drops.length === 0 ? null : round(drops.reduce((sum, drop) => sum + drop, 0) / drops.length),
  };
}

/** A copy goes by an id of its own, so that a model's verdict on it is not taken for the original's. */
function named(record: DatasetRecord, kind: string, edited: DatasetRecord | null): DatasetRecord[] {
  return edited === null ? [] : [{ ...edited, conversation_id: `${record.conversation_id}+${kind}` }];
}

function falseAlarms(verdicts: readonly JudgeScores[], { isAlarm }: Bench) {
  return wilson(verdicts.filter(isAlarm).length, verdicts.length);
}

function spreads(verdicts: readonly JudgeScores[]): { readonly [name in DimensionName]: ScoreSpread } {
  const spread = (name: DimensionName): ScoreSpread => {
    const scores = verdicts.map((verdict) => verdict[name]);
    const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
    const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length);
    return {
      mean: round(mean),
      deviation: round(Math.sqrt(variance)),
      lowest: scores.reduce((least, score) => Math.min(least, score), 5),
      highest: scores.reduce((most, score) => Math.max(most, score), 1),
      distinct: new Set(scores).size,
    };
  };
  return {
    tool_correctness: spread('tool_correctness'),
    task_completion: spread('task_completion'),
    naturalness: spread('naturalness'),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
