import type { DatasetRecord } from '../types/dataset-record.js';
import { isImported } from '../types/imported-record.js';
import { referenceLocale } from '../types/plan-row.js';
import type { Repairer } from '../types/ports.js';
import { applyTextEdit } from './apply-text-edit.js';
import { dropRepeatedCall } from './drop-repeated-call.js';
import { findTextEdits } from './find-text-edits.js';

/**
 * Mends what is mechanical: stray white space, doubled words, repeated sentences, missing capitals and full stops, a read
 * repeated word for word. It brings no value, and what it cannot do without touching a sourced value it leaves.
 */
export function createOfflineRepairer(): Repairer {
  return {
    id: 'offline',
    async repair(record) {
      const changed: string[] = [];
      let current = record;
      for (let found = dropRepeatedCall(current); found !== null; found = dropRepeatedCall(current)) {
        current = found.record;
        changed.push(found.what);
      }
      current = mendTexts(current, changed);
      if (changed.length === 0) return null;
      return { method: 'mechanical', agent: 'offline', record: current, changed, notes: [] };
    },
  };
}

function mendTexts(record: DatasetRecord, changed: string[]): DatasetRecord {
  const locale = record.metadata?.locale ?? referenceLocale;
  const isOfOthers = isImported(record);
  const said = { user: new Set<string>(), assistant: new Set<string>() };
  let current = record;
  for (const [index, { role, content }] of record.messages.entries()) {
    if ((role !== 'user' && role !== 'assistant') || typeof content !== 'string') continue;
    if (isOfOthers && !isPlainAnswer(role, content)) continue;
    // From the last to the first, so that the offsets of those still to come hold.
    for (const edit of findTextEdits(content, { role, locale }, said[role]).reverse()) {
      const mended = applyTextEdit(current, index, edit);
      if (mended === null) continue;
      current = mended;
      changed.push(`message ${index}: ${edit.what}`);
    }
  }
  return current;
}

/** Of conversations of others: what users say may be where values come from, and lines, tables and code are laid out on purpose. */
function isPlainAnswer(role: string, content: string): boolean {
  return role === 'assistant' && !/[\n`|<>{}]/.test(content);
}
