import type { PageData } from './page-data.js';

/** What a report shows, in short, for programs. */
export function describeReport({ datasets }: PageData): object[] {
  return datasets.map(({ name, records, shown, unreadable, laws, clusters }) => ({
    ...{ name, records, shown },
    unreadable: unreadable.count,
    laws,
    near_duplicate_clusters: clusters.count,
  }));
}
