import type { DatasetRecord } from '../types/dataset-record.js';
import type { Violation } from '../types/verdict.js';
import { type Palette, renderConversation } from './render-conversation.js';
import { safeText } from './safe-text.js';

/** A record of the wrong shape cannot be laid out as a conversation; what is wrong with it can be said. */
export function renderInspected(
  record: unknown,
  violations: readonly Violation[],
  verbose: boolean,
  palette: Palette,
): string {
  if (isUnreadable(violations)) return renderUnreadable(record, violations);
  return renderConversation(record as DatasetRecord, { violations, verbose, palette });
}

/** Whether a record is of a shape that says nothing. */
export function isUnreadable(violations: readonly Violation[]): boolean {
  return violations.some(({ rule }) => shapeRules.has(rule));
}

/** Rules that, broken, leave nothing to rely on. */
const shapeRules: ReadonlySet<string> = new Set(['record-schema', 'size-bounded']);

function renderUnreadable(record: unknown, violations: readonly Violation[]): string {
  const id = typeof record === 'object' && record !== null ? Reflect.get(record, 'conversation_id') : '';
  const lines = violations.map(
    ({ rule, place, message }) => `  ✗ ${rule} at ${place || 'the record'}: ${message}`,
  );
  return safeText([`━━ ${String(id)} ━━ not in the record format`, ...lines].join('\n'));
}
