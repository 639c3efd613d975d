import type { FileGroup } from '../../files/file-group.js';
import { lineText } from '../../json/line-text.js';
import type { EntrySink } from '../entry-sink.js';

/** One JSON array, an element a line, written as it comes. Throws `FileAccessError`. */
export async function openArray(path: string, files: FileGroup): Promise<EntrySink> {
  const file = await files.open(path);
  let isEmpty = true;
  return {
    async write(entries) {
      const elements = entries.map(({ value }) => lineText(value));
      if (elements.length === 0) return;
      await file.write(Buffer.from(`${isEmpty ? '[\n' : ',\n'}${elements.join(',\n')}`, 'utf8'));
      isEmpty = false;
    },
    async finish() {
      await file.write(Buffer.from(isEmpty ? '[]\n' : '\n]\n', 'utf8'));
      return [path];
    },
  };
}
