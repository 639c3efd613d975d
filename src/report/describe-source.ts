import type { Normalization, Source } from '../types/provenance.js';

/** What a source speaks of: a record, or as much of one. */
export type SourceContext = {
  readonly messages: readonly { readonly content?: string }[];
  readonly tool_calls: readonly { readonly id: string; readonly name: string }[];
};

/** A source in words: `the user's words "Lisbon" (message 1)`, `k3jd82hs0's output /results/0/hotel_id`. */
export function describeSource(source: Source, record: SourceContext): string {
  switch (source.kind) {
    case 'user': {
      const said = sliceCodePoints(contentOf(record, source.message), source.start, source.end);
      return `the user's words "${said}" (message ${source.message})${describeNormalization(source.normalization)}`;
    }
    case 'output':
      return `the output of ${nameCall(source.call, record)} at ${source.pointer || 'its root'}${describeNormalization(source.normalization)}`;
    case 'schema':
      return `the schema (${source.rule})`;
    case 'context':
      return `the context the system message states, ${source.pointer}${describeNormalization(source.normalization)}`;
    case 'derived': {
      const inputs = source.inputs.map((input) => describeSource(input, record));
      return `${source.function.replaceAll('_', ' ')} of ${inputs.length === 0 ? 'nothing' : inputs.join(' and ')}`;
    }
  }
}

function describeNormalization(normalization: Normalization | undefined): string {
  return normalization === undefined ? '' : `, read as ${normalization.name.replaceAll('_', ' ')}`;
}

/** `step 2 (stays::search_hotels)`: readers count calls, they do not remember ids. */
function nameCall(id: string, record: SourceContext): string {
  const index = record.tool_calls.findIndex((call) => call.id === id);
  return index === -1 ? `call ${id}` : `step ${index + 1} (${record.tool_calls[index]?.name})`;
}

function contentOf(record: SourceContext, message: number): string {
  return record.messages[message]?.content ?? '';
}

function sliceCodePoints(text: string, start: number, end: number): string {
  return Array.from(text).slice(start, end).join('');
}
