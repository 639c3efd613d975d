/** A document that `writeLines` wrote. */
export type LinesRead = {
  readonly head: ReadonlyMap<string, unknown>;
  readonly lists: ReadonlyMap<string, readonly unknown[]>;
};

/**
 * Reads a document that `writeLines` wrote, a line at a time, so that no string of the whole is ever made. Throws where a
 * line is not what it writes.
 */
export function readLines(bytes: Buffer): LinesRead {
  const head = new Map<string, unknown>();
  const lists = new Map<string, unknown[]>();
  let current: unknown[] | null = null;
  for (const line of linesOf(bytes)) {
    if (current === null) {
      const [, name, rest] = /^"([a-z_]{1,40})": (.*)$/s.exec(line) ?? [];
      if (name === undefined || rest === undefined) continue;
      if (rest === '[') {
        current = [];
        lists.set(name, current);
      } else head.set(name, JSON.parse(withoutComma(rest)));
    } else if (line === ']' || line === '],') current = null;
    else if (line !== '') current.push(JSON.parse(withoutComma(line)));
  }
  return { head, lists };
}

function withoutComma(line: string): string {
  return line.endsWith(',') ? line.slice(0, -1) : line;
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
