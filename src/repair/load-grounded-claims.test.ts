import { describe, expect, it } from 'vitest';
import { hotelRecord } from '../../test/support/sample-hotel-record.js';
import { configDirectory } from '../config/package-paths.js';
import { createOfflineJudge } from '../judge/create-offline-judge.js';
import { readRubric } from '../judge/read-rubric.js';
import { loadPrompts } from '../prompts/load-prompts.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { LanguageModel, LanguageModelRequest } from '../types/language-model.js';
import type { Repairer } from '../types/ports.js';
import { validateRecord } from '../validate/validate-record.js';
import { createModelRepairer } from './create-model-repairer.js';
import { createOfflineRepairer } from './create-offline-repairer.js';
import { judgeAndRepair } from './judge-and-repair.js';
import { loadGroundedClaims } from './load-grounded-claims.js';

const rubric = readRubric();
const last = hotelRecord.messages.length - 1;
const told = hotelRecord.messages[last]?.content ?? '';
/** The booking is made and the user is told next to nothing of it. */
const thin = withLast(hotelRecord, 'That is done.');
// What the judge thinks of the calls is not the matter here.
const gates = { tool_correctness: 1, task_completion: 4.5, naturalness: 3, mean_score: 3.5 };
const options = { gates, maxRepairs: 2, validate: validateRecord };

function withLast(record: DatasetRecord, content: string): DatasetRecord {
  return {
    ...record,
    messages: record.messages.map((message, index) => (index === last ? { ...message, content } : message)),
    provenance: {
      ...record.provenance,
      answers: record.provenance.answers.filter(({ message }) => message !== last),
    },
  };
}

/** Gives each text in its turn for the last message. */
function model(...texts: readonly string[]): LanguageModel & { requests: LanguageModelRequest[] } {
  const requests: LanguageModelRequest[] = [];
  return {
    id: 'model-1',
    requests,
    async generate(request) {
      requests.push(request);
      const text = texts[Math.min(requests.length, texts.length) - 1] ?? '';
      const [form] = request.tools;
      const parameters = { messages: [{ index: last, text }] };
      return {
        ...{ text: '', reasoning: [], stopReason: 'tool_use', model: 'model-1' },
        toolCalls: [{ id: 'c', name: form?.name ?? '', parameters }],
        usage: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 },
      };
    },
  };
}
const findClaims = loadGroundedClaims(configDirectory);
const repairer = (speaker: LanguageModel): Repairer =>
  createModelRepairer({
    ...{ model: speaker, validate: validateRecord, findClaims },
    promptsFor: (locale) => loadPrompts(configDirectory, locale),
  });
const run = (record: DatasetRecord, speaker: LanguageModel) =>
  judgeAndRepair(record, createOfflineJudge(rubric), repairer(speaker), options);

describe('a model repairer with grounded claims', () => {
  it('has an answer tell what was left out, with the source of each value', async () => {
    const speaker = model(told);
    const judged = await run(thin, speaker);
    expect(speaker.requests.map(({ logicalId }) => logicalId)).toEqual(['conv_7_0000/repair/0/0']);
    expect(judged.messages[last]?.content).toBe(told);
    const claims = judged.provenance.answers.filter(({ message }) => message === last);
    const texts = claims.map(({ start, end }) => [...told].slice(start, end).join('')).join('|');
    for (const value of ['BK7719402', 'Casa do Tejo', '€355.50', 'two']) expect(texts).toContain(value);
    expect(judged).toMatchObject({ passed: true, metadata: { agents: { repair: 'model-1' } } });
    expect(judged.history).toMatchObject([{ method: 'surgical', agent: 'model-1', kept: true }]);
    const [attempt] = judged.history ?? [];
    expect(attempt?.scores_after?.task_completion).toBeGreaterThan(
      attempt?.scores_before?.task_completion ?? 5,
    );
    expect(validateRecord(judged)).toEqual([]);
  });

  it('gives the same record from the same answers', async () => {
    const [first, second] = [await run(thin, model(told)), await run(thin, model(told))];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    const offline = () => judgeAndRepair(thin, createOfflineJudge(rubric), createOfflineRepairer(), options);
    expect(JSON.stringify(await offline())).toBe(JSON.stringify(await offline()));
  });

  it('takes no value that nothing gives, and says so, attempt by attempt', async () => {
    const judged = await run(thin, model(told.replace('355.50', '395.50')));
    expect(judged.messages).toEqual(thin.messages);
    expect(judged.history?.map(({ method, not_kept }) => [method, not_kept])).toEqual([
      ['surgical', 'refused'],
      ['rewrite', 'refused'],
    ]);
    expect(judged.history?.[0]?.notes?.join()).toContain('395.50');
    expect(judged.metadata.agents.repair).toBe('offline');
    expect(validateRecord(judged)).toEqual(validateRecord(thin));
  });

  it.each(['fr', '../etc', 'en-GB'])('serves records of the locale %j', async (locale) => {
    const record = { ...thin, metadata: { ...thin.metadata, locale } };
    const speaker = model('Your booking BK7719402 is confirmed.');
    const judged = await run(record, speaker);
    expect(speaker.requests[0]?.system).toContain('You mend conversations');
    expect(judged.messages[last]?.content).toBe('Your booking BK7719402 is confirmed.');
  });
});
