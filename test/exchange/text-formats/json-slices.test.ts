import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementTexts, memberTexts, respaced } from '../../../src/exchange/json-slices.js';
import { jsonText } from '../../../src/exchange/json-spacing.js';
import { readTaggedBlocks } from '../../../src/exchange/tagged-blocks.js';
import type { JsonValue } from '../../../src/types/json.js';

describe('json slices', () => {
  it('are the parts of any JSON, whatever its spaces', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(4), (values, indent) => {
        const texts = elementTexts(JSON.stringify(values, null, indent));
        expect(texts?.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(values)));
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(4), (object, indent) => {
        const members = memberTexts(JSON.stringify(object, null, indent)) ?? new Map();
        const read = Object.fromEntries([...members].map(([name, text]) => [name, JSON.parse(text)]));
        expect(read).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });

  it('keep digits and escapes', () => {
    expect(elementTexts(' [ 12345678901234567890 ,1.50, "\\u0041,]" , [ 1 , 2 ] ] ')).toEqual([
      ...['12345678901234567890', '1.50', '"\\u0041,]"', '[ 1 , 2 ]'],
    ]);
    expect(memberTexts('{"a": 1e2, "\\u0062" : {"c":"}"}}')).toEqual(
      new Map([
        ['a', '1e2'],
        ['b', '{"c":"}"}'],
      ]),
    );
    expect([elementTexts('[]'), elementTexts('{}'), elementTexts('[1'), memberTexts('[]')]).toEqual([
      [],
      null,
      null,
      null,
    ]);
  });

  it('have the spaces of Python, or none', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(4),
        fc.constantFrom('python', 'compact'),
        (value, indent, spacing) => {
          const text = JSON.stringify(value, null, indent);
          expect(respaced(text, spacing)).toBe(jsonText(JSON.parse(text) as JsonValue, spacing));
        },
      ),
    );
    expect(respaced('{"id":12345678901234567890,"s":"a:b, c"}', 'python')).toBe(
      '{"id": 12345678901234567890, "s": "a:b, c"}',
    );
    expect(respaced('plain', 'python')).toBeNull();
  });
});

describe('readTaggedBlocks', () => {
  it.each([
    ['plain words', { words: 'plain words', bodies: [] }],
    ['<c>\n1\n</c>', { words: '', bodies: ['1'] }],
    ['a\n<c>\n1\n</c>\n<c>2</c> b', { words: 'a\nb', bodies: ['1', '2'] }],
    ['<c>\n{"a":"</c>"}\n</c>', { words: '', bodies: ['{"a":"</c>"}'] }],
  ])('parts %j', (text, parts) => expect(readTaggedBlocks(text, 'c', '')).toEqual(parts));
});
