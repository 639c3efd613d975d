import { describe, expect, it } from 'vitest';
import { parseRubric, readRubric } from './read-rubric.js';

const rubric = readRubric();

describe('parseRubric', () => {
  it('takes the shipped rubric', () => {
    expect(parseRubric(rubric)).toBe(rubric);
  });

  it.each<[string, object, RegExp]>([
    ['a gate out of range', { gates: { ...rubric.gates, naturalness: 6 } }, /gates\.naturalness/],
    ['caps that are no scores', { caps: { tool_correctness: { unknown_tool: 0 } } }, /`caps`/],
    ['no caps', { caps: undefined }, /`caps`/],
    [
      'a bound of characters that is none',
      { quote: { ...rubric.quote, total_characters: 'all' } },
      /quote\.total_characters/,
    ],
    ['no bounds of alarms', { calibration: { seen_from: 0.95 } }, /alarm_below/],
    ['a share above 1', { calibration: { ...rubric.calibration, seen_from: 95 } }, /seen_from/],
    [
      'a list of phrases without English',
      { phrases: { ...rubric.phrases, robotic: {} } },
      /phrases\.robotic/,
    ],
  ])('names %s', (_fault, change, message) => {
    expect(() => parseRubric({ ...rubric, ...change })).toThrow(message);
  });
});
