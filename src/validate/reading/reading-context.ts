import type { FactData } from '../facts/fact-data.js';

/** What a reader needs beside the text. */
export type ReadingContext = {
  readonly facts: FactData;
  /** `scenario.now`: local date and time, ISO 8601. */
  readonly now: string;
};
