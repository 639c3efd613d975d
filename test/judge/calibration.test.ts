import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledCatalogDirectory, packageRoot } from '../../src/config/package-paths.js';
import { ConversationFailure } from '../../src/errors/conversation-failure.js';
import { calibrate } from '../../src/judge/calibration/calibrate.js';
import { defectWords } from '../../src/judge/calibration/defect-words.js';
import { defects } from '../../src/judge/calibration/defects.js';
import { neutralEdits } from '../../src/judge/calibration/neutral-edits.js';
import { renderCalibration } from '../../src/judge/calibration/render-calibration.js';
import { createOfflineJudge } from '../../src/judge/create-offline-judge.js';
import { readRubric } from '../../src/judge/read-rubric.js';
import { toJudgeScores } from '../../src/judge/to-judge-scores.js';
import { createRandom } from '../../src/random/random.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import type { Judge } from '../../src/types/ports.js';
import { buildCatalog, generateRecords } from '../support/generate-records.js';

const rubric = readRubric();
let english: DatasetRecord[] = [];
let japanese: DatasetRecord[] = [];

beforeAll(async () => {
  const artifacts = await buildCatalog(bundledCatalogDirectory);
  english = await generateRecords(artifacts, { n: '200', seed: '23' });
  japanese = await generateRecords(artifacts, { n: '100', seed: '23', locale: 'ja' });
}, 120_000);

describe('defects', () => {
  it('share neither code nor words with what the offline judge looks for', () => {
    const folder = join(packageRoot, 'src', 'judge', 'calibration');
    const planting = readdirSync(folder).filter(
      (file) => /defect|edits/.test(file) && !file.endsWith('.test.ts'),
    );
    expect(planting.length).toBeGreaterThan(5);
    for (const file of planting) {
      const imports = readFileSync(join(folder, file), 'utf8').match(/from '[^']+'/g) ?? [];
      for (const from of imports)
        expect(from).toMatch(/'(?:\.\/|\.\.\/rubric|\.\.\/\.\.\/(?:types|random)\/)/);
    }
    const looked = Object.values(rubric.phrases.robotic).flat();
    for (const { robotic } of Object.values(defectWords))
      for (const text of robotic)
        for (const phrase of looked) expect(text.toLowerCase()).not.toContain(phrase);
  });

  it('has at least twenty kinds, each under a name of its own', () => {
    expect(new Set(defects.map(({ kind }) => kind)).size).toBe(defects.length);
    expect(defects.length).toBeGreaterThanOrEqual(20);
  });

  it.each(defects.map((defect) => [defect.kind, defect] as const))(
    '%s breaks a copy that still fits together, the same way each time',
    (_kind, { plant }) => {
      const planted = english.slice(0, 120).flatMap((record, index) => {
        const other = english[index + 1] as DatasetRecord;
        const before = JSON.stringify(record);
        const broken = plant(record, createRandom(1), other);
        expect(JSON.stringify(record)).toBe(before);
        expect(plant(record, createRandom(1), other)).toEqual(broken);
        return broken === null ? [] : [{ record, broken }];
      });
      expect(planted.length).toBeGreaterThan(2);
      for (const { record, broken } of planted) {
        expect(JSON.stringify(broken.messages)).not.toBe(JSON.stringify(record.messages));
        expect(broken.tools).toEqual(record.tools);
        const calls = broken.messages.flatMap((message) =>
          message.role === 'assistant' ? (message.tool_calls ?? []) : [],
        );
        expect(broken.tool_calls).toEqual(calls);
        expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
      }
    },
  );

  it('plants at least twenty kinds in Japanese conversations too', () => {
    const applying = defects.filter(({ plant }) =>
      japanese.some((record, index) => plant(record, createRandom(1), japanese[(index + 1) % 100] ?? record)),
    );
    expect(applying.length).toBeGreaterThanOrEqual(20);
  });

  it('has neutral edits that apply', () => {
    for (const { kind, edit } of neutralEdits)
      expect(
        english.some((record) => edit(record, createRandom(1)) !== null),
        kind,
      ).toBe(true);
  });
});

describe('calibrate with the offline judge', () => {
  it.each([
    ['English', () => english],
    ['Japanese', () => japanese],
  ])('sees at least 14 kinds and hardly raises a false alarm in %s', async (_language, records) => {
    const judge = createOfflineJudge(rubric);
    const report = await calibrate({ judge, rubric, records: records(), seed: 3, perKind: 40 });
    expect(report.kinds.length).toBeGreaterThanOrEqual(20);
    expect(report.seen.length).toBeGreaterThanOrEqual(14);
    expect(report.not_seen.length).toBeGreaterThan(0);
    expect(report.false_alarms.overall.rate).toBeLessThanOrEqual(0.01);
    expect(report.sound_scores.task_completion.distinct).toBeGreaterThan(3);
    expect(report.sound_scores.naturalness.distinct).toBeGreaterThan(3);
  });

  it('gives the same report again, and says in it what it counts', async () => {
    const judge = createOfflineJudge(rubric);
    const options = { judge, rubric, records: english, seed: 5, perKind: 5 };
    const report = await calibrate(options);
    expect(await calibrate({ ...options, concurrency: 1 })).toEqual(report);
    expect(await calibrate({ ...options, seed: 6 })).not.toEqual(report);
    const text = renderCalibration(report);
    expect(text).toContain(`${report.seen.length} of`);
    for (const { kind } of report.kinds) expect(text).toContain(kind);
    expect(text).toContain(report.definitions.alarms);
  });
});

/** A judge that knows which records are planted and is wrong about them, and about sound ones, at known rates. */
function wrongJudge(missRate: number, falseAlarmRate: number): Judge {
  return {
    id: 'wrong-judge',
    async judge(record, gates) {
      const isPlanted = defects.some(({ kind }) => record.conversation_id.endsWith(`+${kind}`));
      const isWrong = createRandom(record.conversation_id).chance(isPlanted ? missRate : falseAlarmRate);
      const score = isPlanted === isWrong ? 4.8 : 2;
      const scored = { tool_correctness: { score }, task_completion: { score }, naturalness: { score } };
      return toJudgeScores(scored, gates, { reasoning: 'Known.', judge_model: 'wrong-judge' });
    },
  };
}

describe('calibrate with a judge that is wrong at known rates', () => {
  it('finds its miss rate and its false alarms inside the intervals', async () => {
    const judge = wrongJudge(0.2, 0.05);
    const report = await calibrate({ judge, rubric, records: english, seed: 8, perKind: 60 });
    const counted = report.kinds.filter(({ alarms }) => alarms.of >= 30);
    expect(counted.length).toBeGreaterThanOrEqual(20);
    const inside = counted.filter(({ alarms }) => alarms.low <= 0.8 && 0.8 <= alarms.high);
    // At 95 % each, a kind or two may miss.
    expect(inside.length).toBeGreaterThanOrEqual(counted.length - 3);
    const { low, high } = report.false_alarms.overall;
    expect(low).toBeLessThanOrEqual(0.05);
    expect(high).toBeGreaterThanOrEqual(0.05);
    expect(high - low).toBeLessThan(0.1);
    expect(report.judge_model).toBe('wrong-judge');
  });

  it('takes a perfect judge for one, and one that sees nothing for blind', async () => {
    const perfect = await calibrate({
      judge: wrongJudge(0, 0),
      rubric,
      records: english,
      seed: 8,
      perKind: 10,
    });
    expect(perfect.not_seen).toEqual([]);
    expect(perfect.false_alarms.overall.hits).toBe(0);
    const blind = await calibrate({
      judge: wrongJudge(1, 0),
      rubric,
      records: english,
      seed: 8,
      perKind: 10,
    });
    expect(blind.seen).toEqual([]);
  });

  it('counts conversations without a verdict apart, and passes on what ends the run', async () => {
    const failing = (error: Error): Judge => ({
      id: 'failing',
      judge: (record, gates) =>
        record.conversation_id.endsWith('+answer_removed')
          ? Promise.reject(error)
          : wrongJudge(0, 0).judge(record, gates),
    });
    const options = { rubric, records: english, seed: 8, perKind: 4 };
    const refusal = new ConversationFailure('model-refused', 'no');
    const report = await calibrate({ ...options, judge: failing(refusal) });
    expect(report.unjudged).toBeGreaterThan(0);
    expect(report.kinds.find(({ kind }) => kind === 'answer_removed')?.alarms.of).toBe(0);
    await expect(calibrate({ ...options, judge: failing(new TypeError('broken')) })).rejects.toThrow(
      'broken',
    );
  });
});
