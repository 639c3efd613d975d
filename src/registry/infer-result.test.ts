import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { configDirectory } from '../config/package-paths.js';
import type { Intent } from '../types/tool-registry.js';
import { examplesFromText } from './examples-from-text.js';
import { inferResult } from './infer-result.js';

describe('inferResult', () => {
  const knowledge = loadKnowledge(configDirectory);
  const properties = (name: string, description: string, intent: Intent = 'execute'): unknown =>
    inferResult({ name, description }, intent, knowledge)?.schema.properties ?? null;

  it.each([
    ['calculate_triangle_area', 'Calculates the area of a triangle.', { area: { type: 'number' } }],
    ['calculate_area', '', { area: { type: 'number' } }],
    ['distance_calculate', '', { distance: { type: 'number' } }],
    ['sum_elements', 'Adds all elements of a list.', { sum: { type: 'number' } }],
    [
      'trip_stats',
      'Reads the log of a car. Returns the average speed in km/h.',
      { average_speed: { type: 'number' } },
    ],
  ])('takes from %s (%s) what is answered', (name, description, expected) => {
    expect(properties(name, description)).toEqual(expected);
  });

  it('says of what changes something that it was done', () => {
    expect(properties('append_note', 'Appends a note.', 'create')).toEqual({
      status: { type: 'string', enum: ['completed'] },
    });
  });

  it('leaves open what nobody says', () => {
    expect(properties('generate_melody', 'Generates a melody.')).toBeNull();
    expect(properties('find_flute', 'Locates a flute.', 'search')).toBeNull();
    expect(properties('get_details', 'Retrieves the details of a case.', 'retrieve')).toBeNull();
    expect(
      properties('invest', 'Says how the annual return and number of years go together.', 'retrieve'),
    ).toBeNull();
  });
});

describe('examplesFromText', () => {
  it.each([
    ["Kind of shape, e.g. 'circle', 'square' or 'ring'.", ['circle', 'square', 'ring']],
    ['Where (e.g. Los Angeles, CA).', ['Los Angeles, CA']],
    ['A colour such as red or dark blue, in words.', ['red', 'dark blue']],
    ['For example: 2.5', ['2.5']],
    ["A date, e.g. 'YYYY-MM-DD'", []],
    ['Such as the one that was returned before.', []],
    ['A name.', []],
  ])('reads %s', (text, expected) => {
    expect(examplesFromText(text)).toEqual(expected);
  });

  it('stays fast on hostile text', () => {
    const started = performance.now();
    for (const text of [
      `e.g. ${"'a".repeat(100_000)}`,
      `e.g. ${"'a', ".repeat(50_000)}`,
      'such as '.repeat(50_000),
    ])
      examplesFromText(text);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
