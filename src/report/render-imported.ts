import type { ImportedRecord } from '../types/imported-record.js';
import type { Law } from '../types/verdict.js';
import type { Palette } from './render-conversation.js';
import { outputFields } from './render-grounding-chain.js';
import { safeText } from './safe-text.js';

/** Where a conversation of others came from, and what its source does not say. */
export function renderImportedHeading(record: ImportedRecord, palette: Palette): string[] {
  const { format, entry, file, lacks, briefing, notes } = record.metadata.imported;
  const from = [`imported from ${format}`, ...(file === undefined ? [] : [file]), `entry ${entry}`].join(
    ' · ',
  );
  const said = Object.entries(notes ?? {}).map(([name, value]) => `${name} ${String(value)}`);
  const lines = [
    ...(lacks.length === 0 ? [] : [`  the source holds no ${lacks.join(', no ')}`]),
    ...(said.length === 0 ? [] : [`  the source says: ${said.join(', ')}`]),
    ...(briefing === undefined ? [] : [`  the user was told: ${shorten(briefing)}`]),
  ];
  return [
    palette.bold(safeText(`━━ ${record.conversation_id} ━━ ${from}`)),
    ...lines.map((line) => palette.dim(safeText(line))),
  ];
}

/** Per call its arguments and the fields of its answer; where the values are from, nobody wrote down. */
export function renderImportedChain(record: ImportedRecord, palette: Palette): string[] {
  if (record.tool_calls.length === 0) return ['  no call was made'];
  const results = record.tool_outputs.map((result) => ({ ...result, isTaken: false }));
  return record.tool_calls.flatMap((call, index) => {
    const result = results.find(({ id, isTaken }) => id === call.id && !isTaken);
    if (result !== undefined) result.isTaken = true;
    return [
      safeText(`  step ${index + 1}: ${call.name} ← `) + palette.bold('sources unknown'),
      ...Object.entries(call.parameters).map(([name, value]) =>
        safeText(`      ${name} = ${JSON.stringify(value)}`),
      ),
      safeText(`      output: ${outputFields(result?.output)}`),
    ];
  });
}

/** Laws that no rule can decide of the conversation, each with the reason. */
export function uncheckedLaws({ metadata, judge_scores: scores }: ImportedRecord): ReadonlyMap<Law, string> {
  const { lacks } = metadata.imported;
  const unchecked = new Map<Law, string>([
    [5, 'what was wanted is unknown'],
    [6, 'which words are claims is unknown'],
  ]);
  if (lacks.includes('tools')) unchecked.set(1, 'the source offers no tools');
  if (lacks.includes('results')) unchecked.set(4, 'the source holds no results');
  if (scores === undefined) unchecked.set(8, 'it has no labels of ours');
  return unchecked;
}

const longestBriefing = 300;

function shorten(text: string): string {
  const plain = text.slice(0, longestBriefing * 2).replace(/\s+/g, ' ');
  return plain.length > longestBriefing ? `${plain.slice(0, longestBriefing)} …` : plain;
}
