import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../test/support/make-record.js';
import { computeMetrics } from './compute-metrics.js';
import { readReferences } from './read-references.js';
import { renderMetrics } from './render-metrics.js';

describe('renderMetrics', () => {
  const references = readReferences();

  it('says in words whether a target is met, and what cannot be compared', async () => {
    const text = renderMetrics(await computeMetrics([makeRecord(), null]), references);
    const line = (title: string) => text.split('\n').find((candidate) => candidate.includes(title)) ?? '';
    expect(line('calls valid')).toMatch(/100 %.*≥ 100 %.*yes.*95 %/);
    expect(line('without a source')).toMatch(/unknown: no provenance kept.*open/);
    expect(line('Self-BLEU-4, user turns')).toContain('not comparable');
    expect(text).toContain('1 base records, 1 lines that are no record skipped');
    expect(text).not.toContain('\u001b[');
  });

  it('says what a figure rests on where that is not the whole file', async () => {
    const metrics = await computeMetrics([makeRecord()]);
    const near_duplicate_turns = {
      value: 0.01,
      basis: 100,
      comparable: true,
      note: 'in a sample: 1 of 2 turns',
    };
    const figures = { ...metrics.figures, near_duplicate_turns };
    expect(renderMetrics({ ...metrics, figures }, references)).toMatch(
      /near-duplicate.*1 % \(in a sample: 1 of 2 turns\).*yes/,
    );
  });

  it('prints every figure that is computed', async () => {
    const { figures } = await computeMetrics([makeRecord()]);
    expect(references.figures.map(({ name }) => name).sort()).toEqual(Object.keys(figures).sort());
  });
});
