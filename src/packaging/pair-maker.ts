import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileAccessError } from '../errors/file-access-error.js';
import type { Conversation, PreferencePair } from '../exchange/conversation.js';
import type { ExportItem } from '../exchange/export-dataset.js';
import { openLineFile } from '../exchange/preferences/open-line-file.js';
import type { Pairable, PairableSource } from '../exchange/preferences/pairable.js';
import { scorePairs } from '../exchange/preferences/score-pairs.js';
import { twinPairs } from '../exchange/preferences/twin-pairs.js';
import { clearLeftovers, newTemporary, releaseTemporary } from '../files/temporaries.js';
import { isJsonObject } from '../json/is-json-object.js';
import { lineText } from '../json/line-text.js';
import { createGrowingNumbers } from '../splits/growing-numbers.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import type { JsonObject } from '../types/json.js';
import { metadataOf } from './package-columns.js';

/** Takes the conversations of a package as its rows give them back, then makes the pairs that are in them. */
export type PairMaker = {
  /** `exported`: under the names that tools go out by. */
  readonly add: (split: SplitName, exported: Conversation, record: JsonObject) => Promise<void>;
  /** What pairs are made of; null where there are neither variants nor scores. */
  readonly source: () => 'twins' | 'scores' | null;
  /** In the order of the conversations, each with the split that it belongs to. */
  readonly pairs: () => AsyncGenerator<MadePair, void, undefined>;
  readonly close: () => Promise<void>;
};

export type MadePair = ExportItem<PreferencePair> & { readonly split: SplitName };

/**
 * `isGiven`: splits are files of their own, and nothing in one of them makes a pair with another. Conversations that may make
 * a pair wait in the folder for temporary files. Every method throws `FileAccessError`.
 */
export function createPairMaker(isGiven: boolean): PairMaker {
  const seen = { twins: false, scores: false };
  const spools = new Map<SplitName, Spool>();
  let folder: string | null = null;
  const spoolOf = async (split: SplitName): Promise<Spool> => {
    const name = isGiven ? split : 'train';
    folder ??= await makeFolder();
    const spool = spools.get(name) ?? (await openSpool(join(folder, `${name}.jsonl`)));
    spools.set(name, spool);
    return spool;
  };
  const source = (): 'twins' | 'scores' | null => (seen.twins ? 'twins' : seen.scores ? 'scores' : null);
  return {
    async add(split, exported, record) {
      const { twin_group: group, twin_difference: difference } = metadataOf(record);
      const twinGroup = typeof group === 'string' ? group.toWellFormed() : null;
      const score = scoreOf(record);
      if (twinGroup === null && score === null) return;
      if (difference !== undefined) seen.twins = true;
      if (score !== null) seen.scores = true;
      const pairable = { ...exported, id: exported.id.toWellFormed(), twinGroup, score };
      await (await spoolOf(split)).add(pairable, split);
    },
    source,
    async *pairs() {
      const from = source();
      if (from === null) return;
      for (const spool of spools.values()) {
        const made = from === 'twins' ? twinPairs(spool.source) : scorePairs(spool.source);
        for await (const pair of made) yield { ...pair, split: spool.splitOf(pair.line) };
      }
    },
    async close() {
      for (const spool of spools.values()) await spool.close();
      if (folder === null) return;
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
      releaseTemporary(folder);
    },
  };
}

function scoreOf({ judge_scores: scores }: JsonObject): number | null {
  if (!isJsonObject(scores)) return null;
  return typeof scores.mean_score === 'number' ? scores.mean_score : 0;
}

const advice = 'Make room there, or name another folder for temporary files with TMPDIR.';

async function makeFolder(): Promise<string> {
  await clearLeftovers(tmpdir());
  const folder = newTemporary(tmpdir());
  return attempt(folder, async () => {
    await mkdir(folder, { mode: 0o700 });
    return folder;
  });
}

/** Conversations that wait in a file, a line each. */
type Spool = {
  readonly add: (pairable: Pairable, split: SplitName) => Promise<void>;
  readonly splitOf: (line: number) => SplitName;
  readonly source: PairableSource;
  readonly close: () => Promise<void>;
};

async function openSpool(path: string): Promise<Spool> {
  const file: FileHandle = await attempt(path, () => open(path, 'wx', 0o600));
  const splits = createGrowingNumbers();
  let pending: string[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    const text = pending.join('');
    [pending, characters] = [[], 0];
    if (text !== '') await attempt(path, () => file.appendFile(text, 'utf8'));
  };
  const openLines: PairableSource['open'] = async () => {
    await flush();
    const lines = await openLineFile(path, advice);
    return { read: async (line) => JSON.parse(await lines.read(line)) as Pairable, close: lines.close };
  };
  return {
    async add(pairable, split) {
      const text = `${lineText(pairable)}\n`;
      pending.push(text);
      characters += text.length;
      splits.push(splitNames.indexOf(split));
      if (characters >= writtenAtOnce) await flush();
    },
    splitOf: (line) => splitNames[splits.at(line - 1)] ?? 'train',
    source: {
      async *records() {
        const { read, close } = await openLines();
        try {
          for (let line = 1; line <= splits.length; line += 1) {
            const item = await read(line);
            yield { line, id: item.id, item };
          }
        } finally {
          await close();
        }
      },
      open: openLines,
      placeOf: () => 'another',
    },
    close: () => file.close(),
  };
}

const writtenAtOnce = 1 << 20;

async function attempt<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new FileAccessError('write', path, advice, error);
  }
}
