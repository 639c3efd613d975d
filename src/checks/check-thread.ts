import { createLineReader, type DatasetLine } from '../dataset/read-dataset.js';
import { checkLine, type LineCheck } from './check-line.js';
import { type LineBlock, linesOf } from './line-blocks.js';

/** What a thread says of a line; of one that twins are told by the record comes along, as JSON. */
export type ThreadCheck = { readonly check: LineCheck; readonly record: string | null };

export type CheckBlock = (block: LineBlock) => ThreadCheck[];

// What a line is called in an error is of no use here: lines are told by their numbers.
const readLine = createLineReader('');

/** Checks the lines of a block one by one; blank ones are left out. */
const checkBlock: CheckBlock = (block) => {
  const checks: ThreadCheck[] = [];
  for (const [number, bytes] of linesOf(block)) {
    const line = readLine(number, bytes);
    if (line !== null) checks.push(checkInThread(line));
  }
  return checks;
};

function checkInThread(line: DatasetLine): ThreadCheck {
  const check = checkLine(line);
  const isTwin = check.error === undefined && check.checked.identity?.isTwin === true;
  return { check, record: isTwin ? JSON.stringify(line.record) : null };
}

export default checkBlock;
