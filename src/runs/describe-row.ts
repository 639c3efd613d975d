import type { RealisedRow } from '../generation/realise-rows.js';
import { describeEvent } from '../report/describe-event.js';

/** What happened to a row, for people who asked to see what was rejected and why; one line each. */
export function describeRow({ events }: RealisedRow): string[] {
  return events.flatMap((event) => describeEvent(event) ?? []);
}
