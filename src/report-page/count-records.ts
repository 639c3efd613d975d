import type { Facets } from './create-columns.js';
import type { DatasetSummary } from './page-data.js';

/** Counts the records of a dataset by kind. */
export function createRecordCounts(): { add(facets: Facets): void; counts(): DatasetSummary['records'] } {
  const records = { total: 0, calls: 0, base: 0, twins: 0, imported: 0, judged: 0, passed: 0 };
  return {
    add(facets) {
      records.total += 1;
      records.calls += facets.calls;
      if (facets.isTwin) records.twins += 1;
      else records.base += 1;
      if (facets.isImported) records.imported += 1;
      if (facets.score !== null) records.judged += 1;
      if (facets.passed) records.passed += 1;
    },
    counts: () => records,
  };
}
