import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedByHash } from './create-hashed-embedder.js';

const similarity = (one: string, other: string): number => {
  const [a, b] = [embedByHash(one, 512), embedByHash(other, 512)];
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
};

describe('createHashedEmbedder', () => {
  it('gives vectors of unit length, or of zeros where a text says nothing', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const length = Math.hypot(...embedByHash(text, 64));
        expect(length === 0 || Math.abs(length - 1) < 1e-6).toBe(true);
      }),
    ));

  it('gives the same numbers on every machine', () => {
    const places = [...embedByHash('予約: book hotels', 64)].flatMap((value, at) => (value > 0 ? [at] : []));
    expect(places).toMatchInlineSnapshot(`
      [
        5,
        7,
        15,
        18,
        25,
        27,
        35,
        39,
        40,
        41,
        45,
        57,
        60,
      ]
    `);
  });

  it.each([
    ['search hotel in Rome', 'search hotels, rome', 'convert currency'],
    ['reservation of a room', 'reserve rooms', 'weather forecast'],
    ['京都の旅館を予約する', '京都の旅館', '株価を調べる'],
    ['забронировать гостиницу', 'гостиница в Риме', 'курс валют'],
    ['예약 호텔 서울', '서울 호텔', '환율 조회'],
  ])('brings %s nearer to %s than to %s', (text, near, far) => {
    expect(similarity(text, near)).toBeGreaterThan(similarity(text, far) + 0.1);
  });
});
