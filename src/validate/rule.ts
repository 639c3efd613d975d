import type { Law } from '../types/verdict.js';
import type { RecordView } from './record-view.js';

/** Names a defect: a JSON pointer into the record and one sentence. */
export type Report = (place: string, message: string) => void;

/** One checkable statement of a law. `check` reports each place where the record breaks it, and nothing else. */
export type Rule = {
  readonly law: Law;
  /** Kebab-case, stable: users filter by it. */
  readonly name: string;
  readonly check: (view: RecordView, report: Report) => void;
};
