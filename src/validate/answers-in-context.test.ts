import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../test/support/sample-record.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { validateRecord } from './validate-record.js';

const weather = sampleRecords['weather'] as DatasetRecord;
const last = weather.messages.length - 1;

/** The rules that a text breaks in the place of the last answer, its claims moved along where the value still stands. */
function rulesBrokenBy(text: string): string[] {
  const said = weather.messages[last]?.content ?? '';
  const answers = weather.provenance.answers.flatMap((claim) => {
    const start = text.indexOf(said.slice(claim.start, claim.end));
    return start < 0 ? [] : [{ ...claim, start, end: start + claim.end - claim.start }];
  });
  const messages = weather.messages.map((message, index) =>
    index === last ? { role: 'assistant' as const, content: text } : message,
  );
  const record = { ...weather, messages, provenance: { ...weather.provenance, answers } };
  return [...new Set(validateRecord(record).map(({ rule }) => rule))];
}

describe('claims in their context', () => {
  it.each([
    'No, it is not only 6.4 °C in Oslo, there is light rain, and Rome has 19 °C.',
    'Oslo has 6.4 °C. It is not a problem. Rome has 19 °C and it is clear.',
    'Without delay: Oslo has 6.4 °C, Rome 19 °C.',
    'Not 19 °C but 6.4 °C it is in Oslo; Rome has the rest.',
  ])('takes %j for no denial', (text) => {
    expect(rulesBrokenBy(text)).not.toContain('claim-not-denied');
  });

  it.each([
    'It is not 6.4 °C in Oslo, and Rome has 19 °C.',
    "In Oslo the condition isn't light rain, and Rome has 19 °C.",
    'Oslo has 6.4 °C. Rome is no longer clear with 19 °C.',
  ])('takes %j for a denial', (text) => {
    expect(rulesBrokenBy(text)).toContain('claim-not-denied');
  });

  it.each([
    "I couldn't find it, sorry. Oslo has 6.4 °C and Rome 19 °C.",
    'Oslo has 6.4 °C, Rome 19 °C. I have booked it.',
  ])('takes %j for an outcome that was another', (text) => {
    expect(rulesBrokenBy(text)).toContain('outcome-told-as-it-was');
  });

  it.each([
    'Oslo has 6.4 °C, Rome 19 °C. Shall I check whether it has been cancelled?',
    'Oslo has 6.4 °C, Rome 19 °C. Sorry to say, that is no weather for a picnic.',
  ])('takes %j for nothing of the kind', (text) => {
    expect(rulesBrokenBy(text)).not.toContain('outcome-told-as-it-was');
  });
});
