/** Most bytes of a text, and of what comes with it in a structure: what an assistant reads at once. */
export const mostBytes = 40_000;

/** A text of at most `most` bytes, cut after a line where there is one, and told so. */
export function boundedText(text: string, most: number = mostBytes): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= most) return text;
  // Part of a character at the end becomes one that says so.
  const head = bytes
    .subarray(0, most)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
  const line = head.lastIndexOf('\n');
  return `${line > most / 2 ? head.slice(0, line) : head}\n… cut here: ${most} of ${bytes.length} bytes are shown.`;
}

/** As many from the start of a list as fit into `most` bytes of JSON, and at most `count`. */
export function boundedList<T>(list: readonly T[], count: number, most: number = mostBytes): T[] {
  let bytes = 0;
  const kept: T[] = [];
  for (const each of list.slice(0, count)) {
    bytes += jsonBytes(each);
    if (bytes > most) break;
    kept.push(each);
  }
  return kept;
}

export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '', 'utf8');
}
