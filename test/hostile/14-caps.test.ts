import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOfflineJudge } from '../../src/judge/create-offline-judge.js';
import { readRubric } from '../../src/judge/read-rubric.js';
import { runInProcess } from '../cli/run-in-process.js';
import { hotelRecord } from '../support/sample-hotel-record.js';
import { makeTool, writeCatalog } from './hostile-catalog.js';
import { codesOf, runCommands } from './run-commands.js';

/** Lists in lists of fifty at least: 50^3 values in each answer. */
let nested: object = { type: 'object', properties: { name: { type: 'string', minLength: 40 } } };
for (let level = 0; level < 3; level += 1)
  nested = {
    ...{ type: 'array', minItems: 50 },
    items: { type: 'object', properties: { [`level_${level}`]: nested, name: { type: 'string' } } },
  };

/*
 * Other caps have tests of their own: conversations that do not end (src/simulation/simulate-conversation.test.ts), repairs
 * (src/repair/judge-and-repair.test.ts), money, tokens and calls (src/language-models/create-model-runtime.test.ts).
 */
describe('hostile input, row 14: work and cost without end', () => {
  it('is not made by a catalog: an answer stays of a size that can be read', async () => {
    const runs = await runCommands(
      writeCatalog({ 't.json': makeTool('Stays', { fields: { rooms: nested } }) }),
      3,
    );
    expect(codesOf(runs)).toMatchObject({ build: 0, validate: 0 });
    expect([0, 4]).toContain(codesOf(runs).generate);
    expect(statSync(join(runs.folder, 'data.jsonl')).size).toBeLessThan(1_000_000);
  });

  it('is not made by a dataset: the judge reads the beginning of a text', async () => {
    const rubric = readRubric();
    const judge = createOfflineJudge(rubric);
    for (const text of [
      'a'.repeat(500_000),
      '1'.repeat(500_000),
      '\n'.repeat(500_000),
      '2026-07-01, '.repeat(50_000),
    ]) {
      const messages = hotelRecord.messages.map((message) =>
        message.role === 'tool' ? message : { ...message, content: message.content + text },
      );
      const started = performance.now();
      await judge.judge({ ...hotelRecord, messages }, rubric.gates);
      expect(performance.now() - started).toBeLessThan(10_000);
    }
  });

  it.each([
    ['--max-repairs', '1000000'],
    ['--max-repairs', '-1'],
    ['--n', '1e99'],
    ['--max-usd', '-5'],
  ])('is not asked for by settings: %s %s is refused', async (flag, value) => {
    const { code, stderr } = await runInProcess(['generate', flag, value]);
    expect(code).toBe(1);
    expect(stderr).toContain(flag);
  });
});
