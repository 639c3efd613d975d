import type { ModelCallError } from '../errors/model-call-error.js';
import type { RecordOutcome } from './generate-record.js';

/** How the reason of a row begins that waits for a model. */
export const unavailableModel = 'model-unavailable: ';

/** What no attempt can mend. */
export function unreachable({ kind, detail }: ModelCallError): RecordOutcome {
  return { ok: false, reasons: [`${unavailableModel}${kind}: ${detail}`], isFinal: true };
}
