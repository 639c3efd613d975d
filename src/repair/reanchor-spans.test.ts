import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPlaces, isDistinctive, reanchorSpans, spanKey } from './reanchor-spans.js';

/** The `nth` place of a text in another. */
const spanOf = (text: string, part: string, nth = 0) => {
  const place = findPlaces([...text], [...part])[nth];
  if (place === undefined) throw new Error(`no ${part} in ${text}`);
  return place;
};
/** What stands left and right of where the stretch is found again, `null` where it is lost. */
const find = (before: string, after: string, part: string, nth = 0): string | null => {
  const span = spanOf(before, part, nth);
  const result = reanchorSpans(before, after, [span]);
  if (!result.ok) return null;
  const { start = 0, end = 0 } = result.moved.get(spanKey(span)) ?? {};
  const characters = [...after];
  expect(characters.slice(start, end).join('')).toBe(part);
  return `${characters.slice(0, start).join('')}|${characters.slice(end).join('')}`;
};

describe('reanchorSpans', () => {
  it('finds a value again, counting code points', () => {
    expect(find('A room in Rome, please', '🏨🇮🇹 Rome, and a room there', 'Rome')).toBe(
      '🏨🇮🇹 |, and a room there',
    );
  });

  it.each([
    ['It costs 90 euros', 'It costs 190 euros', '90'],
    ['It costs 90 euros', 'It costs 90.5 euros', '90'],
    ['It costs 90 euros', 'It costs -90 euros', '90'],
    ['It costs 90 euros', 'It is 90% full', '90'],
    ['It costs 90 euros', 'It costs $90', '90'],
    ['flight AB12 is late', 'flight AB123 is late', 'AB12'],
    ['a room for smoking', 'a non-smoking room', 'smoking'],
    ['a room in Rome', 'a room in Romeo', 'Rome'],
    ['大阪で泊まる', '新大阪で泊まる', '大阪'],
    ['2名でお願いします', '2泊でお願いします', '2'],
    ['カレーの店', 'スープカレーの店', 'カレー'],
    ['a room in Rome', 'a room in rome', 'Rome'],
    ['a room in Rome', 'a room', 'Rome'],
  ])('does not take a part of something else for it: %j → %j', (before, after, part) => {
    expect(find(before, after, part)).toBeNull();
  });

  it.each([
    ['It costs 90 euros', 'For 90 euros it is yours', '90'],
    ['a 15km walk', 'the walk has 15km', '15'],
    ["I'm in Rome", "Rome's where I am", 'Rome'],
    ['2名でお願いします', '席は2名でお願いします', '2'],
    ['大阪市に行きます', '大阪市です', '大阪'],
    ['opens at 9.', 'at 9, it opens', '9'],
  ])('minds what it was touched by before: %j → %j', (before, after, part) => {
    expect(find(before, after, part)).not.toBeNull();
  });

  it('tells equal numbers apart by what follows them, else by order', () => {
    const before = '2 adults for 2 nights';
    expect(find(before, 'We stay 2 nights and are 2 adults', '2', 0)).toBe(
      'We stay 2 nights and are | adults',
    );
    expect(find(before, 'We stay 2 nights and are 2 adults', '2', 1)).toBe(
      'We stay | nights and are 2 adults',
    );
    expect(find('2, then 2.', '2! And 2?', '2', 1)).toBe('2! And |?');
  });

  it('refuses numbers that stand more or less often, and those that now count something else', () => {
    expect(find('2 adults for 2 nights', 'a stay of 2', '2', 0)).toBeNull();
    expect(find('2 adults', '2 of 2', '2')).toBeNull();
    const before = 'two people for three nights';
    const spans = [spanOf(before, 'two'), spanOf(before, 'three')];
    expect(reanchorSpans(before, 'three people for two nights', spans)).toEqual({ ok: false, lost: 'two' });
    expect(reanchorSpans(before, 'three nights for two people', spans).ok).toBe(true);
  });

  it('lets names stand more or less often', () => {
    expect(find('Casa Alfama? Casa Alfama!', 'Casa Alfama it is', 'Casa Alfama', 1)).toBe('| it is');
    expect(find('Casa Alfama it is', 'Casa Alfama? Casa Alfama!', 'Casa Alfama')).toBe('|? Casa Alfama!');
    expect(['東京', 'BK7719402', 'Rome'].map(isDistinctive)).toEqual([true, true, true]);
    expect(['two', '二名', '12', 'on', '12km'].map(isDistinctive)).toEqual(Array(5).fill(false));
  });

  it('moves every span right through any text put around its message', () => {
    const words = fc.constantFrom('two', '2', '90', 'Rome', 'for', '😀', '渋谷', '二人', 'and', '.');
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 9 }),
        fc.nat(8),
        fc.constantFrom('', 'Well, 👋 ', 'はい、'),
        (parts, at, opening) => {
          const before = parts.join(' ');
          const part = parts[at % parts.length] ?? '';
          const earlier = [...parts.slice(0, at % parts.length), ''].join(' ');
          const start = [...earlier].length;
          const span = { start, end: start + [...part].length };
          const result = reanchorSpans(before, `${opening}${before}`, [span]);
          const shift = [...opening].length;
          expect(result.ok).toBe(true);
          if (result.ok)
            expect(result.moved.get(spanKey(span))).toEqual({
              start: span.start + shift,
              end: span.end + shift,
            });
        },
      ),
    );
  });
});
