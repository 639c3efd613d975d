import { readRecords } from '../../dataset/read-dataset.js';
import type { DatasetLineError } from '../../errors/dataset-line-error.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { explainPair } from '../../graph-view/explain-pair.js';
import { loadPairContext } from '../../graph-view/load-pair-context.js';
import { renderPair } from '../../graph-view/render-pair.js';
import { loadArtifacts } from '../../load-artifacts.js';
import { lawNames, recordLaws } from '../../report/law-names.js';
import { parseRecordFilter } from '../../report/record-filter.js';
import { type Palette, renderConversation } from '../../report/render-conversation.js';
import { uncheckedLaws } from '../../report/render-imported.js';
import { safeText } from '../../report/safe-text.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import { isImported } from '../../types/imported-record.js';
import type { Law, Violation } from '../../types/verdict.js';
import { validateRecord } from '../../validate/validate-record.js';
import { exitCodes } from '../exit-codes.js';
import { letEventsIn } from '../let-events-in.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines } from '../unreadable-lines.js';

/**
 * Prints conversations for reading. Looking is no test: the exit code is 0 whatever the laws say, and 1 where a line holds
 * no record, or not one record could be laid out.
 */
export const runInspect: Command = async (config, switches, io) => {
  const { input, link, filter } = config.inspect;
  if (link !== null) return inspectLink(config, switches, io);
  const { json, verbose } = switches;
  const wanted = parseRecordFilter(filter);
  const lines = createUnreadableLines(io);
  const documents: unknown[] = [];
  let [records, shown, unreadable] = [0, 0, 0];
  const pager = json ? null : io.openPager();
  // What is said beside a page that is being read would spoil it.
  const held: DatasetLineError[] = [];
  let hasLeft = false;
  const tell = ({ line, detail }: DatasetLineError): void => lines.tell(input, line, detail);
  const onUnreadable = pager?.ownsTerminal === true ? (error: DatasetLineError) => held.push(error) : tell;
  try {
    for await (const record of readRecords(input, onUnreadable)) {
      hasLeft = pager?.isClosed() === true;
      if (hasLeft) break;
      const violations = validateRecord(record);
      records += 1;
      if (isUnreadable(violations)) unreadable += 1;
      await letEventsIn();
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
      if (filter.length > 0 && !wanted.takes(record, violations)) continue;
      shown += 1;
      documents.push(
        ...(json ? [{ record, compliance: complianceByLaw(record, violations), violations }] : []),
      );
      await pager?.write(`${render(record, violations, verbose, io.colors)}\n\n`);
    }
  } finally {
    await pager?.close();
    for (const error of held) tell(error);
  }
  if (hasLeft) return lines.end(exitCodes.ok);
  if (json) io.printJson(documents);
  if (shown < records) io.log(`${plural(shown, 'record')} of ${records} shown`);
  for (const unmet of wanted.unmet()) io.log(unmet);
  if (unreadable < records) return lines.end(exitCodes.ok);
  io.logError(
    `datagen: ${input} holds no conversation in the record format (${plural(records, 'record')} read).`,
  );
  return lines.end(exitCodes.error);
};

/** Says in words why the second of two endpoints can be fed by the first. */
const inspectLink: Command = async ({ inspect: { link, artifacts }, components }, { json }, io) => {
  const [from, to] = link ?? ['', ''];
  const context = loadPairContext(await loadArtifacts(artifacts, components), components);
  const explanation = explainPair(context, from, to);
  if (json) io.printJson(explanation);
  else io.print(renderPair(explanation));
  return exitCodes.ok;
};

/** A record of the wrong shape cannot be laid out as a conversation; what is wrong with it can be said. */
function render(
  record: unknown,
  violations: readonly Violation[],
  verbose: boolean,
  palette: Palette,
): string {
  if (isUnreadable(violations)) return renderUnreadable(record, violations);
  return renderConversation(record as DatasetRecord, { violations, verbose, palette });
}

function isUnreadable(violations: readonly Violation[]): boolean {
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

type Compliance = { readonly name: string; readonly kept: boolean | null; readonly not_checked?: string };

/** Per law whether it is kept; null where that cannot be told of a conversation of others. */
function complianceByLaw(record: unknown, violations: readonly Violation[]): { [law: string]: Compliance } {
  const isReadable = isImported(record) && !isUnreadable(violations);
  const unchecked = isReadable ? uncheckedLaws(record) : new Map<Law, string>();
  return Object.fromEntries(
    recordLaws.map((law): [Law, Compliance] => {
      const isBroken = violations.some((violation) => violation.law === law);
      const reason = isBroken ? undefined : unchecked.get(law);
      const found = reason === undefined ? { kept: !isBroken } : { kept: null, not_checked: reason };
      return [law, { name: lawNames[law], ...found }];
    }),
  );
}
