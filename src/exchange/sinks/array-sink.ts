import { createAtomicFile } from '../../files/atomic-file.js';
import { lineText } from '../../json/line-text.js';
import type { EntrySink } from '../entry-sink.js';

/** One JSON array, an element a line, written as it comes. Throws `FileAccessError`. */
export async function openArray(path: string): Promise<EntrySink> {
  const file = await createAtomicFile(path);
  let isEmpty = true;
  return {
    async write(entries) {
      const elements = entries.map(({ value }) => lineText(value));
      if (elements.length === 0) return;
      await file.write(Buffer.from(`${isEmpty ? '[\n' : ',\n'}${elements.join(',\n')}`, 'utf8'));
      isEmpty = false;
    },
    async commit() {
      await file.write(Buffer.from(isEmpty ? '[]\n' : '\n]\n', 'utf8'));
      await file.commit();
      return [path];
    },
    abort: () => file.abort(),
  };
}
