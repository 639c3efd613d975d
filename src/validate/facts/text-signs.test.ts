import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../../test/support/sample-record.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import { toHalfWidth } from '../reading/fold-text.js';
import { viewRecord } from '../record-view.js';
import { factPatterns, signOf } from './fact-patterns.js';
import { digitSign, readSigns } from './text-signs.js';

const views = [sampleRecords['hotel'], sampleRecords['japanese']].map((record) =>
  viewRecord(record as DatasetRecord),
);

/** Each phrase that the data names, inside a sentence, and what shapes are there to find. */
const comparisons = ['sturdier than', 'more modern than', 'as quiet as', 'the most modern', 'the quietest'];
const japanese = ['それより安い部屋', '最も新しい店です', '駅のほうが近いです', '今週末', '三件', '二十五名'];

describe('readSigns', () => {
  it.each(views.map((view) => [view.record.metadata.locale, view] as const))(
    'shows in %s each list that a text holds a phrase of',
    (_, { facts }) => {
      const patterns = factPatterns(facts);
      const phrases = [
        ...[facts.months, facts.weekdays, facts.relativeDays, facts.numbers].flatMap((table) => [
          ...table.keys(),
        ]),
        ...[facts.superlatives, facts.comparatives].flatMap((table) => [...table.keys()]),
        ...facts.idioms,
        ...facts.multiples,
        ...comparisons,
        ...japanese,
        'next week',
        'your weekend',
        'thousands',
      ];
      for (const phrase of phrases) {
        const shapes = [phrase, phrase.toUpperCase(), phrase.slice(0, 1).toUpperCase() + phrase.slice(1)];
        for (const text of shapes.flatMap((shape) => [shape, `It (${shape}) is.`, `これは${shape}です。`])) {
          const plain = toHalfWidth(text);
          const signs = readSigns(plain, patterns.signs);
          for (const name of [
            'idioms',
            'calendarWords',
            'comparisons',
            'numberWords',
            'kanjiNumbers',
          ] as const)
            if (plain.search(patterns[name]) >= 0)
              expect(signs & signOf[name], `${name}: ${text}`).not.toBe(0);
          if (plain.search(patterns.comparisonShapes) >= 0)
            expect(patterns.shapeSigns.test(plain), text).toBe(true);
          if (/\d/.test(plain)) expect(signs & digitSign).not.toBe(0);
        }
      }
    },
  );
});
