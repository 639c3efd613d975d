import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import { createAnchor } from './anchor.js';
import { aboutText, subjectLine, userText } from './texts.js';
import type { ValueRequest } from './value-request.js';

const request = (entity: string, label: string, description = ''): ValueRequest => ({
  generator: 'note',
  schema: { type: 'string', description },
  entity,
  label,
  examples: [],
  anchor: createAnchor('en', createRandom('anchor')),
  locale: 'en',
  now: '2026-04-09T10:15:00',
});
const kinds: readonly (readonly [string, string, string])[] = [
  ['booking', 'special requests', 'Wishes for the hotel, such as a late arrival.'],
  ['booking', 'special requests', 'Wishes such as a high chair or a window table.'],
  ['appointment', 'note', 'What the company should know.'],
  ['message', 'text', ''],
  ['damage', 'description', ''],
  ['spaceship', 'remark', ''],
];

describe('userText', () => {
  it.each(kinds)('writes a short text without holes or semicolons for %s, %s (%s)', (...kind) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const text = userText(request(...kind), createRandom(seed));
        expect(text).not.toMatch(/[;{}]| {2}|^\s|\s$/);
        expect(text.split(' ').length).toBeLessThanOrEqual(16);
      }),
    );
  });

  it('asks a hotel for a room and a restaurant for a table', () => {
    const [hotel = ['', '', ''] as const, table = ['', '', ''] as const] = kinds;
    const texts = (kind: readonly [string, string, string]): Set<string> =>
      new Set(Array.from({ length: 60 }, (_, seed) => userText(request(...kind), createRandom(seed))));
    expect([...texts(hotel)].some((text) => /room|bed/.test(text))).toBe(true);
    expect([...texts(table)].some((text) => /table|chair/.test(text))).toBe(true);
    expect([...texts(hotel)].some((text) => texts(table).has(text))).toBe(false);
  });
});

describe('userText of a name that says what it is', () => {
  it('writes a cover note about work, though its description fits a visit as well', () => {
    const texts = (label: string) =>
      Array.from({ length: 60 }, (_, seed) =>
        userText(request('application', label, 'What the company should know.'), createRandom(seed)),
      );
    const works = /work/;
    expect(texts('coverNote').every((text) => works.test(text))).toBe(true);
    expect(texts('note').some((text) => works.test(text))).toBe(false);
  });
});

describe('aboutText', () => {
  it('describes a thing of a tool’s own as what it is, and people as people', () => {
    const about = (entity: string, label: string) =>
      Array.from({ length: 40 }, (_, seed) => aboutText(request(entity, label), 'two', createRandom(seed)));
    for (const text of about('exhaust_test', 'description')) expect(text).toMatch(/exhaust test/i);
    for (const text of about('user', 'bio'))
      expect(text).not.toMatch(/overview|short guide|Facts and figures/);
  });
});

describe('subjectLine', () => {
  it('is short and ends without a full stop', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const subject = subjectLine(request('draft', 'subject'), createRandom(seed));
        expect(subject).not.toMatch(/[.;{}]/);
        expect(subject.split(' ').length).toBeLessThanOrEqual(7);
      }),
    );
  });
});
