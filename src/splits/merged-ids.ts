/** A record as merging sees it. */
export type MergedEntry = {
  readonly file: number;
  readonly line: number;
  readonly id: string;
  /** As the record names it. */
  readonly twinGroup: string | null;
  /** Equal for records that say the same. */
  readonly content: string;
};

export type MergeDecision = {
  readonly id: string;
  /** To be written into the record; null: as it has it. */
  readonly twinGroup: string | null;
  /** False where the line can stay as it is. */
  readonly isChanged: boolean;
};

export type MergedIds = {
  /** Null: no record, or one that an earlier one says already. */
  readonly decisionOf: (file: number, line: number) => MergeDecision | null;
  readonly duplicates: (file: number) => number;
};

/**
 * Ids over several files, in the order of `add`. A base and its variants (`<base>~…`) of one file go by one id: their own where
 * it is free, that of the earlier record where their base says the same, else a new one: `conv_<seed>_<index>` counts on after
 * the highest index of that seed in any file, other ids get `_2`, `_3` …
 */
export function createMergedIds(): {
  readonly add: (entry: MergedEntry) => void;
  readonly finish: () => MergedIds;
} {
  const entries: { readonly entry: MergedEntry; readonly family: Family }[] = [];
  const families: Family[] = [];
  const open = new Map<string, Family>();
  const known = new Set<string>();
  const highest = new Map<string, number>();
  let file = -1;
  return {
    add(entry) {
      if (entry.file !== file) open.clear();
      file = entry.file;
      const [base = '', label] = partsOf(entry.id);
      known.add(base);
      noteIndex(base, highest);
      let family = open.get(base);
      // A second base of the same id is another record, and what follows it are its variants.
      if (family === undefined || (label === null && family.base !== null)) {
        family = { id: base, base: null, merged: null };
        families.push(family);
        open.set(base, family);
      }
      if (label === null) family.base = entry;
      entries.push({ entry, family });
    },
    finish: () => decide(entries, families, { known, highest }),
  };
}

type Family = {
  readonly id: string;
  base: MergedEntry | null;
  /** Its id among all. */
  merged: string | null;
};

type Taken = { readonly known: Set<string>; readonly highest: Map<string, number> };

function decide(
  entries: readonly { readonly entry: MergedEntry; readonly family: Family }[],
  families: readonly Family[],
  taken: Taken,
): MergedIds {
  const firsts = new Map<string, string>();
  const used = new Set<string>();
  const sharedBases = new Set<string>();
  for (const family of families) {
    const same = family.base === null ? undefined : firsts.get(family.base.content);
    family.merged = same ?? (used.has(family.id) ? nextFree(family.id, taken) : family.id);
    used.add(family.merged);
    if (family.base !== null && same === undefined) firsts.set(family.base.content, family.merged);
  }

  const contents = new Set<string>();
  const ids = new Set<string>();
  const decisions = new Map<string, { id: string; twinGroup: string | null; isChanged: boolean }>();
  const duplicates = new Map<number, number>();
  for (const { entry, family } of entries) {
    if (contents.has(entry.content)) {
      duplicates.set(entry.file, (duplicates.get(entry.file) ?? 0) + 1);
      continue;
    }
    contents.add(entry.content);
    const label = partsOf(entry.id)[1];
    const base = family.merged ?? family.id;
    const id = label === null ? base : freeLabel(`${base}~${label}`, ids);
    ids.add(id);
    const isChanged = id !== entry.id;
    decisions.set(`${entry.file}:${entry.line}`, {
      ...{ id, isChanged },
      twinGroup: isChanged && label !== null ? base : null,
    });
    if (label !== null && family.base !== null) sharedBases.add(base);
  }
  nameGroups(entries, decisions, sharedBases);
  return {
    decisionOf: (file, line) => decisions.get(`${file}:${line}`) ?? null,
    duplicates: (file) => duplicates.get(file) ?? 0,
  };
}

/** A base that is renamed, or that got variants of another file, names its group by its new id. */
function nameGroups(
  entries: readonly { readonly entry: MergedEntry; readonly family: Family }[],
  decisions: ReadonlyMap<string, { id: string; twinGroup: string | null; isChanged: boolean }>,
  bases: ReadonlySet<string>,
): void {
  for (const { entry } of entries) {
    const decision = decisions.get(`${entry.file}:${entry.line}`);
    if (decision === undefined || partsOf(entry.id)[1] !== null || !bases.has(decision.id)) continue;
    if (entry.twinGroup === decision.id) continue;
    decision.twinGroup = decision.id;
    decision.isChanged = true;
  }
}

function partsOf(id: string): [string, string | null] {
  const mark = id.indexOf('~');
  return mark === -1 ? [id, null] : [id.slice(0, mark), id.slice(mark + 1)];
}

function noteIndex(id: string, highest: Map<string, number>): void {
  const [, prefix, index] = /^(conv_\d+_)(\d{4,15})$/.exec(id) ?? [];
  if (prefix === undefined) return;
  highest.set(prefix, Math.max(highest.get(prefix) ?? 0, Number(index)));
}

function nextFree(id: string, { known, highest }: Taken): string {
  const [, prefix] = /^(conv_\d+_)\d{4,15}$/.exec(id) ?? [];
  if (prefix !== undefined) {
    const next = (highest.get(prefix) ?? 0) + 1;
    highest.set(prefix, next);
    return `${prefix}${String(next).padStart(4, '0')}`;
  }
  for (let number = 2; ; number += 1) {
    const candidate = `${id}_${number}`;
    if (known.has(candidate)) continue;
    known.add(candidate);
    return candidate;
  }
}

function freeLabel(id: string, ids: ReadonlySet<string>): string {
  if (!ids.has(id)) return id;
  for (let number = 2; ; number += 1) if (!ids.has(`${id}_${number}`)) return `${id}_${number}`;
}
