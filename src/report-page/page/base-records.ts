import type { PageData } from '../page-data.js';

/** What an address of conversations adds so that a bar, which counts base records, leads to as many as it says. */
export function baseOnly({ datasets }: PageData): string {
  return datasets.some(({ records }) => records.twins > 0) ? '&kind=base' : '';
}
