import { describe, expect, it } from 'vitest';
import type { DatasetRecord } from '../types/dataset-record.js';
import { createCoverageReport, renderCoverage } from './coverage-report.js';

const record = (domain: string, pattern_type = 'parallel') =>
  ({ metadata: { domain, pattern_type } }) as unknown as DatasetRecord;

describe('createCoverageReport', () => {
  it('counts domains and patterns, those that never occurred included', () => {
    const report = createCoverageReport({ domains: ['travel', 'food'] });
    report.add(record('travel'));
    report.add(record('travel', 'no_call'));
    const json = report.toJson();
    expect(json.domains).toEqual({ travel: 2, food: 0 });
    expect(json.patterns).toMatchObject({ parallel: 1, no_call: 1, single_call: 0 });
    expect(json.underrepresented.domains).toEqual(['food']);
  });

  it('bears domains named like object properties', () => {
    const report = createCoverageReport();
    report.add(record('__proto__'));
    expect(Object.keys(report.toJson().domains)).toEqual(['__proto__']);
  });
});

describe('renderCoverage', () => {
  it('draws bars and names the underrepresented', () => {
    const text = renderCoverage(
      { conversations: 12, domains: { travel: 9, food: 2, law: 1 }, patterns: {} },
      40,
    );
    expect(text).toMatchInlineSnapshot(`
      "Domains (12 conversations)
        travel 9  75 % ███████████████████████
        food   2  17 % █████
        law    1   8 % ███
        Underrepresented: law

      Patterns: none"
    `);
  });

  it('keeps every line within the width', () => {
    const domains = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `a_very_long_domain_name_number_${index}_of_a_catalog`,
        index,
      ]),
    );
    for (const width of [40, 60, 120]) {
      for (const line of renderCoverage({ conversations: 780, domains, patterns: {} }, width).split('\n')) {
        expect(line.length).toBeLessThanOrEqual(width);
      }
    }
  });
});
