import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../test/support/make-record.js';
import type { JsonObject } from '../types/json.js';
import type { Law, Violation } from '../types/verdict.js';
import { createColumns, readFacets, viewOf } from './create-columns.js';
import { type Filter, noFilter, readFilter, searchTerms, writeFilter } from './filter.js';
import { findRows } from './find-rows.js';

const builder = createColumns();
const add = (extra: JsonObject, dataset = 0, laws: readonly Law[] = []): void => {
  const record = makeRecord({ extra });
  const violations = laws.map((law): Violation => ({ law, rule: 'some-rule', place: '', message: '' }));
  builder.add(readFacets(record, viewOf(record)), { dataset, line: 1, violations });
};
add({ metadata: { domain: 'Travel', locale: 'en' }, phenomena: [{ name: 'refusal', messages: [1] }] });
add(
  {
    metadata: { domain: 'Food', locale: 'ja' },
    judge_scores: { mean_score: 4.25, passed: true, failed_gates: [] },
  },
  1,
);
add({ judge_scores: { mean_score: 3.1, passed: false, failed_gates: ['naturalness'] } }, 0, [2, 4]);
add({ metadata: { imported: { format: 'openai', entry: 1 } } });

const rowsOf = (filter: Partial<Filter>): number[] =>
  Array.from(findRows(builder.columns(), builder.names(), { ...noFilter, ...filter }));

describe('findRows', () => {
  it.each<readonly [Partial<Filter>, readonly number[]]>([
    [{}, [0, 1, 2, 3]],
    [{ phenomenon: 'refusal' }, [0]],
    [{ phenomenon: 'nothing of the kind' }, []],
    [{ domain: 'Food' }, [1]],
    [{ domain: '__proto__' }, []],
    [{ locale: 'ja' }, [1]],
    [{ dataset: '1' }, [1]],
    [{ tool: 'SEARCH_HOTELS' }, [0, 1, 2, 3]],
    [{ tool: 'no such tool' }, []],
    [{ score: '4-4.49' }, [1]],
    [{ score: '-3.49' }, [2]],
    [{ score: 'much' }, []],
    [{ gate: 'failed' }, [2]],
    [{ gate: 'naturalness' }, [2]],
    [{ gate: 'passed' }, [1]],
    [{ gate: 'unjudged' }, [0, 3]],
    [{ law: 'broken' }, [2]],
    [{ law: '4' }, [2]],
    [{ law: '5' }, []],
    [{ law: 'kept' }, [0, 1, 3]],
    [{ kind: 'imported' }, [3]],
    [{ kind: 'constructor' }, [0, 1, 2, 3]],
    [{ calls: '100-' }, []],
    [{ law: 'broken', gate: 'passed' }, []],
  ])('%j finds %j', (filter, rows) => {
    expect(rowsOf(filter)).toEqual(rows);
  });

  it('keeps any number of names apart, as far as bits reach', () => {
    const many = createColumns();
    for (let name = 0; name < 40; name += 1) {
      const record = makeRecord({ extra: { phenomena: [{ name: `p${name}`, messages: [] }] } });
      many.add(readFacets(record, viewOf(record)), { dataset: 0, line: name, violations: [] });
    }
    expect(many.names().phenomena).toHaveLength(30);
    expect(findRows(many.columns(), many.names(), { ...noFilter, phenomenon: 'p28' })).toHaveLength(1);
    expect(findRows(many.columns(), many.names(), { ...noFilter, phenomenon: 'others' })).toHaveLength(11);
  });
});

describe('filters in addresses', () => {
  it('come back as they were', () => {
    const filter = { ...noFilter, text: '"new york" & more', tool: 'a::b', calls: '3-5' };
    expect(readFilter(writeFilter(filter))).toEqual(filter);
    expect(readFilter('row=3&__proto__=x')).toEqual(noFilter);
  });

  it('splits words, and keeps what is quoted together', () => {
    expect(searchTerms('  "New York"  hotel "open')).toEqual(['new york', 'hotel', 'open']);
    expect(searchTerms(' "" ')).toEqual([]);
  });
});
