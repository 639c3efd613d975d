import type { Message, ToolCall } from '../../types/conversation.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import type { ImportedRecord } from '../../types/imported-record.js';
import { type RecordView, viewRecord } from '../record-view.js';

/**
 * An imported record as rules read records: what only its maker knows is empty. What a simulated user was told is what they
 * know. Calls that share an id are told apart, so that each has its own result.
 */
export function viewImported(record: ImportedRecord): RecordView {
  const { briefing } = record.metadata.imported;
  const knows = briefing === undefined ? [] : [{ name: 'briefing', value: briefing, reference: 'briefing' }];
  const filled = {
    ...withOwnIds(record),
    source: record,
    provenance: { arguments: [], answers: [] },
    semantics: {},
    scenario: { knows },
    metadata: {
      ...record.metadata,
      agents: { judge: 'offline', repair: 'offline', ...record.metadata.agents },
      locale: localeOf(record),
    },
  };
  return viewRecord(filled as unknown as DatasetRecord);
}

/** The imported record of a view, as it came. */
export function importedOf({ record }: RecordView): ImportedRecord {
  return (record as unknown as { readonly source: ImportedRecord }).source;
}

/** The record itself where ids are unique; else the second call of an id, and its result, get one of their own. */
function withOwnIds(record: ImportedRecord): ImportedRecord {
  if (new Set(record.tool_calls.map(({ id }) => id)).size === record.tool_calls.length) return record;
  const number = (ids: Map<string, number>, id: string): string => {
    const count = (ids.get(id) ?? 0) + 1;
    ids.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  };
  const [made, answered] = [new Map<string, number>(), new Map<string, number>()];
  const messages = record.messages.map((message): Message => {
    if (message.role === 'tool') return { ...message, tool_call_id: number(answered, message.tool_call_id) };
    if (message.role !== 'assistant' || message.tool_calls === undefined) return message;
    return {
      ...message,
      tool_calls: message.tool_calls.map((call): ToolCall => ({ ...call, id: number(made, call.id) })),
    };
  });
  const again = { made: new Map<string, number>(), answered: new Map<string, number>() };
  return {
    ...record,
    messages,
    tool_calls: record.tool_calls.map((call) => ({ ...call, id: number(again.made, call.id) })),
    tool_outputs: record.tool_outputs.map((result) => ({ ...result, id: number(again.answered, result.id) })),
  };
}

/** Japanese where kana stands in what is said, else English: what the readers of numbers and dates know. */
function localeOf({ messages }: ImportedRecord): string {
  const isJapanese = messages.some(
    ({ role, content }) => role !== 'tool' && /[\u3041-\u3096\u30a1-\u30fa]/.test(content.slice(0, 2000)),
  );
  return isJapanese ? 'ja' : 'en';
}
