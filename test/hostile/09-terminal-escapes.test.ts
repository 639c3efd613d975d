import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.js';
import { runInProcess } from '../cli/run-in-process.js';
import { hotelRecord } from '../support/sample-hotel-record.js';
import { makeTool, parameter, writeCatalog } from './hostile-catalog.js';
import { allWell, codesOf, runCommands, writeLines } from './run-commands.js';

/** Fills the clipboard, links, sets the title, colours by C1, moves back, and turns text around. */
const escapes =
  '\u001b]52;c;aGk=\u0007\u001b]8;;http://evil\u0007\u001b]0;t\u0007\u009b31m\r\b\u007f\u202e\u2066';
const visible = '\\x1b]52;c;aGk=\\x07';
/** What a terminal acts on, of all that is not a colour of our own. */
const acted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const everywhere = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, text) => (typeof text === 'string' ? text + escapes : text));

describe('hostile input, row 9: texts that a terminal would act on', () => {
  it('are made visible in all that is printed of a catalog', async () => {
    const tool = makeTool(`Stays ${escapes}`, {
      category: `Travel ${escapes}`,
      optional: [parameter(`guest${escapes}`, `Name of the guest ${escapes}`, `Bob${escapes}`)],
      fields: { [`note${escapes}`]: { type: 'string', default: escapes } },
      endpoints: [7, { name: `Login ${escapes}`, required_parameters: [parameter('api_key', escapes, '')] }],
    });
    const catalog = writeCatalog({ 'all.json': [tool], [`cut ${escapes.replaceAll('/', '')}.json`]: '{' });
    const runs = await runCommands(catalog);
    expect(codesOf(runs)).toEqual(allWell);
    expect(runs.printed).not.toMatch(acted);
    for (const command of ['build', 'generate', 'metrics', 'inspect'])
      expect(Object.values(runs.byCommand[command] ?? {}).join(''), command).toContain(visible);
  });

  it('are made visible in all that is printed of a dataset, errors included', async () => {
    const texts = {
      ...hotelRecord,
      messages: everywhere(hotelRecord.messages),
      goal: everywhere(hotelRecord.goal),
    };
    const odd = { conversation_id: `c${escapes}`, messages: [] };
    const files = [
      writeLines([texts, everywhere(hotelRecord), odd]),
      writeLines([odd]),
      writeLines([`{"conversation_id":"${escapes}"`]),
      `${writeLines([])}${escapes}`,
    ];
    let printed = '';
    for (const file of files)
      for (const command of ['validate', 'metrics', 'inspect', 'evaluate'])
        for (const flag of ['--verbose', '--json']) {
          if (command === 'evaluate' && flag === '--json') continue;
          const { stdout, stderr } = await runInProcess([command, '--input', file, flag]);
          expect(stdout + stderr, `${command} ${flag}`).not.toMatch(acted);
          printed += stdout + stderr;
        }
    expect(printed).toContain(visible);
  });

  it('are made visible in what the command line itself is given, and in notes of progress', async () => {
    for (const argv of [['metrics', '--nope', escapes], ['inspect', '--link', escapes], [escapes]]) {
      const { code, stdout, stderr } = await runInProcess(argv);
      expect({ code, found: acted.exec(stdout + stderr) }).toEqual({ code: 1, found: null });
    }
    let shown = '';
    const output = { write: (text: string) => (shown += text) };
    const progress = createProgress({ label: escapes, total: 1, output, quiet: false });
    progress.update(1, escapes);
    progress.stop();
    expect(shown).toContain(visible);
    expect(shown).not.toMatch(acted);
  });
});
