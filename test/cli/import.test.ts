import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { emptyDirectory, runInProcess } from './run-in-process.js';

const fixtures = join(packageRoot, 'test', 'fixtures', 'foreign');
const openaiEntry = {
  messages: [
    { role: 'user', content: 'Weather in Bern?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'c1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Bern"}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'c1', content: '{"sky":"clear"}' },
    { role: 'assistant', content: 'It is clear.' },
  ],
  tools: [
    {
      type: 'function',
      function: {
        name: 'get_weather',
        description: 'Weather',
        parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      },
    },
  ],
};
const glaiveEntry = { system: '', chat: 'USER: Hi\n\n\nASSISTANT: Hello <|endoftext|>' };

function write(...lines: readonly unknown[]): string {
  const path = join(emptyDirectory(), 'foreign.jsonl');
  writeFileSync(
    path,
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );
  return path;
}

async function importFile(input: string, ...flags: string[]) {
  const output = join(emptyDirectory(), 'imported.jsonl');
  const run = await runInProcess(['import', '--input', input, '--output', output, ...flags]);
  return { ...run, output };
}

/** Rules that may take what people say in other words, or know from elsewhere, for unsaid. */
const blind = new Set(['argument-said-before', 'user-knows-no-id']);

describe('import', () => {
  it.each([
    ['xlam', 'xlam.jsonl', 4],
    ['toolace', 'toolace.jsonl', 2],
    ['glaive', 'glaive.jsonl', 3],
    ['tau-bench', 'tau-bench.json', 1],
    ['tau-bench', 'tau2-bench.json', 1],
    ['toolbench', 'toolbench', 2],
    ['toolbench', 'toolbench-training.jsonl', 1],
    ['bfcl', 'bfcl', 4],
  ])('tells %s by the content of %s, and every command reads what it gives', async (format, file, count) => {
    const { code, stdout, output } = await importFile(join(fixtures, file), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ format, records: count });

    const validated = await runInProcess(['validate', '--input', output, '--json']);
    const found = JSON.parse(validated.stdout);
    expect(found).toMatchObject({ records: count, imported: count });
    expect(found.violations.filter(({ rule }: { rule: string }) => !blind.has(rule))).toEqual([]);

    const measured = await runInProcess(['metrics', '--input', output, '--json']);
    expect(JSON.parse(measured.stdout).records).toEqual({ total: count, base: count, twins: 0, skipped: 0 });

    const evaluated = join(emptyDirectory(), 'evaluated.jsonl');
    const judged = await runInProcess([
      'evaluate',
      '--repair',
      '--threshold',
      '1',
      '--input',
      output,
      '--output',
      evaluated,
    ]);
    expect(judged).toMatchObject({ code: 0 });
    const again = await runInProcess(['validate', '--input', evaluated, '--json']);
    expect(JSON.parse(again.stdout).violations.length).toBeLessThanOrEqual(found.violations.length);

    const inspected = await runInProcess(['inspect', '--verbose', '--input', evaluated]);
    expect(inspected.code).toBe(0);
    expect(inspected.stdout).toContain(`imported from ${format}`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the very thing that must not be printed
    expect(inspected.stdout).not.toMatch(/\u001b/);
    const asDocument = await runInProcess(['inspect', '--input', output, '--json']);
    expect(JSON.parse(asDocument.stdout)[0].compliance['5']).toMatchObject({ kept: null });
  });

  it('says what told the format, and which formats would read it alike', async () => {
    const { stderr, stdout } = await importFile(write(openaiEntry, openaiEntry));
    expect(stderr).toMatch(
      /is read as openai: messages with tool_calls whose arguments are texts in 2 of 2 looked at/,
    );
    expect(stdout).toMatch(/^2 conversations of openai read into/);
  });

  it('refuses several formats unless one is named, and then tells the others by line', async () => {
    const path = write(openaiEntry, glaiveEntry, openaiEntry, glaiveEntry, 'no json');
    const refused = await importFile(path);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /several formats: of the first 4 values 2 look like openai .*, 2 look like glaive/,
    );
    const named = await importFile(path, '--format', 'openai');
    expect(named.code).toBe(0);
    expect(named.stderr).toContain(
      `${path}:2: it is not openai: this looks like glaive (a chat of USER: and ASSISTANT:)`,
    );
    expect(named.stderr).toContain(`${path}:5: the line is not JSON`);
    expect(named.stderr).toMatch(/3 entries of .* could not be read/);
  });

  it('does not take the marks of another format for words', async () => {
    const wrong = await importFile(join(fixtures, 'toolace.jsonl'), '--format', 'openai');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/:1: it is not openai: this looks like toolace/);
    expect(wrong.stderr).toMatch(/nothing was written/);
  });

  it('says what it found where nothing tells the format', async () => {
    expect((await importFile(write({ a: 1, b: 2 }))).stderr).toMatch(
      /cannot be told: its first value has "a", "b"/,
    );
    expect((await importFile(write('[1]'))).stderr).toMatch(/its first value is no object/);
    expect((await importFile(write('nothing'))).stderr).toMatch(/holds no value that can be read/);
    expect((await importFile(write({ prompt: [], chosen: [], rejected: [] }))).stderr).toMatch(
      /looks like trl-dpo .*no whole conversation/,
    );
    const record = { conversation_id: 'x', messages: [], metadata: { schema_version: '1.0.0' } };
    expect((await importFile(write(record))).stderr).toMatch(/holds records of datagen already/);
    expect((await importFile(write(glaiveEntry), '--format', 'glave')).stderr).toMatch(
      /Did you mean 'glaive'/,
    );
    const unnamed = await runInProcess(['import']);
    expect(unnamed.stderr).toMatch(/needs --input[\s\S]*tau-bench/);
  });

  it('keeps hostile names as names and shows hostile texts as text', async () => {
    const hostile = {
      system: 'x',
      chat: 'USER: \u001b[2J=cmd()<script>\n\n\nASSISTANT: <functioncall> {"name": "__proto__", "arguments": \'{"constructor": {"__proto__": 1}, "toString": "\\u0000"}\'} <|endoftext|>\n\n\nFUNCTION RESPONSE: {"__proto__": {"polluted": true}}\n\n\nASSISTANT: ok',
    };
    const { code, output } = await importFile(
      write(hostile, `{"system":"","chat":"USER: \\ud800 lone\\n\\n\\nASSISTANT: x"}`),
    );
    expect(code).toBe(0);
    const [first] = readFileSync(output, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first.tool_calls[0].name).toBe('__proto__');
    expect(Object.keys(first.tool_calls[0].parameters)).toEqual(['constructor', 'toString']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    for (const command of ['validate', 'metrics', 'inspect']) {
      const { code: exit, stdout, stderr } = await runInProcess([command, '--input', output]);
      expect([0, 2]).toContain(exit);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the very thing that must not be printed
      expect(stdout + stderr).not.toMatch(/[\u0000\u001b]/);
    }
  });

  it('says per record which file it is of where there are several, and reads names back', async () => {
    const folder = emptyDirectory();
    mkdirSync(join(folder, 'part'));
    writeFileSync(join(folder, 'part', 'a.jsonl'), `${JSON.stringify(openaiEntry)}\n`);
    writeFileSync(join(folder, 'b.json'), JSON.stringify([openaiEntry]));
    const names = join(emptyDirectory(), 'names.json');
    writeFileSync(names, '{"get_weather":"meteo::get_weather"}');
    const { output, code } = await importFile(folder, '--names', names);
    expect(code).toBe(0);
    const records = readFileSync(output, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ metadata }) => metadata.imported.file)).toEqual(['b.json', 'part/a.jsonl']);
    expect(records[0].tool_calls[0].name).toBe('meteo::get_weather');
    expect(records[0].tools[0].name).toBe('meteo::get_weather');
  });

  it('gives records that other formats can be written from', async () => {
    const { output } = await importFile(join(fixtures, 'toolace.jsonl'));
    const exported = join(emptyDirectory(), 'out.jsonl');
    const { code } = await runInProcess([
      'export',
      '--format',
      'openai',
      '--input',
      output,
      '--output',
      exported,
    ]);
    expect(code).toBe(0);
    const back = await importFile(exported);
    const calls = (path: string) =>
      readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).tool_calls);
    expect(calls(back.output)).toEqual(calls(output));
  });

  it('tells how much of a folder it passes over, and why', async () => {
    const folder = emptyDirectory();
    writeFileSync(join(folder, 'a.jsonl'), `${JSON.stringify(openaiEntry)}\n`);
    for (const name of ['README.md', 'a.txt', 'b.txt', 'c.csv', '.gitattributes', 'a.jsonl.names.json'])
      writeFileSync(join(folder, name), 'x');
    symlinkSync(join(folder, 'gone.jsonl'), join(folder, 'b.jsonl'));
    symlinkSync(folder, join(folder, 'again'));
    symlinkSync(join(folder, 'a.jsonl'), join(folder, 'c.jsonl'));
    const { code, stderr, stdout } = await importFile(folder, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ records: 2, passedOver: 8 });
    expect(stderr).toContain('1 file passed over, a link that leads nowhere: b.jsonl\n');
    expect(stderr).toContain('1 file passed over, a link to a folder, which is not followed: again\n');
    expect(stderr).toContain('no ending of a file of values: README.md, a.txt, b.txt, …\n');
    expect(stderr).toContain('1 file passed over, hidden: .gitattributes\n');
    expect(stderr).toMatch(/1 file passed over, a map of names .*: a.jsonl.names.json\n/);

    const onlyGone = emptyDirectory();
    symlinkSync(join(onlyGone, 'gone'), join(onlyGone, 'b.jsonl'));
    expect((await importFile(onlyGone)).stderr).toMatch(/b.jsonl is passed over: a link that leads nowhere/);
    expect((await importFile(join(onlyGone, '*.jsonl'))).stderr).toMatch(/No file fits .*leads nowhere/);
  });

  it('says of our own records that they need no import, whatever format is named', async () => {
    const record = {
      conversation_id: 'x',
      messages: openaiEntry.messages,
      tools: [],
      metadata: { schema_version: '1.0.0' },
    };
    for (const flags of [[], ['--format', 'openai']]) {
      const { code, stderr } = await importFile(write(record, record), ...flags);
      expect(code).toBe(1);
      expect(stderr).toMatch(/holds records of datagen already[\s\S]*every command takes it as it is/);
    }
    const mixed = await importFile(write(record, openaiEntry));
    expect(mixed.code).toBe(0);
    expect(mixed.stderr).toMatch(/:1: it is not openai: this is a record of datagen/);
    const imported = await importFile(write(openaiEntry));
    expect((await importFile(imported.output)).stderr).toMatch(/holds records of datagen already/);
  });

  it('refuses what says nothing, by its line', async () => {
    const user = (content: unknown) => ({
      messages: [
        { role: 'user', content },
        { role: 'assistant', content: 'Hi' },
      ],
    });
    const assistant = (content: unknown) => ({
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content },
      ],
    });
    const { code, stderr, stdout } = await importFile(
      write(
        openaiEntry,
        { messages: [] },
        { messages: [{ role: 'system', content: 'Help.' }] },
        user(5),
        user(null),
        user([]),
        { messages: [{ role: 'user' }] },
        user({ text: 'Hi' }),
        assistant(null),
        assistant(true),
        { messages: [{ ...openaiEntry.messages[1], role: 'user', content: 'Do it.' }] },
        { messages: [user('Hi').messages[0], { role: 'assistant', content: null, refusal: 'No.' }] },
        { messages: [openaiEntry.messages[0], { role: 'assistant', tool_calls: '[{"name":"f"}]' }] },
        user([{ type: 'text', text: 'Hi' }]),
      ),
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ records: 4, unreadable: 10 });
    const reasons = stderr.split('\n').flatMap((line) => /jsonl:(\d+: .*)$/.exec(line)?.[1] ?? []);
    expect(reasons).toEqual([
      '2: it holds no message',
      '3: it holds no message of a user or the assistant',
      '4: /messages/0/content is 5 where a text belongs.',
      '5: /messages/0/content is null where a text belongs.',
      '6: /messages/0/content is an empty list where a text belongs.',
      '7: /messages/0/content is missing.',
      '8: /messages/0/content is an object where a text belongs.',
      '9: /messages/1/content is null where a text belongs.',
      '10: /messages/1/content is true where a text belongs.',
      '11: /messages/0 makes calls, which only the assistant does.',
    ]);
  });

  it('writes no record that nests too deep to be read', async () => {
    const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    const text = (args: string, result = '1') =>
      JSON.stringify(openaiEntry)
        .replace(JSON.stringify('{"city":"Bern"}'), args)
        .replace(JSON.stringify('{"sky":"clear"}'), JSON.stringify(result));
    const { stderr, stdout, output } = await importFile(
      write(
        text(JSON.stringify(nested(80))),
        text(JSON.stringify(nested(81))),
        text(JSON.stringify(nested(100_000))),
        text(nested(91)),
        text(nested(92)),
        text('{}', nested(80)),
        text('{}', nested(100_000)),
      ),
      ...['--format', 'openai', '--json'],
    );
    expect(JSON.parse(stdout)).toMatchObject({ records: 4, unreadable: 3 });
    expect(stderr).toMatch(/:2: .*arguments nests deeper than 80 levels/);
    expect(stderr).toMatch(/:3: .*arguments nests deeper than 80 levels/);
    expect(stderr).toMatch(/:5: its record would nest deeper than 96 levels/);
    const validated = await runInProcess(['validate', '--input', output, '--json']);
    const rules = JSON.parse(validated.stdout).violations.map(({ rule }: { rule: string }) => rule);
    expect(rules).not.toContain('size-bounded');
    expect(rules).not.toContain('outputs-repeated-at-top');
  });

  it('gives results the digits that their messages have', async () => {
    const large = '{"id":12345678901234567890,"rate":1e400}';
    const told = JSON.stringify(openaiEntry)
      .replace(JSON.stringify('{"city":"Bern"}'), JSON.stringify('{"city":12345678901234567890}'))
      .replace(JSON.stringify('{"sky":"clear"}'), JSON.stringify(large))
      .replace('Weather in Bern?', 'Weather in 12345678901234567890?');
    const { output } = await importFile(write(told));
    const record = JSON.parse(readFileSync(output, 'utf8'));
    expect(record.tool_calls[0].parameters).toEqual({ city: '12345678901234567890' });
    expect(record.tool_outputs[0].output).toEqual({ id: '12345678901234567890', rate: '1e400' });
    const validated = await runInProcess(['validate', '--input', output, '--json']);
    expect(JSON.parse(validated.stdout).violations).toEqual([]);
  });

  it('says why nothing of a file can be read', async () => {
    const path = join(emptyDirectory(), 'wide.jsonl');
    writeFileSync(path, Buffer.from(`\ufeff${JSON.stringify(openaiEntry)}\n`, 'utf16le'));
    const { code, stderr } = await importFile(path);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /no value that can be read \(wide.jsonl:1: the file is UTF-16; save it as UTF-8\)/,
    );
  });

  it('takes calls and results of one function as OpenAI wrote them first', async () => {
    const messages = [
      { role: 'user', content: 'Weather?' },
      { role: 'assistant', content: null, function_call: { name: 'get_weather', arguments: 'null' } },
      { role: 'function', name: 'get_weather', content: 'clear' },
    ];
    const { stderr, output } = await importFile(write({ messages }));
    expect(stderr).toMatch(/read as openai: messages with tool_calls/);
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({
      tool_calls: [{ id: 'call_1', name: 'get_weather', parameters: {} }],
      tool_outputs: [{ id: 'call_1', name: 'get_weather', output: 'clear' }],
    });
  });
});
