import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyDirectory, runInProcess } from './run-in-process.js';

const artifacts = join(emptyDirectory(), 'artifacts');
const search = 'staywell_hotels::search_hotels';
const book = 'staywell_hotels::book_hotel';

function run(...argv: string[]) {
  return runInProcess([...argv, '--artifacts', artifacts]);
}

beforeAll(async () => {
  expect((await run('build')).code).toBe(0);
});

describe('graph', () => {
  it.each([
    ['html', '<!doctype html>'],
    ['gexf', '<?xml version="1.0" encoding="UTF-8"?>\n<gexf '],
    ['graphml', '<?xml version="1.0" encoding="UTF-8"?>\n<graphml '],
  ])('writes the whole bundled catalog as %s, the same bytes each time', async (format, head) => {
    const folder = emptyDirectory();
    const output = join(folder, 'deep', `graph.${format}`);
    const again = join(folder, `again.${format}`);
    const { code, stdout } = await run('graph', '--format', format, '--output', output);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d{3} endpoints, \d{4,} edges \(\d{3,} data_link\) written to /);
    const text = readFileSync(output, 'utf8');
    expect(text.startsWith(head)).toBe(true);
    await run('graph', '--format', format, '--output', again);
    expect(readFileSync(again, 'utf8')).toBe(text);
  });

  it('shows a part of it, and says what it left out', async () => {
    const output = join(emptyDirectory(), 'graph.gexf');
    const flags = ['--format', 'gexf', '--output', output, '--json'];
    const part = JSON.parse((await run('graph', '--category', 'travel,weather', ...flags)).stdout);
    expect(part).toMatchObject({ format: 'gexf', output, notice: '' });
    const few = JSON.parse((await run('graph', '--category', 'travel', '--limit', '5', ...flags)).stdout);
    expect([few.endpoints, few.notice]).toEqual([5, expect.stringContaining('best connected 5 of')]);
    const near = JSON.parse((await run('graph', '--around', book, '--depth', '0', ...flags)).stdout);
    expect([near.endpoints, near.edges]).toEqual([1, 0]);
  });

  it.each([
    ['a category', ['--category', 'Travle'], /no category 'Travle'\. Did you mean 'Travel'\?/],
    ['a tool', ['--tool', 'x'.repeat(500)], /no tool 'x{200}'/],
    ['an endpoint', ['--around', `${book}s`], /Did you mean 'staywell_hotels::book_hotel'\?/],
    ['a format', ['--format', 'htlm'], /Did you mean 'html'\?/],
    ['a depth', ['--depth', '11'], /--depth is 11\. It must be a whole number from 0 to 10/],
    ['a limit', ['--limit', '0'], /--limit is 0\. It must be a whole number from 1/],
    ['a limit in words', ['--limit', 'ten'], /--limit is "ten"/],
  ])('refuses %s that is not there and writes nothing', async (_name, flags, message) => {
    const output = join(emptyDirectory(), 'graph.html');
    const { code, stderr } = await run('graph', '--output', output, ...flags);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(readdirSync(join(output, '..'))).toEqual([]);
    expect(existsSync(output)).toBe(false);
  });
});

describe('inspect --link', () => {
  it('says in words why one endpoint can be fed by another', async () => {
    const { code, stdout } = await run('inspect', '--link', search, book);
    expect(code).toBe(0);
    expect(stdout).toContain(`${book} can be fed by ${search}:`);
    expect(stdout).toMatch(/supplies the required parameter hotel_id of 'Book Hotel'\./);
    expect(stdout).toMatch(/Both identify a hotel .*\n.*\n.*\n {4}Confidence 0\.\d\d\.\n {4}Path: /);
    const json = await run('inspect', '--link', search, 'travel/staywell_hotels/book_hotel', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ from: search, to: book, outcome: 'linked' });
  });

  it('says why not where there is none', async () => {
    const { code, stdout } = await run('inspect', '--link', book, 'city_library::get_loan');
    expect(code).toBe(0);
    expect(stdout).toMatch(/cannot be fed by .*:\n {2}Different things: .* a booking, .* a loan\./);
  });

  it('takes the pair from the environment', async () => {
    const { stdout } = await runInProcess(['inspect', '--artifacts', artifacts], {
      environment: { DATAGEN_LINK: `${search} ${book}` },
    });
    expect(stdout).toContain(`${book} can be fed by ${search}:`);
  });

  it.each([
    ['one endpoint', ['--link', search], /--link needs two values/],
    ['three endpoints', ['--link', search, book, 'c'], /inspect takes flags only, not 'c'/],
    ['a misspelt endpoint', ['--link', search, `${book}s`], /Did you mean 'staywell_hotels::book_hotel'\?/],
    ['an unknown endpoint', ['--link', 'constructor', book], /no endpoint 'constructor'/],
  ])('refuses %s', async (_name, flags, message) => {
    const { code, stderr } = await run('inspect', ...flags);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  });
});
