import { describe, expect, it } from 'vitest';
import { defaultEvents, type MadeEvent, makeRecord } from '../../test/support/make-record.js';
import { replyModel } from '../../test/support/reply-model.js';
import { configDirectory } from '../config/package-paths.js';
import { loadPrompts } from '../prompts/load-prompts.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonObject } from '../types/json.js';
import { createJudgeRequest, createModelJudge } from './create-model-judge.js';
import { readRubric } from './read-rubric.js';
import { withScores } from './score-record.js';

const rubric = readRubric();
const prompts = loadPrompts(configDirectory, 'en');
const sheet: JsonObject = {
  reasoning: 'The price is not told.',
  tool_correctness: 4.96,
  task_completion: 4.04,
  naturalness: 3.25,
};
const record = makeRecord() as unknown as DatasetRecord;
const withEvents = (events: readonly MadeEvent[]) => makeRecord({ events }) as unknown as DatasetRecord;

function judgeBy(reply: Parameters<typeof replyModel>[0]) {
  const model = replyModel(reply);
  return { model, judge: createModelJudge({ model, rubric, prompts }) };
}

describe('createModelJudge', () => {
  it('rounds the scores to tenths, applies the gates and names the model that answered', async () => {
    const { judge } = judgeBy(() => sheet);
    const scores = await judge.judge(record, { ...rubric.gates, naturalness: 3.5 });
    expect(judge.id).toBe('judge-model');
    expect(scores).toEqual({
      tool_correctness: 5,
      task_completion: 4,
      naturalness: 3.3,
      mean_score: 4.1,
      reasoning: 'The price is not told.',
      judge_model: 'judge-model-1',
      passed: false,
      failed_gates: ['naturalness'],
    });
    expect(withScores(record, scores).metadata.agents.judge).toBe('judge-model-1');
  });

  it('sends a score that is out of range back', async () => {
    const { model, judge } = judgeBy(() =>
      model.requests.length === 1 ? { ...sheet, naturalness: 7 } : sheet,
    );
    expect((await judge.judge(record, rubric.gates)).naturalness).toBe(3.3);
    expect(model.requests.map(({ logicalId }) => logicalId)).toEqual([
      'conv_1_0000/judge/0/0.0',
      'conv_1_0000/judge/0/0.1',
    ]);
    expect(model.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool', isError: true });
  });

  it('gives up on a model that never fills in the form', async () => {
    const { judge } = judgeBy(() => ({ ...sheet, tool_correctness: 'five' }));
    await expect(judge.judge(record, rubric.gates)).rejects.toMatchObject({ reason: 'model-reply' });
  });

  it('counts how often a conversation was judged in the name of the call', async () => {
    const { model, judge } = judgeBy(() => sheet);
    await judge.judge(record, rubric.gates, 2);
    expect(model.requests[0]?.logicalId).toBe('conv_1_0000/judge/0/2.0');
  });

  it('keeps system prompt and form the same, byte by byte, for each conversation', async () => {
    const { model, judge } = judgeBy(() => sheet);
    await judge.judge(record, rubric.gates);
    await judge.judge(withEvents(defaultEvents.slice(0, 3)), rubric.gates, 1);
    const constant = model.requests.map(({ system, tools, toolChoice }) =>
      JSON.stringify({ system, tools, toolChoice }),
    );
    expect(constant[1]).toBe(constant[0]);
    expect(constant[0]).toContain(rubric.dimensions.naturalness.anchors['3'] as string);
    expect(constant[0]).not.toContain('{{');
  });

  it('shows transcript and tools, nothing else of the record', async () => {
    const { model, judge } = judgeBy(() => sheet);
    const extra = {
      goal: [{ text: 'SECRET' }],
      provenance: { arguments: ['SECRET'] },
      scenario: { goal: 'SECRET' },
    };
    await judge.judge(makeRecord({ extra, id: 'conv_secret' }) as unknown as DatasetRecord, rubric.gates);
    const [message] = model.requests[0]?.messages ?? [];
    expect(message?.content).toContain('Casa Alfama');
    expect(message?.content).toContain('Find hotels in a city.');
    expect(message?.content).not.toMatch(/secret/i);
  });

  it('gives a call that breaks its schema or names no tool no more than facts allow', async () => {
    const { judge } = judgeBy(() => ({ ...sheet, tool_correctness: 5 }));
    const call = (name: string, parameters: JsonObject): MadeEvent => ({
      calls: [{ name, parameters, output: { name: 'Casa Alfama' } }],
    });
    const unknown = await judge.judge(
      withEvents([...defaultEvents.slice(0, 4), call('stays::look', {}), ...defaultEvents.slice(5)]),
      rubric.gates,
    );
    expect(unknown.tool_correctness).toBe(rubric.caps.tool_correctness?.unknown_tool);
    expect(unknown.reasoning).toMatch(/^The price is not told\. Capped at 2\.5: .*stays::look/);
    const broken = await judge.judge(
      withEvents([
        ...defaultEvents.slice(0, 4),
        call('stays::get_hotel', { hotel_id: 1 }),
        ...defaultEvents.slice(5),
      ]),
      rubric.gates,
    );
    expect(broken.tool_correctness).toBe(rubric.caps.tool_correctness?.invalid_arguments);
  });

  it('never raises what the model gave', async () => {
    const { judge } = judgeBy(() => ({ ...sheet, tool_correctness: 1.2 }));
    const events = [...defaultEvents.slice(0, 4), { calls: [{ name: 'stays::look', output: {} }] }];
    const scores = await judge.judge(withEvents(events), rubric.gates);
    expect(scores).toMatchObject({ tool_correctness: 1.2, reasoning: 'The price is not told.' });
  });
});

describe('createJudgeRequest', () => {
  it('is the request that the judge makes', async () => {
    const { model, judge } = judgeBy(() => sheet);
    await judge.judge(record, rubric.gates, 3);
    expect(createJudgeRequest({ rubric, prompts })(record, 3)).toEqual(model.requests[0]);
  });

  it('lets a batch answer in advance: the judge then finds each verdict under its own request', async () => {
    const records = [record, withEvents(defaultEvents.slice(0, 3))].map((made, index) => ({
      ...made,
      conversation_id: `conv_1_000${index}`,
    }));
    const requestOf = createJudgeRequest({ rubric, prompts });
    const answered = new Map(records.map((made) => [JSON.stringify(requestOf(made)), sheet]));
    const { model, judge } = judgeBy((request) => answered.get(JSON.stringify(request)) ?? null);
    for (const made of records) expect((await judge.judge(made, rubric.gates)).naturalness).toBe(3.3);
    expect(answered.size).toBe(2);
    expect(model.requests).toHaveLength(2);
  });
});
