import { readRecords } from '../../dataset/read-dataset.js';
import type { DatasetLineError } from '../../errors/dataset-line-error.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { explainPair } from '../../graph-view/explain-pair.js';
import { loadPairContext } from '../../graph-view/load-pair-context.js';
import { renderPair } from '../../graph-view/render-pair.js';
import { loadArtifacts } from '../../load-artifacts.js';
import { lawNames, recordLaws } from '../../report/law-names.js';
import { parseRecordFilter } from '../../report/record-filter.js';
import { uncheckedLaws } from '../../report/render-imported.js';
import { isUnreadable, renderInspected } from '../../report/render-inspected.js';
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
  const { input, link, filter, offset, limit } = config.inspect;
  if (link !== null) return inspectLink(config, switches, io);
  const { json, verbose } = switches;
  const wanted = parseRecordFilter(filter);
  const lines = createUnreadableLines(io);
  const documents: unknown[] = [];
  let [records, looked, met, shown, unreadable] = [0, 0, 0, 0, 0];
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
      records += 1;
      if (records % 100 === 0) io.advance(records);
      await letEventsIn();
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
      // Without conditions what comes before the page need not be looked at.
      if (filter.length === 0 && records <= offset) continue;
      const violations = validateRecord(record);
      looked += 1;
      if (isUnreadable(violations)) unreadable += 1;
      if (filter.length > 0 && !wanted.takes(record, violations)) continue;
      met += 1;
      if (filter.length > 0 && met <= offset) continue;
      shown += 1;
      documents.push(
        ...(json ? [{ record, compliance: complianceByLaw(record, violations), violations }] : []),
      );
      await pager?.write(`${renderInspected(record, violations, verbose, io.colors)}\n\n`);
      if (shown === limit) break;
    }
  } finally {
    await pager?.close();
    for (const error of held) tell(error);
  }
  if (hasLeft) return lines.end(exitCodes.ok);
  if (json) io.printJson(documents);
  // The rest of the file was not read.
  if (shown === limit) return lines.end(exitCodes.ok);
  if (shown < records) io.log(`${plural(shown, 'record')} of ${records} shown`);
  for (const unmet of wanted.unmet()) io.log(unmet);
  if (unreadable < looked || looked === 0) return lines.end(exitCodes.ok);
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
