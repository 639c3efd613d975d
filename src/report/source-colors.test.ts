import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { DatasetRecord } from '../types/dataset-record.js';
import { createSourceColors } from './source-colors.js';

const escapes = '\u001b]52;c;aGk=\u0007';
const provenance = {
  arguments: [
    { call: 'a', pointer: '/city', source: { kind: 'user', message: 1, start: 2, end: 6 } },
    { call: 'a', pointer: '/tags/0', source: { kind: 'output', call: 'z', pointer: '/id' } },
    { call: 'a', pointer: '/x~1y', source: { kind: 'schema', rule: 'default' } },
  ],
  answers: [
    { message: 3, start: 0, end: 2, source: { kind: 'output', call: 'a', pointer: '/n' } },
    { message: 3, start: 1, end: 4, source: { kind: 'output', call: 'a', pointer: '/n' } },
    { message: 3, start: 9, end: 99, source: { kind: 'output', call: 'a', pointer: '/n' } },
  ],
} as unknown as DatasetRecord['provenance'];

describe('colours of sources', () => {
  const painted = createSourceColors({ provenance }, pc.createColors(true));
  const plain = createSourceColors({ provenance }, pc.createColors(false));
  const { cyan, magenta, yellow, dim } = pc.createColors(true);

  it('mark the words that a value was taken from, by code points', () => {
    expect(painted.text(1, '😀 Oslo, please')).toBe(`😀 ${cyan('Oslo')}, please`);
    expect(painted.text(2, 'Oslo')).toBe('Oslo');
  });

  it('mark facts; of two that overlap the first, and none beyond the text', () => {
    expect(painted.text(3, '12 beds')).toBe(`${magenta('12')} beds`);
  });

  it('mark arguments wherever they stand', () => {
    const call = { id: 'a', name: 'x::y', parameters: { city: 'Oslo', tags: ['t1', 't2'], 'x/y': 5 } };
    expect(painted.call(call)).toBe(
      `${yellow('x::y')}({"city":${cyan('"Oslo"')},"tags":[${magenta('"t1"')},"t2"],"x/y":${dim('5')}})`,
    );
    expect(plain.call(call)).toBe('x::y({"city":"Oslo","tags":["t1","t2"],"x/y":5})');
  });

  it('say what they mean where there are any, and let no terminal act', () => {
    expect([painted.legend.length, plain.legend.length]).toEqual([1, 0]);
    const call = { id: 'a', name: escapes, parameters: { [escapes]: escapes } };
    for (const text of [plain.text(1, escapes), plain.call(call)]) expect(text).not.toMatch(/[\u0007\u001b]/);
  });
});
