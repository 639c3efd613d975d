import { readLines } from '../dataset/read-lines.js';
import type { GroupFile } from '../files/file-group.js';

const lineEnd = Buffer.from('\n');

/** Copies the lines of a file whose number (from 1) is wanted, byte for byte. Throws `FileAccessError`. */
export async function copyLines(
  from: string,
  to: GroupFile,
  isWanted: (line: number) => boolean,
): Promise<void> {
  let line = 0;
  let pending: Buffer[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (bytes > 0) await to.write(Buffer.concat(pending, bytes));
    [pending, bytes] = [[], 0];
  };
  for await (const text of readLines(from)) {
    line += 1;
    if (text === 'too_long' || !isWanted(line)) continue;
    pending.push(text, lineEnd);
    bytes += text.length + 1;
    if (bytes >= 1 << 20) await flush();
  }
  await flush();
}
