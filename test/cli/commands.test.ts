import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { emptyDirectory, runInProcess } from './run-in-process.js';

const directory = emptyDirectory();
const artifacts = join(directory, 'artifacts');
const dataset = join(directory, 'set.jsonl');
const size = 12;

function generate(...flags: string[]) {
  return runInProcess(['generate', '--artifacts', artifacts, ...flags]);
}

/** A dataset of the first records with one of them changed. */
function writeChanged(change: (record: { [key: string]: unknown }) => void): string {
  const path = join(emptyDirectory(), 'changed.jsonl');
  const records = readFileSync(dataset, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(0, 3)
    .map((line) => JSON.parse(line));
  change(records[1]);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return path;
}

beforeAll(async () => {
  const built = await runInProcess(['build', '--artifacts', artifacts]);
  expect(built).toMatchObject({ code: 0, stderr: '' });
  const { code, stderr } = await generate(
    '--n',
    String(size),
    '--seed',
    '42',
    '--output',
    dataset,
    '--quiet',
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

describe('build', () => {
  it('warns where nothing in a catalog can be linked, and says what to do', async () => {
    const catalog = join(packageRoot, 'test', 'fixtures', 'tiny-catalog');
    const { code, stderr } = await runInProcess([
      'build',
      '--data',
      catalog,
      '--artifacts',
      join(emptyDirectory(), 'a'),
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/tiny-catalog' can be linked: .* Give endpoints a response "schema"/);
  });

  it('writes the four artifacts and counts what was refused', async () => {
    const target = join(emptyDirectory(), 'deep', 'artifacts');
    const messy = join(packageRoot, 'test', 'fixtures', 'messy-catalog');
    const { code, stdout, stderr } = await runInProcess([
      'build',
      '--data',
      messy,
      '--artifacts',
      target,
      '--verbose',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/refused or left out: \d+\n {2,}\d+ {2}\w+: \w+/);
    expect(stderr).toMatch(/: needs_credentials: |: health_check_or_test: /);
    expect(readdirSync(target).sort()).toEqual([
      'build_manifest.json',
      'heterogeneous_graph.json',
      'projected_graph.json',
      'registry.json',
    ]);
  });

  it('prints its manifest as one JSON document', async () => {
    const { stdout } = await runInProcess(['build', '--artifacts', emptyDirectory(), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ format_version: 2, refusals: expect.any(Array) });
  });

  it.each([
    ['broken JSON', 'broken.json'],
    ['an empty folder', 'empty-folder'],
    ['an empty list', 'empty-list.json'],
  ])('refuses %s, names it and writes nothing', async (_name, catalog) => {
    const target = join(emptyDirectory(), 'artifacts');
    const path = join(packageRoot, 'test', 'fixtures', 'catalogs', catalog);
    const { code, stderr } = await runInProcess(['build', '--data', path, '--artifacts', target]);
    expect(code).toBe(1);
    expect(stderr).toContain(catalog);
    expect(existsSync(target)).toBe(false);
  });
});

describe('generate', () => {
  it('writes as many lines as asked, and the configuration beside them', () => {
    const lines = readFileSync(dataset, 'utf8').split('\n');
    expect(lines).toHaveLength(size + 1);
    expect(lines[0]?.startsWith('{"conversation_id":"conv_42_0000"')).toBe(true);
    const config = JSON.parse(readFileSync(`${dataset}.config.json`, 'utf8'));
    expect(config.run.generate).toMatchObject({ n: size, seed: 42, mode: 'mixed' });
    expect(readFileSync(`${dataset}.config.json`, 'utf8')).not.toContain(directory);
  });

  it('judges what it is to repair, with the gates of --config', async () => {
    const config = join(emptyDirectory(), 'strict.yaml');
    writeFileSync(config, 'judge: { gates: { mean_score: 5 } }\n');
    const output = join(emptyDirectory(), 'repaired.jsonl');
    const flags = ['--n', '4', '--repair', '--config', config, '--artifacts', artifacts, '--output', output];
    expect((await runInProcess(['generate', ...flags])).code).toBe(0);
    const records = readFileSync(output, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const { passed, judge_scores: scores } of records) {
      expect(scores.failed_gates.includes('mean_score')).toBe(scores.mean_score < 5);
      expect(passed).toBe(scores.failed_gates.length === 0);
    }
    expect(records.some(({ passed }) => !passed)).toBe(true);
  });

  it('names a section of --config that a component cannot use', async () => {
    const config = join(emptyDirectory(), 'broken.yaml');
    writeFileSync(config, 'judge: { gates: { mean_score: 9 } }\n');
    const { code, stderr } = await runInProcess(['generate', '--n', '1', '--evaluate', '--config', config]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/judge.*gates\.mean_score.*1 to 5/)]);
  });

  it('gives the same bytes again, from the saved configuration too, and a prefix for fewer', async () => {
    const again = join(emptyDirectory(), 'again.jsonl');
    await generate('--config', `${dataset}.config.json`, '--output', again);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(dataset, 'utf8'));
    const fewer = join(emptyDirectory(), 'fewer.jsonl');
    await generate('--n', '4', '--seed', '42', '--output', fewer);
    expect(readFileSync(dataset, 'utf8').startsWith(readFileSync(fewer, 'utf8'))).toBe(true);
  });

  it('shows progress on stderr and the coverage on stdout', async () => {
    const { code, stdout, stderr } = await generate(
      '--n',
      '10',
      '--output',
      join(emptyDirectory(), 'x.jsonl'),
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/conversations 10\/10/);
    expect(stdout).toMatch(/Domains \(10 conversations\)/);
    expect(stdout).toMatch(/Underrepresented: /);
  });

  it('adds scores under --evaluate and nothing else', async () => {
    const judged = join(emptyDirectory(), 'judged.jsonl');
    const { stdout } = await generate('--n', '4', '--seed', '42', '--evaluate', '--output', judged, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ asked: 4, records: 4, judged: 4, shortfall: [] });
    const plain = readFileSync(dataset, 'utf8').split('\n');
    const scored = readFileSync(judged, 'utf8').trimEnd().split('\n');
    for (const [index, line] of scored.entries()) {
      const { judge_scores, passed, metadata, ...rest } = JSON.parse(line);
      expect(passed).toBe(judge_scores.passed);
      expect(judge_scores.judge_model).toMatch(/^offline-rubric@/);
      const { metadata: plainMetadata, ...plainRest } = JSON.parse(plain[index] ?? '');
      expect(rest).toEqual(plainRest);
      expect({ ...metadata, agents: null }).toEqual({ ...plainMetadata, agents: null });
    }
  });

  it('builds the bundled catalog where there are no artifacts', async () => {
    const target = join(emptyDirectory(), 'none');
    const output = join(emptyDirectory(), 'x.jsonl');
    const { code, stderr } = await runInProcess([
      'generate',
      '--n',
      '1',
      '--artifacts',
      target,
      '--output',
      output,
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('held no artifacts');
    expect(existsSync(join(target, 'build_manifest.json'))).toBe(true);
  });

  it('refuses artifacts that were changed, and leaves the older dataset alone', async () => {
    const target = emptyDirectory();
    await runInProcess(['build', '--artifacts', target]);
    appendFileSync(join(target, 'registry.json'), ' ');
    const output = join(emptyDirectory(), 'older.jsonl');
    writeFileSync(output, 'older');
    const { code, stderr } = await runInProcess(['generate', '--artifacts', target, '--output', output]);
    expect(code).toBe(1);
    expect(stderr).toContain('registry.json');
    expect(readFileSync(output, 'utf8')).toBe('older');
    expect(readdirSync(join(output, '..'))).toEqual(['older.jsonl']);
  });

  it('refuses artifacts of a build that broke off, rather than build another catalog over them', async () => {
    const folder = emptyDirectory();
    writeFileSync(join(folder, 'registry.json'), '{}');
    const output = join(folder, 'set.jsonl');
    const { code, stderr } = await runInProcess(['generate', '--artifacts', folder, '--output', output]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /registry\.json' has no build_manifest\.json beside it\. Build the artifacts again/,
    );
    expect(readdirSync(folder)).toEqual(['registry.json']);
  });

  it('refuses artifacts that were built with other settings', async () => {
    const config = join(emptyDirectory(), 'graph.yaml');
    writeFileSync(config, 'graph: { category: { base: 2 } }\n');
    const { code, stderr } = await generate(
      '--config',
      config,
      '--output',
      join(emptyDirectory(), 'x.jsonl'),
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/settings/);
  });

  it('writes what is distinct when the catalog holds no more, says so and ends with 4', async () => {
    const folder = emptyDirectory();
    const tiny = join(packageRoot, 'test', 'fixtures', 'tiny-catalog');
    const target = join(folder, 'artifacts');
    const output = join(folder, 'x.jsonl');
    expect((await runInProcess(['build', '--data', tiny, '--artifacts', target])).code).toBe(0);
    const flags = ['--n', '400', '--artifacts', target, '--output', output, '--mode', 'short', '--quiet'];
    const { code, stdout, stderr } = await runInProcess(['generate', ...flags]);
    const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect(code).toBe(4);
    expect(lines.length).toBeLessThan(400);
    expect(new Set(lines).size).toBe(lines.length);
    expect(stderr).toMatch(new RegExp(`^datagen: ${lines.length} of 400 conversations\\. The catalog holds`));
    expect(stdout).toContain(`${lines.length} conversation`);
  });

  it('stops when interrupted, with nothing written and exit code 130', async () => {
    const output = join(emptyDirectory(), 'x.jsonl');
    const { code, stderr } = await runInProcess(['generate', '--artifacts', artifacts, '--output', output], {
      signal: AbortSignal.abort(),
    });
    expect(code).toBe(130);
    expect(stderr).toMatch(/Interrupted\. Nothing was written/);
    expect(readdirSync(join(output, '..'))).toEqual([]);
  });
});

describe('validate', () => {
  it('passes what generate wrote', async () => {
    const { code, stdout } = await runInProcess(['validate', '--input', dataset]);
    expect(stdout).toMatch(new RegExp(`${size} records, every law kept`));
    expect(code).toBe(0);
  });

  it('names each violation with line, law, rule and place, and ends with 2', async () => {
    const changed = writeChanged((record) => {
      record.tools = [];
    });
    const { code, stdout } = await runInProcess(['validate', '--input', changed]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/changed\.jsonl:2: law \d \([\w ]+\), [\w-]+, at \S+: /);
    const json = await runInProcess(['validate', '--input', changed, '--json']);
    const { records, valid, violations } = JSON.parse(json.stdout);
    expect([records, valid, json.code]).toEqual([3, 2, 2]);
    expect(violations[0]).toMatchObject({ line: 2, law: expect.any(Number), rule: expect.any(String) });
  });

  it('counts a line that is no record, or a second record of the same id, as a broken law', async () => {
    const path = join(emptyDirectory(), 'odd.jsonl');
    const first = readFileSync(dataset, 'utf8').split('\n')[0];
    writeFileSync(path, `${first}\n{"half": \n${first}\n`);
    const { code, stdout } = await runInProcess(['validate', '--input', path]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/odd\.jsonl:2: law 0 \(structure\), line-is-record/);
    expect(stdout).toMatch(/odd\.jsonl:3: law 0 \(structure\), conversation-id-unique/);
  });

  it('refuses a file without records', async () => {
    const path = join(emptyDirectory(), 'empty.jsonl');
    writeFileSync(path, '');
    const { code, stderr } = await runInProcess(['validate', '--input', path]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('holds no record')]);
  });
});

describe('metrics', () => {
  it('prints the figures beside reference values', async () => {
    const { code, stdout } = await runInProcess(['metrics', '--input', dataset]);
    expect(code).toBe(0);
    expect(stdout).toContain('best offline peer');
    expect(stdout).toContain('world conflicts');
    const json = await runInProcess(['metrics', '--input', dataset, '--json']);
    expect(JSON.parse(json.stdout).records.total).toBe(size);
  });

  it('names the line that is no record', async () => {
    const path = join(emptyDirectory(), 'odd.jsonl');
    writeFileSync(path, `${readFileSync(dataset, 'utf8')}[1]\n`);
    const { code, stderr } = await runInProcess(['metrics', '--input', path]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(`${path}:${size + 1}: the line holds a list`),
    ]);
  });
});

describe('inspect', () => {
  it('lays out each conversation with its compliance and grounding, without colour for a pipe', async () => {
    const { code, stdout } = await runInProcess(['inspect', '--input', dataset, '--verbose']);
    expect(code).toBe(0);
    expect(stdout.match(/━━ conv_42_/g)).toHaveLength(size);
    expect(stdout).toContain('FIRST STEP');
    expect(stdout).toContain('✓ law 2 (provenance) kept');
    expect(stdout).not.toContain('\u001b');
  });

  it('colours when asked, never under NO_COLOR, and never with escapes of the data', async () => {
    const hostile = writeChanged((record) => {
      const messages = record.messages as { role: string; content: string }[];
      record.messages = messages.map((message) =>
        message.role === 'user' ? { role: 'user', content: 'hi\u001b]52;c;aGk=\u0007' } : message,
      );
    });
    const colored = await runInProcess(['inspect', '--input', hostile], {
      environment: { FORCE_COLOR: '1' },
    });
    expect(colored.stdout).toContain('\u001b[1m');
    expect(colored.stdout).not.toContain('\u001b]');
    expect(colored.stdout).toContain('\\x1b]52;c;aGk=\\x07');
    const plain = await runInProcess(['inspect', '--input', hostile], {
      environment: { NO_COLOR: '1', FORCE_COLOR: '1' },
    });
    expect(plain.stdout).not.toContain('\u001b');
  });

  it('says what breaks which law, and shows what has another form', async () => {
    const changed = writeChanged((record) => {
      record.scenario = 5;
    });
    const { code, stdout } = await runInProcess(['inspect', '--input', changed]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/conv_42_0001 ━━ not in the record format\n {2}✗ record-schema at \/scenario/);
    const json = await runInProcess(['inspect', '--input', changed, '--json']);
    expect(JSON.parse(json.stdout)[1].compliance[0]).toEqual({ name: 'structure', kept: false });
  });

  it('fails where no line at all is a conversation', async () => {
    const path = join(emptyDirectory(), 'none.jsonl');
    writeFileSync(path, '{"conversation_id":"a","messages":[]}\n{"conversation_id":"b","messages":[]}\n');
    for (const flags of [[], ['--json']]) {
      const { code, stdout, stderr } = await runInProcess(['inspect', '--input', path, ...flags]);
      expect(code).toBe(1);
      expect(stderr).toContain('holds no conversation in the record format (2 records read)');
      expect(stdout).toContain('record-schema');
    }
  });
});

describe('evaluate', () => {
  it('writes scores and a report beside them', async () => {
    const output = join(emptyDirectory(), 'evaluated.jsonl');
    const { code, stdout } = await runInProcess([
      'evaluate',
      '--input',
      dataset,
      '--output',
      output,
      '--repair',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/mean \d\.\d\d reaches the threshold of 3\.5/);
    const report = JSON.parse(readFileSync(join(output, '..', 'evaluation_report.json'), 'utf8'));
    expect(report).toMatchObject({ records: size, threshold: 3.5, threshold_met: true });
    const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect(lines.filter((line) => JSON.parse(line).judge_scores !== undefined)).toHaveLength(size);
  });

  it('ends with 2 when the mean misses the threshold', async () => {
    const output = join(emptyDirectory(), 'evaluated.jsonl');
    const run = await runInProcess(['evaluate', '--input', dataset, '--output', output, '--threshold', '5']);
    expect(run.code).toBe(2);
    expect(run.stdout).toMatch(/misses the threshold of 5/);
    expect(existsSync(output)).toBe(true);
  });

  it('leaves out a record of another form, and says so', async () => {
    const changed = writeChanged((record) => {
      record.goal = 'none';
    });
    const output = join(emptyDirectory(), 'evaluated.jsonl');
    const { code, stderr } = await runInProcess(['evaluate', '--input', changed, '--output', output]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/:2: it is no record: \/goal: .*1 line of .* could not be read/s),
    ]);
    expect(readFileSync(output, 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });
});
