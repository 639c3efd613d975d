/** How values lie in a file: one a line, members of one list, or laid out over lines. */
export type JsonLayout = 'lines' | 'list' | 'values';

/** Tells the layout by the start of a file. `isWhole`: there is nothing after it. */
export function tellLayout(head: Buffer, isWhole: boolean): JsonLayout {
  const start = nextVisible(head, head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0);
  const first = head[start];
  if (first !== 0x5b && first !== 0x7b) return 'lines';
  const newline = head.indexOf(0x0a, start);
  // One line that goes on beyond the head: a list is read member by member, an object is a line.
  if (newline === -1) return first === 0x5b ? 'list' : 'lines';
  const following = head[nextVisible(head, newline + 1)];
  if (first === 0x5b) return isBalanced(head, start, newline) && following === 0x5b ? 'lines' : 'list';
  if (isBalanced(head, start, newline)) return 'lines';
  // A line that is cut off has another after it; an object over several lines goes on with a name.
  if (following === 0x7b) return 'lines';
  return following === undefined && isWhole ? 'lines' : 'values';
}

function nextVisible(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return at;
}

/** Whether each bracket is closed between two places. */
function isBalanced(bytes: Buffer, start: number, end: number): boolean {
  let depth = 0;
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index];
    if (byte === 0x22) {
      for (index += 1; index < end && bytes[index] !== 0x22; index += 1)
        if (bytes[index] === 0x5c) index += 1;
      if (index >= end) return false;
    } else if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return depth === 0;
}
