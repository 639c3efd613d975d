import { readFileSync } from 'node:fs';
import pluralize from 'pluralize';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { factData } from '../../src/validate/facts/fact-data.js';
import { factPatterns } from '../../src/validate/facts/fact-patterns.js';

type Table = { readonly [english: string]: string };

const read = (file: string): Record<string, unknown> =>
  parse(readFileSync(new URL(`../../config/${file}`, import.meta.url), 'utf8')) as Record<string, unknown>;
const dictionary = read('language/ja/dictionary.yaml') as { alone: Table; words: Table };
const words = new Map(Object.entries(dictionary.words));

/** Words that no entry of the dictionary covers, longest entries first. */
function missingIn(label: string): string[] {
  const parts = label
    .toLowerCase()
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '');
  const missing: string[] = [];
  for (let at = 0; at < parts.length; ) {
    const length = [6, 5, 4, 3, 2, 1].find(
      (count) => at + count <= parts.length && has(parts.slice(at, at + count)),
    );
    if (length === undefined) missing.push(parts[at] ?? '');
    at += length ?? 1;
  }
  return missing.filter((word) => word !== 'of');
}

function has(parts: readonly string[]): boolean {
  const last = pluralize.singular(parts.at(-1) ?? '');
  return words.has(parts.join(' ')) || words.has([...parts.slice(0, -1), last].join(' '));
}

describe('the English-Japanese dictionary', () => {
  it('has folded keys, and texts without a space around them', () => {
    for (const [english, japanese] of [...words, ...Object.entries(dictionary.alone)]) {
      expect(english, english).toMatch(/^[\p{Ll}\p{N}']+(?: [\p{Ll}\p{N}']+)*$/u);
      expect(japanese, english).toBe(japanese.trim());
    }
  });

  it('leaves out only words that say nothing', () => {
    const silent = [...words].filter(([, japanese]) => japanese === '').map(([english]) => english);
    expect(silent.sort()).toEqual([
      'a',
      'an',
      'are',
      'be',
      'did',
      'do',
      'does',
      'had',
      'has',
      'have',
      'is',
      'of',
      'should',
      'the',
      'was',
      'were',
      'will',
    ]);
    expect(Object.values(dictionary.alone)).not.toContain('');
  });

  it('holds nothing that the checker takes for a comparison or a day', () => {
    const patterns = factPatterns(factData('ja'));
    const says = (text: string): boolean =>
      [patterns.comparisons, patterns.comparisonShapes, patterns.calendarWords, patterns.kanjiNumbers].some(
        (pattern) => text.search(pattern) !== -1,
      );
    // Words that state as much in English.
    const stated = new Set(['today', 'yesterday', 'saturday', 'sunday']);
    const bad = [...words, ...Object.entries(dictionary.alone)].filter(
      ([english, japanese]) =>
        !stated.has(english) && says(japanese.replace(patterns.idioms, (idiom) => ' '.repeat(idiom.length))),
    );
    expect(bad).toEqual([]);
  });

  it('covers the entities, their words and attributes, and the concepts', () => {
    const { entities } = read('entities.yaml') as {
      entities: Record<string, { words: string[]; weak?: string[]; attributes?: Record<string, unknown> }>;
    };
    const { concepts } = read('concepts.yaml') as { concepts: Record<string, unknown> };
    const labels = [
      ...Object.keys(concepts),
      ...Object.entries(entities).flatMap(([id, { words, weak, attributes }]) => [
        id,
        ...words,
        ...(weak ?? []),
        ...Object.keys(attributes ?? {}),
      ]),
    ];
    // Names stay as they are; an id is spoken of by what it identifies.
    const names = new Set(['zpid', 'serp', 'apod']);
    expect(
      labels
        .map((label) => label.replaceAll('_', ' '))
        .flatMap(missingIn)
        .filter((word) => !names.has(word)),
    ).toEqual([]);
  });
});
