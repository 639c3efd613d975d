import { createHash } from 'node:crypto';
import stableText from 'fast-json-stable-stringify';
import { readDataset } from '../dataset/read-dataset.js';
import { readLines } from '../dataset/read-lines.js';
import { EmptyDatasetError } from '../errors/empty-dataset-error.js';
import { createFileGroup } from '../files/file-group.js';
import { isJsonObject } from '../json/is-json-object.js';
import { lineText } from '../json/line-text.js';
import type { JsonObject } from '../types/json.js';
import { createMergedIds, type MergedIds } from './merged-ids.js';

export type MergeOptions = {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly onLeftOut?: (leftOut: {
    readonly path: string;
    readonly line: number;
    readonly reason: string;
  }) => void;
  readonly checkInterrupted?: () => void;
};

export type MergeReport = {
  readonly inputs: readonly {
    readonly path: string;
    readonly records: number;
    /** Left out because they say what an earlier record says. */
    readonly duplicates: number;
    readonly renamed: number;
    /** Lines that are no record. */
    readonly unreadable: number;
  }[];
  readonly records: number;
  readonly files: readonly string[];
};

/**
 * Several datasets as one, in the order in which they are named, with unique ids: a record that says the same as an earlier one
 * goes, one that says something else under an id that is taken gets another, its variants with it, and `<output>.renamed.json`
 * says which. Lines that need no other id stay as they are. Reads each file twice; memory is some 200 bytes a record.
 * Throws `FileAccessError`, and `EmptyDatasetError` where no file holds a record.
 */
export async function mergeDatasets(options: MergeOptions): Promise<MergeReport> {
  const { inputs, output } = options;
  const { ids, counts } = await readIds(options);
  const group = createFileGroup();
  const renamed: { file: number; from: string; to: string }[] = [];
  const files = [output];
  let written = 0;
  try {
    const file = await group.open(output);
    for (const [place, path] of inputs.entries()) {
      let line = 0;
      for await (const bytes of readLines(path)) {
        line += 1;
        const decision = ids.decisionOf(place, line);
        if (decision === null || bytes === 'too_long') continue;
        options.checkInterrupted?.();
        const { id, twinGroup, isChanged } = decision;
        const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
        if (isChanged) {
          const record = JSON.parse(text) as JsonObject;
          if (record.conversation_id !== id)
            renamed.push({ file: place, from: String(record.conversation_id), to: id });
          await file.write(Buffer.from(`${lineText(withId(record, id, twinGroup))}\n`, 'utf8'));
        } else await file.write(Buffer.from(`${text}\n`, 'utf8'));
        written += 1;
      }
    }
    if (written === 0) throw new EmptyDatasetError(inputs.join("', '"));
    const renamedFile = `${output}.renamed.json`;
    if (renamed.length > 0) {
      const list = renamed.map((each) => ({ input: each.file + 1, from: each.from, to: each.to }));
      await group.write(renamedFile, `${JSON.stringify(list, null, 2)}\n`);
      files.push(renamedFile);
    } else group.remove(renamedFile);
    await group.commit();
  } finally {
    await group.abort();
  }
  const perInput = inputs.map((path, place) => ({
    path,
    ...(counts[place] ?? { records: 0, duplicates: 0, unreadable: 0 }),
    renamed: renamed.filter((each) => each.file === place).length,
  }));
  return { inputs: perInput, records: written, files };
}

async function readIds(options: MergeOptions): Promise<{
  readonly ids: MergedIds;
  readonly counts: readonly { records: number; duplicates: number; unreadable: number }[];
}> {
  const merging = createMergedIds();
  const counts = options.inputs.map(() => ({ records: 0, duplicates: 0, unreadable: 0 }));
  for (const [place, path] of options.inputs.entries()) {
    const count = counts[place];
    for await (const { line, record, error } of readDataset(path)) {
      options.checkInterrupted?.();
      if (count === undefined) continue;
      if (error !== undefined) {
        count.unreadable += 1;
        options.onLeftOut?.({ path, line, reason: error.detail });
        continue;
      }
      count.records += 1;
      const given = record as JsonObject;
      const group = isJsonObject(given.metadata) ? given.metadata.twin_group : undefined;
      merging.add({
        ...{ file: place, line, id: String(given.conversation_id) },
        twinGroup: typeof group === 'string' ? group : null,
        content: contentHash(given),
      });
    }
  }
  const ids = merging.finish();
  for (const [place, count] of counts.entries()) count.duplicates = ids.duplicates(place);
  return { ids, counts };
}

/** Of all that a record says but its own name, whatever the order of keys. */
function contentHash(record: JsonObject): string {
  const { conversation_id: _id, metadata, ...rest } = record;
  const kept = isJsonObject(metadata)
    ? Object.fromEntries(Object.entries(metadata).filter(([key]) => !names.has(key)))
    : metadata;
  return createHash('sha256')
    .update(stableText({ ...rest, metadata: kept }))
    .digest('base64')
    .slice(0, 22);
}

const names: ReadonlySet<string> = new Set(['conversation_id', 'twin_group', 'imported']);

/** Keys stay where they are; a group of variants is added where the base did not name its own yet. */
function withId(record: JsonObject, id: string, twinGroup: string | null): JsonObject {
  const { metadata } = record;
  const changed = isJsonObject(metadata)
    ? {
        ...metadata,
        ...(metadata.conversation_id === undefined ? {} : { conversation_id: id }),
        ...(twinGroup === null ? {} : { twin_group: twinGroup }),
      }
    : metadata;
  return { ...record, conversation_id: id, ...(changed === undefined ? {} : { metadata: changed }) };
}
