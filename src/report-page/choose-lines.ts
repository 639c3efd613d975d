import { readLines } from '../dataset/read-lines.js';
import { createRandom } from '../random/random.js';

/**
 * Which lines of a file the page holds: all of them, or as many as asked for, drawn by seed and kept in file order. Takes a
 * function of the line's number (from 1), to be asked in order.
 */
export async function chooseLines(
  path: string,
  limit: number | null,
  seed: number,
): Promise<(line: number) => boolean> {
  if (limit === null) return () => true;
  let total = 0;
  for await (const line of readLines(path)) if (line === 'too_long' || line.length > 0) total += 1;
  if (total <= limit) return () => true;
  const random = createRandom(seed).fork('report-sample');
  let [left, wanted] = [total, limit];
  return () => {
    if (left <= 0) return false;
    const isChosen = random.next() * left < wanted;
    left -= 1;
    if (isChosen) wanted -= 1;
    return isChosen;
  };
}
