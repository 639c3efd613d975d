import { beforeAll, describe, expect, it } from 'vitest';
import { bundledCatalogDirectory } from '../../src/config/package-paths.js';
import { lastAnswer, sentencesOf, withMessages, withText } from '../../src/judge/calibration/record-edits.js';
import { createOfflineJudge } from '../../src/judge/create-offline-judge.js';
import { readRubric } from '../../src/judge/read-rubric.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import type { JudgeScores } from '../../src/types/verdict.js';
import { buildCatalog, generateRecords } from '../support/generate-records.js';

const rubric = readRubric();
const judge = createOfflineJudge(rubric);
const score = (record: DatasetRecord) => judge.judge(record, rubric.gates);
let records: DatasetRecord[] = [];

beforeAll(async () => {
  records = await generateRecords(await buildCatalog(bundledCatalogDirectory), { n: '360', seed: '31' });
}, 120_000);

/** The records whose last answer has three sentences or more, ended there, with the answer put through `change`. */
function answers(change: (sentences: readonly string[]) => string): DatasetRecord[] {
  return records.flatMap((record) => {
    const at = lastAnswer(record);
    const sentences = sentencesOf(record.messages[at ?? -1]?.content ?? '');
    if (at === null || sentences.length < 3 || record.messages.length > at + 3) return [];
    const ended = withMessages(record, record.messages.slice(0, at + 1));
    return [withText(ended, at, () => change(sentences)) ?? ended];
  });
}

const all = (list: readonly DatasetRecord[]): Promise<JudgeScores[]> => Promise.all(list.map(score));
const share = (better: readonly JudgeScores[], worse: readonly JudgeScores[], name: keyof JudgeScores) =>
  better.filter((scores, index) => Number(scores[name]) > Number(worse[index]?.[name])).length /
  better.length;
const mean = (list: readonly JudgeScores[], name: 'task_completion' | 'naturalness' | 'mean_score') =>
  list.reduce((sum, scores) => sum + scores[name], 0) / list.length;

describe('the offline judge ranks', () => {
  it('a full answer above its half, that above its first sentence, and that above one that tells nothing', async () => {
    const [full, half, first, none] = (await Promise.all([
      all(answers((sentences) => sentences.join(''))),
      all(
        answers((sentences) =>
          sentences
            .slice(0, Math.floor(sentences.length / 2))
            .join('')
            .trim(),
        ),
      ),
      all(answers((sentences) => (sentences[0] ?? '').trim())),
      all(answers(() => 'All of that has been seen to, as you asked me to do.')),
    ])) as [JudgeScores[], JudgeScores[], JudgeScores[], JudgeScores[]];
    expect(full.length).toBeGreaterThan(20);
    // The half that goes may hold nothing but an offer of more help, so some stay level; none may rise.
    for (const [better, worse] of [
      [full, half],
      [half, first],
      [first, none],
    ] as const)
      expect(share(worse, better, 'task_completion')).toBeLessThan(0.03);
    expect(share(full, half, 'task_completion')).toBeGreaterThan(0.8);
    expect(share(full, first, 'task_completion')).toBeGreaterThan(0.95);
    expect(share(full, none, 'task_completion')).toBe(1);
    expect(mean(full, 'task_completion')).toBeGreaterThan(mean(half, 'task_completion') + 0.3);
    expect(mean(half, 'task_completion')).toBeGreaterThan(mean(first, 'task_completion') + 0.1);
    expect(mean(first, 'task_completion')).toBeGreaterThan(mean(none, 'task_completion') + 0.3);
  });

  it('an answer of sentences above one of bare values', async () => {
    const full = await all(answers((sentences) => sentences.join('')));
    const bare = await all(
      answers(
        (sentences) =>
          `${(sentences.join('').match(/\d[\d.,:]*\d|\b[A-Z][a-z]+\b/g) ?? []).slice(0, 4).join(', ')}.`,
      ),
    );
    expect(share(full, bare, 'mean_score')).toBeGreaterThan(0.9);
  });

  it('a clumsy answer below a plain one, and a clumsier one below that', async () => {
    const plain = await all(answers((sentences) => sentences.join('')));
    const clumsy = await all(
      answers((sentences) =>
        sentences.map((sentence) => `As for that, I can tell you the following: ${sentence}`).join(''),
      ),
    );
    const clumsier = await all(
      answers((sentences) =>
        sentences
          .map(
            (sentence) =>
              `As for that, I can tell you the following ,  as I said: ${sentence.trim()} As I said, that is it. `,
          )
          .join(''),
      ),
    );
    expect(share(plain, clumsy, 'naturalness')).toBeGreaterThan(0.9);
    expect(share(clumsy, clumsier, 'naturalness')).toBeGreaterThan(0.9);
  });

  it('sound conversations: their scores are spread, and hardly one is low', async () => {
    const scores = await all(records);
    const distinct = new Set(scores.map(({ mean_score }) => mean_score));
    expect(distinct.size).toBeGreaterThan(10);
    const average = mean(scores, 'mean_score');
    const deviation = Math.sqrt(
      scores.reduce((sum, { mean_score }) => sum + (mean_score - average) ** 2, 0) / scores.length,
    );
    expect(deviation).toBeGreaterThan(0.05);
    expect(scores.filter(({ passed }) => !passed).length).toBeLessThanOrEqual(2);
  });
});
