import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AssistantMessage, Message } from '../../src/types/conversation.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { emptyDirectory, runInProcess } from './run-in-process.js';

type Line = { readonly [key: string]: never };

const directory = emptyDirectory();
const dataset = join(directory, 'twins.jsonl');
let records: readonly DatasetRecord[];

beforeAll(async () => {
  const artifacts = join(directory, 'artifacts');
  expect(await runInProcess(['build', '--artifacts', artifacts])).toMatchObject({ code: 0 });
  const flags = [
    '--n',
    '10',
    '--seed',
    '7',
    '--twins',
    '--quiet',
    '--artifacts',
    artifacts,
    '--output',
    dataset,
  ];
  expect(await runInProcess(['generate', ...flags])).toMatchObject({ code: 0, stderr: '' });
  records = readFileSync(dataset, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
});

async function exportTo(format: string, flags: readonly string[], input = dataset) {
  const output = join(emptyDirectory(), 'out.jsonl');
  const run = await runInProcess([
    'export',
    '--input',
    input,
    '--format',
    format,
    '--output',
    output,
    ...flags,
  ]);
  const isFile = existsSync(output) && format !== 'hf-traces';
  const lines: Line[] = isFile
    ? readFileSync(output, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  return { ...run, output, lines };
}

function writeRecords(...lines: readonly unknown[]): string {
  const path = join(emptyDirectory(), 'set.jsonl');
  writeFileSync(
    path,
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );
  return path;
}

describe('export to formats of role messages', () => {
  it.each(['openai', 'trl-sft', 'axolotl', 'ms-swift', 'anthropic'])(
    'gives back through import what it wrote as %s',
    async (format) => {
      const { code, stderr, output, lines } = await exportTo(format, []);
      expect({ code, stderr, lines: lines.length }).toEqual({ code: 0, stderr: '', lines: records.length });
      const back = join(emptyDirectory(), 'back.jsonl');
      expect(
        await runInProcess(['import', '--format', format, '--input', output, '--output', back]),
      ).toMatchObject({ code: 0 });
      const read = readFileSync(back, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      const ids = format === 'ms-swift' ? withoutIds : <Value>(value: Value) => value;
      expect(read.map(({ messages }) => ids(messages))).toEqual(records.map(({ messages }) => ids(messages)));
      expect(read.map(({ tools }) => tools)).toEqual(records.map(({ tools }) => tools));
    },
  );

  it('writes a file for each conversation as hf-traces, and replaces none', async () => {
    const first = await exportTo('hf-traces', []);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(first.output)).toHaveLength(records.length);
    expect(existsSync(`${first.output}.names.json`)).toBe(true);
    const again = await runInProcess([
      'export',
      '--input',
      dataset,
      '--format',
      'hf-traces',
      '-o',
      first.output,
    ]);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/exists and is not empty/);
  });

  it('refuses what a format has no choice of', async () => {
    const cases: readonly (readonly [format: string, flags: string[], problem: RegExp])[] = [
      ['openai', ['--arguments', 'object'], /openai has no choice of --arguments\. It has --json-spacing/],
      ['anthropic', ['--tools', 'string'], /anthropic has no choice of --tools\. It has nothing to choose/],
      ['trl-sft', ['--completions', 'all'], /no choice of --completions/],
      ['trl-sft', ['--pairs', 'twins'], /trl-sft holds conversations, and no pairs of twins/],
      ['trl-dpo', ['--pairs', 'twin'], /pairs/],
      ['trl-dpo', ['--pairs', 'repairs'], /need --before/],
      [
        'trl-dpo',
        ['--pairs', 'scores', '--before', dataset],
        /--before is for pairs of repairs, not of scores/,
      ],
      ['trl-dpo', ['--before', '/nowhere.jsonl'], /Cannot read '\/nowhere\.jsonl': .* with --before/],
      ['trl-kto', ['--completions', 'all'], /Pairs of twins differ in one message/],
    ];
    for (const [format, flags, problem] of cases) {
      const { code, stderr, output } = await exportTo(format, flags);
      expect({ format, flags, code }).toEqual({ format, flags, code: 1 });
      expect(stderr).toMatch(problem);
      expect(existsSync(output)).toBe(false);
    }
  });
});

describe('pairs of twins', () => {
  it('are one for each variant: its context and tools, what is right in it, and what its base did', async () => {
    const { code, stderr, lines } = await exportTo('trl-dpo', ['--tools', 'list']);
    const variants = records.filter(({ conversation_id: id }) => id.includes('~'));
    expect({ code, stderr, lines: lines.length }).toEqual({ code: 0, stderr: '', lines: variants.length });
    expect(variants.length).toBeGreaterThan(15);
    for (const [place, variant] of variants.entries()) {
      const base = records.find(({ conversation_id: id }) => id === variant.metadata.twin_group);
      const { prompt, chosen, rejected, tools } = (lines[place] ?? {}) as {
        [key: string]: { length: number }[];
      };
      const cut = prompt?.length ?? 0;
      const count = variant.messages.slice(0, cut).filter(({ role }) => role === 'assistant').length;
      const [mine, theirs] = [variant, base].map(
        (record) => record?.messages.filter(({ role }) => role === 'assistant') ?? [],
      );
      expect(tools).toHaveLength(variant.tools.length);
      expect(prompt?.map((message) => Object(message).content)).toEqual(
        variant.messages.slice(0, cut).map(({ content }) => content),
      );
      expect(mine?.slice(0, count).map(substance)).toEqual(theirs?.slice(0, count).map(substance));
      expect(chosen?.map(substanceOfLine)).toEqual([substance(mine?.[count] as Message)]);
      expect(rejected?.map(substanceOfLine)).toEqual([substance(theirs?.[count] as Message)]);
      expect(chosen?.map(substanceOfLine)).not.toEqual(rejected?.map(substanceOfLine));
    }
  });

  it('are two labels each', async () => {
    const pairs = await exportTo('trl-dpo', []);
    const labels = await exportTo('trl-kto', ['--json']);
    expect(labels.lines.map(({ label }) => label)).toEqual(pairs.lines.flatMap(() => [true, false]));
    expect(labels.lines.map(({ completion }) => completion)).toEqual(
      pairs.lines.flatMap(({ chosen, rejected }) => [chosen, rejected]),
    );
    expect(JSON.parse(labels.stdout)).toMatchObject({ format: 'trl-kto', items: pairs.lines.length * 2 });
  });

  it('have one call a message where parallel calls are split, and still differ', async () => {
    const { lines } = await exportTo('openai-dpo', ['--parallel-calls', 'split']);
    expect(lines.length).toBeGreaterThan(15);
    for (const {
      input,
      preferred_completion: [chosen],
      non_preferred_completion: [rejected],
    } of lines as unknown as {
      input: { messages: Said[]; parallel_tool_calls?: boolean };
      preferred_completion: [Said];
      non_preferred_completion: [Said];
    }[]) {
      const said = [...input.messages, chosen, rejected];
      for (const { tool_calls: calls } of said) expect(calls?.length ?? 1).toBe(1);
      expect(withoutIds(chosen)).not.toEqual(withoutIds(rejected));
      expect(input.parallel_tool_calls).toBe(false);
    }
  });

  it('are not made of a variant without its base, of bad lines, or of base records alone', async () => {
    const [base, variant] = records;
    const alone = await exportTo('trl-dpo', [], writeRecords(variant, '{"broken', base));
    expect(alone).toMatchObject({ code: 1, lines: [] });
    expect(alone.stderr).toMatch(
      /:1: conv_7_0000~\w+ is left out: it is a variant and does not follow its base/,
    );
    expect(alone.stderr).toMatch(/:2: the line is not JSON/);
    expect(alone.stderr).toMatch(
      /not one pair of .* could be exported \(2 lines left out\)\. Pairs of twins need variants/,
    );
    expect(existsSync(alone.output)).toBe(false);
    expect((await exportTo('trl-dpo', [], writeRecords(base, variant))).lines).toHaveLength(1);
  });
});

describe('pairs of repairs', () => {
  it('are what is said now and what was said before, matched by id', async () => {
    const before = records.filter(({ conversation_id: id }) => !id.includes('~')).slice(0, 4);
    const [first, second, third, fourth] = before;
    const after = [mended(first), second, mended(third), mended(fourth, 'conv_9_9999')];
    const { code, stderr, lines } = await exportTo(
      'trl-dpo',
      ['--before', writeRecords('{"broken', ...before.toReversed())],
      writeRecords(...after),
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/:4: conv_9_9999 is left out: .*set\.jsonl has no record of this id/);
    expect(lines.map(({ chosen, rejected }) => [textOf(chosen), textOf(rejected)])).toEqual(
      [first, third].map((record) => ['Mended.', record?.messages.at(-1)?.content]),
    );
    expect(lines.map(({ prompt }) => Object(prompt).length)).toEqual(
      [first, third].map((record) => (record?.messages.length ?? 0) - 1),
    );
  });

  it('are not made of another conversation of the same id', async () => {
    const [first, second] = records.filter(({ conversation_id: id }) => !id.includes('~'));
    const other = { ...second, conversation_id: first?.conversation_id };
    const run = await exportTo('trl-dpo', ['--before', writeRecords(other)], writeRecords(mended(first)));
    expect(run).toMatchObject({ code: 1, lines: [] });
    expect(run.stderr).toMatch(/is of another conversation/);
    expect(run.stderr).toMatch(/Pairs of repairs need records that datagen evaluate --repair mended/);
  });
});

describe('pairs and labels of scores', () => {
  it('prefer what scores best of records that begin with the same prompt', async () => {
    const [first, second] = records.filter(({ conversation_id: id }) => !id.includes('~'));
    const input = writeRecords(
      ...[
        scored(first, 3, 'Low.'),
        scored(second, 5),
        scored(first, 4.5, 'High.'),
        scored(first, 4.5, 'Equal.'),
        first,
      ],
    );
    const { code, stderr, lines } = await exportTo('openai-dpo', ['--pairs', 'scores'], input);
    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
    expect(textOf(lines[0]?.preferred_completion)).toBe('High.');
    expect(textOf(lines[0]?.non_preferred_completion)).toBe('Low.');
    expect(stderr).toMatch(/:4: .* is left out: it scores no less than line 3/);
  });

  it('say what they need', async () => {
    const { code, stderr } = await exportTo('trl-dpo', ['--pairs', 'scores']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /Pairs of scores need records with different scores that begin with the same prompt/,
    );
    const labels = await exportTo('trl-kto', ['--pairs', 'scores']);
    expect(labels).toMatchObject({ code: 1, lines: [] });
    expect(labels.stderr).toMatch(/:1: conv_7_0000 is left out: it has no scores/);
  });

  it('label by whether a record passed', async () => {
    const [first, second] = records.filter(({ conversation_id: id }) => !id.includes('~'));
    const input = writeRecords(scored(first, 5), scored(second, 2));
    const one = await exportTo('trl-kto', ['--pairs', 'scores'], input);
    expect(one.lines.map(({ label }) => label)).toEqual([true, false]);
    const all = await exportTo('trl-kto', ['--pairs', 'scores', '--completions', 'all'], input);
    const said = [first, second].map(
      (record) => record?.messages.filter(({ role }) => role === 'assistant').length,
    );
    expect(all.lines.filter(({ label }) => label)).toHaveLength(said[0] ?? 0);
    expect(all.lines.filter(({ label }) => !label)).toHaveLength(said[1] ?? 0);
  });
});

type Said = { readonly tool_calls?: readonly unknown[] };

function substance(message: Message): unknown {
  const calls = (message as AssistantMessage).tool_calls ?? [];
  return [message.content, calls.map(({ name, parameters }) => [name.replace('::', '__'), parameters])];
}

function substanceOfLine(message: unknown): unknown {
  const { content, tool_calls: calls = [] } = Object(message);
  return [
    content,
    calls.map((call: { function: { name: string; arguments: unknown } }) => [
      call.function.name,
      call.function.arguments,
    ]),
  ];
}

/** The same with ids in the order of their use. */
function withoutIds<Value>(value: Value): Value {
  const known = new Map<string, number>();
  return JSON.parse(JSON.stringify(value), (key, member: unknown) => {
    if ((key !== 'id' && key !== 'tool_call_id') || typeof member !== 'string') return member;
    known.set(member, known.get(member) ?? known.size);
    return known.get(member);
  });
}

function withLastText(record: DatasetRecord | undefined, text: string): readonly Message[] {
  const messages = record?.messages ?? [];
  return [...messages.slice(0, -1), { role: 'assistant', content: text }];
}

function mended(record: DatasetRecord | undefined, id = record?.conversation_id) {
  const attempt = {
    attempt: 1,
    mean_score_before: 3,
    mean_score_after: 4.5,
    changed: ['the last text'],
    kept: true,
  };
  const metadata = { ...record?.metadata, conversation_id: id };
  return {
    ...record,
    conversation_id: id,
    messages: withLastText(record, 'Mended.'),
    history: [attempt],
    metadata,
  };
}

function scored(record: DatasetRecord | undefined, score: number, text?: string) {
  const passed = score >= 3.5;
  const judge_scores = {
    ...{ tool_correctness: score, task_completion: score, naturalness: score, mean_score: score },
    ...{ reasoning: 'So.', judge_model: 'offline-rubric@1.0.0', passed },
    failed_gates: passed ? [] : ['mean_score'],
  };
  const messages = text === undefined ? record?.messages : withLastText(record, text);
  return { ...record, messages, judge_scores, passed };
}

function textOf(list: unknown): unknown {
  return Object(Object(list)[0]).content;
}
