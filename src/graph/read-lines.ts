/**
 * Reads the lists of a document that `writeLines` wrote, a line at a time, so that no string of the whole is ever made.
 * Throws where a line is not what it writes.
 */
export function readLines(bytes: Buffer): ReadonlyMap<string, readonly unknown[]> {
  const lists = new Map<string, unknown[]>();
  let current: unknown[] | null = null;
  for (const line of linesOf(bytes)) {
    if (current === null) {
      const name = /^"([a-z_]{1,40})": \[$/.exec(line)?.[1];
      if (name === undefined) continue;
      current = [];
      lists.set(name, current);
    } else if (line === ']' || line === '],') current = null;
    else if (line !== '') current.push(JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line));
  }
  return lists;
}

function* linesOf(bytes: Buffer): Generator<string> {
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start);
    const stop = end < 0 ? bytes.length : end;
    yield bytes.toString('utf8', start, stop);
    start = stop + 1;
  }
}
