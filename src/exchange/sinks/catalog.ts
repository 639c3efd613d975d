import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FileAccessError } from '../../errors/file-access-error.js';
import { UsageError } from '../../errors/usage-error.js';
import type { FileGroup } from '../../files/file-group.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { EntrySink } from '../entry-sink.js';
import type { Catalog, FileLayout } from '../exchange-format.js';
import { memberTexts } from '../json-slices.js';

/**
 * A sink whose output is named in a catalog beside it. What the user has in the catalog stays; it is
 * looked at first, so that nothing is written where it cannot take the entry. Throws `FileAccessError`, and `UsageError` where
 * it is no JSON object or names another file under our key.
 */
export async function withCatalog(
  catalog: Catalog | undefined,
  path: string,
  files: FileGroup,
  open: (path: string, files: FileGroup) => Promise<EntrySink>,
): Promise<EntrySink> {
  if (catalog === undefined) return open(path, files);
  const file = join(dirname(path), catalog.file);
  const name = basename(path);
  if (name === catalog.file)
    throw new UsageError(`${path} is where the dataset is entered.`, 'Name another file with --output.');
  await readCatalog(file, catalog.key, name);
  const sink = await open(path, files);
  return {
    ...sink,
    async finish() {
      const { texts, indentation } = await readCatalog(file, catalog.key, name);
      const made = await sink.finish();
      const own = JSON.stringify(catalog.entry(name), null, indentation);
      const all = new Map([...texts, [catalog.key, own.replaceAll('\n', `\n${indentation}`)]]);
      const lines = [...all].map(([key, text]) => `${indentation}${JSON.stringify(key)}: ${text}`);
      await files.write(file, `{\n${lines.join(',\n')}\n}\n`);
      return [...made, file];
    },
  };
}

/** The same format, whose files are entered under another name. Throws `UsageError` where nothing is entered anywhere. */
export function withDatasetName<Format extends { readonly files: FileLayout }>(
  format: Format,
  name: string | null,
): Format {
  const { files } = format;
  if (name === null) return format;
  if ((files.kind === 'array' || files.kind === 'lines') && files.catalog !== undefined)
    return { ...format, files: { ...files, catalog: { ...files.catalog, key: name } } };
  throw new UsageError('--dataset-name has nothing to name here.', 'It names datasets of LLaMA-Factory.');
}

type ReadCatalog = {
  /** Of each entry, as the user has it. */
  readonly texts: ReadonlyMap<string, string>;
  readonly indentation: string;
};

async function readCatalog(file: string, key: string, name: string): Promise<ReadCatalog> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new FileAccessError('read', file, 'The output has to be named in it; make it readable.', error);
  });
  if (text === null) return { texts: new Map(), indentation: '  ' };
  const json = text.replace(/^\uFEFF/, '');
  const texts = memberTexts(json);
  if (texts === null) {
    throw new UsageError(
      `${file} is no JSON object, so that ${name} cannot be named in it; nothing was written.`,
      'Mend it, or name another folder with --output.',
    );
  }
  const known = texts.get(key);
  if (known !== undefined && fileOf(known) !== name) {
    throw new UsageError(
      `${file} has another dataset under '${key}'; nothing was written.`,
      'Give this one a name of its own with --dataset-name.',
    );
  }
  return { texts, indentation: /^\{\r?\n([ \t]{1,8})"/.exec(json)?.[1] ?? '  ' };
}

function fileOf(entry: string): unknown {
  const value: unknown = JSON.parse(entry);
  return isJsonObject(value) ? value.file_name : null;
}
