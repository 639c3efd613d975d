import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serializeRecord } from '../../src/dataset/serialize-record.js';
import { parseJson } from '../../src/ingest/parse-json.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { runInProcess } from '../cli/run-in-process.js';
import { hotelRecord } from '../support/sample-hotel-record.js';
import { makeTool, parameter, writeCatalog } from './hostile-catalog.js';
import { allWell, codesOf, runCommands, writeLines } from './run-commands.js';

const [first, second] = ['\ud83d', '\ude00'];

describe('hostile input, row 12: halves of surrogate pairs', () => {
  it('of a catalog become U+FFFD, in texts and names, whole pairs stay', async () => {
    const tool = makeTool(`Half ${first}`, {
      category: `Travel${second}`,
      optional: [
        parameter(`guest${second}`, `Name of the guest ${first}`, `Bob ${first}`),
        parameter('kind', 'Kind', `a${first}`, {
          'x-enum': [`a${first}`, `b${second}`, `c${first}${second}`],
        }),
      ],
      fields: { [`note${first}`]: { type: 'string', enum: [`open${second}`, 'closed'] } },
    });
    const runs = await runCommands(writeCatalog({ 't.json': tool }));
    expect(codesOf(runs)).toEqual(allWell);
    for (const file of ['data.jsonl', 'graph.html', 'artifacts/registry.json']) {
      const bytes = readFileSync(join(runs.folder, file));
      expect(isUtf8(bytes)).toBe(true);
      expect(bytes.toString('utf8')).not.toMatch(/\\u[dD][89a-fA-F]/);
    }
    // What is hashed are the bytes that are written.
    const hash = createHash('sha256').update(readFileSync(join(runs.folder, 'artifacts/registry.json')));
    const manifest = readFileSync(join(runs.folder, 'artifacts/build_manifest.json'), 'utf8');
    expect(manifest).toContain(hash.digest('hex'));
    const parsed = parseJson(`{"a\\ud83d":"\\ude00 \\ud83d\\ude00","n":12345678901234567890}`);
    expect(parsed).toMatchObject({
      value: { 'a\ufffd': `\ufffd ${first}${second}`, n: '12345678901234567890' },
    });
  });

  it('of a record are written as escapes, and read without harm', async () => {
    const messages = hotelRecord.messages.map((message) => ({
      ...message,
      content: message.content + first,
    }));
    const tools = hotelRecord.tools.map((tool) => ({ ...tool, description: tool.description + second }));
    const record = { ...hotelRecord, messages, tools } as DatasetRecord;
    const line = serializeRecord(record);
    expect(line.isWellFormed()).toBe(true);
    expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(record)));
    const input = writeLines([line]);
    for (const [command, expected] of [
      ['validate', 2],
      ['metrics', 0],
      ['inspect', 0],
    ] as const) {
      const { code, stdout } = await runInProcess([command, '--input', input]);
      expect([command, code]).toEqual([command, expected]);
      expect(Buffer.from(stdout, 'utf8').length).toBeGreaterThan(0);
    }
  });
});
