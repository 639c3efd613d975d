import { isJsonObject } from '../json/is-json-object.js';
import { computeMetrics } from '../metrics/compute-metrics.js';
import type { Metrics } from '../metrics/metrics.js';
import { type LinkKind, linkKinds, linksOf, toolOf } from '../splits/record-links.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { createHashNumbers, hashOf } from '../validate/hash-numbers.js';
import { callNames, importedFrom, listOf, metadataOf, untrainedIn } from './package-columns.js';
import type { PairCounts } from './preference-table.js';

/** Everything that a card says in numbers, counted from the rows of a package. */
export type PackageFacts = {
  readonly splits: readonly SplitFacts[];
  readonly metrics: Metrics;
  readonly tokens: TokenFacts;
  /** Endpoints by how often they are called, most first, then by name; own names. */
  readonly endpoints: readonly { readonly name: string; readonly calls: number }[];
  readonly offeredTools: number;
  readonly calledTools: number;
  /** Things that stand in several splits, by kind. */
  readonly shared: { readonly [kind in LinkKind]: number };
  /** Tools that test conversations call, and those of them that no other split offers. */
  readonly testTools: { readonly called: number; readonly unseen: number };
  /** Role → who played it → conversations. */
  readonly agents: { readonly [role: string]: { readonly [agent: string]: number } };
  /** Format → conversations. */
  readonly imported: { readonly [format: string]: number };
  /** Languages of all conversations, variants too, in the order of their codes and without their regions. */
  readonly languages: readonly string[];
  readonly pairs: PairCounts;
  readonly untrained: { readonly conversations: number; readonly messages: number };
  /** Calls by where the shape of the response comes from: declared by the catalog, inferred, or not said. */
  readonly responses: { readonly declared: number; readonly inferred: number; readonly unknown: number };
};

export type SplitFacts = {
  readonly name: SplitName;
  readonly conversations: number;
  /** Of these, variants of others. */
  readonly variants: number;
  readonly messages: number;
  readonly calls: number;
  /** Called tools. */
  readonly tools: number;
  readonly tokens: number;
};

export type TokenFacts = {
  readonly total: number;
  readonly mean: number;
  readonly median: number;
  /** Nine of ten conversations are no longer. */
  readonly p90: number;
  readonly p99: number;
  readonly longest: number;
};

/** A record of a package, as its tables hold it. */
export type CountedRow = {
  readonly split: SplitName;
  readonly record: JsonObject;
  /** What its row says of its length. */
  readonly tokens: number;
};

/** Counts the rows in one pass. */
export async function countPackage(
  rows: AsyncIterable<CountedRow>,
  mixTargets: { readonly [phenomenon: string]: number },
): Promise<Omit<PackageFacts, 'pairs'>> {
  const counter = createCounter();
  const metrics = await computeMetrics(counted(), { mixTargets });
  return { ...counter.facts(), metrics };

  async function* counted(): AsyncGenerator<unknown, void, undefined> {
    for await (const row of rows) {
      counter.add(row);
      yield row.record;
    }
  }
}

type Tally = Map<string, number>;

function createCounter(): {
  readonly add: (row: CountedRow) => void;
  readonly facts: () => Omit<PackageFacts, 'metrics' | 'pairs'>;
} {
  const splits = new Map<
    SplitName,
    { counts: Omit<SplitFacts, 'name' | 'tools'>; called: Set<string>; offered: Set<string> }
  >();
  const lengths: number[] = [];
  const endpoints: Tally = new Map();
  const agents = new Map<string, Tally>();
  const imported: Tally = new Map();
  const languages = new Set<string>();
  const untrained = { conversations: 0, messages: 0 };
  const responses = { declared: 0, inferred: 0, unknown: 0 };
  const placeOf = createHashNumbers();
  const shared = Object.fromEntries(linkKinds.map((kind) => [kind, new Set<string>()])) as {
    [kind in LinkKind]: Set<string>;
  };
  return {
    add({ split, record, tokens }) {
      const found = splits.get(split) ?? {
        counts: noCounts,
        called: new Set<string>(),
        offered: new Set<string>(),
      };
      const names = callNames(record);
      for (const name of names) {
        count(endpoints, name);
        found.called.add(toolOf(name));
      }
      for (const { name } of listOf(record.tools)) found.offered.add(toolOf(String(name)));
      found.counts = addCounts(found.counts, record, names.length, tokens);
      splits.set(split, found);
      lengths.push(tokens);
      for (const { kind, key } of linksOf(record)) {
        const place = splitNames.indexOf(split) + 1;
        if (placeOf.addFirst(hashOf(`${kind}\0${key}`), place) !== place) shared[kind].add(key);
      }
      countAgents(record, agents);
      const format = importedFrom(record);
      if (format !== null) count(imported, format);
      const language = languageOf(metadataOf(record).locale);
      if (language !== null) languages.add(language);
      const messages = untrainedIn(record);
      untrained.messages += messages;
      untrained.conversations += messages > 0 ? 1 : 0;
      const semantics = isJsonObject(record.semantics) ? record.semantics : {};
      for (const name of names) responses[responseOf(semantics, name)] += 1;
    },
    facts() {
      const [called, offered, elsewhere] = [new Set<string>(), new Set<string>(), new Set<string>()];
      for (const [name, found] of splits) {
        for (const tool of found.called) called.add(tool);
        for (const tool of found.offered) {
          offered.add(tool);
          if (name !== 'test') elsewhere.add(tool);
        }
      }
      const testTools = [...(splits.get('test')?.called ?? [])];
      return {
        splits: splitNames.flatMap((name) => {
          const found = splits.get(name);
          return found === undefined ? [] : [{ name, ...found.counts, tools: found.called.size }];
        }),
        tokens: tokenFacts(lengths),
        endpoints: ranked(endpoints).map(([name, calls]) => ({ name, calls })),
        offeredTools: offered.size,
        calledTools: called.size,
        shared: Object.fromEntries(
          linkKinds.map((kind) => [kind, shared[kind].size]),
        ) as PackageFacts['shared'],
        testTools: {
          called: testTools.length,
          unseen: testTools.filter((tool) => !elsewhere.has(tool)).length,
        },
        agents: Object.fromEntries(
          [...agents].map(([role, tally]) => [role, Object.fromEntries(ranked(tally))]),
        ),
        imported: Object.fromEntries(ranked(imported)),
        languages: [...languages].sort(),
        ...{ untrained, responses },
      };
    },
  };
}

const noCounts = { conversations: 0, variants: 0, messages: 0, calls: 0, tokens: 0 };

function addCounts(
  counts: typeof noCounts,
  record: JsonObject,
  calls: number,
  tokens: number,
): typeof noCounts {
  const isVariant = String(record.conversation_id).includes('~');
  return {
    conversations: counts.conversations + 1,
    variants: counts.variants + (isVariant ? 1 : 0),
    messages: counts.messages + listOf(record.messages).length,
    calls: counts.calls + calls,
    tokens: counts.tokens + tokens,
  };
}

function countAgents(record: JsonObject, agents: Map<string, Tally>): void {
  const { agents: given } = metadataOf(record);
  const scores = isJsonObject(record.judge_scores) ? record.judge_scores : {};
  const roles: [string, unknown][] = isJsonObject(given) ? Object.entries(given) : [];
  if (typeof scores.judge_model === 'string') roles.push(['judged by', scores.judge_model]);
  for (const [role, agent] of roles) {
    if (typeof agent !== 'string') continue;
    const tally: Tally = agents.get(role) ?? new Map();
    count(tally, agent);
    agents.set(role, tally);
  }
}

/** As the Hub knows it. */
function languageOf(locale: JsonValue | undefined): string | null {
  return typeof locale === 'string' ? (/^[a-z]{2,3}(?=[-_]|$)/.exec(locale)?.[0] ?? null) : null;
}

function responseOf(semantics: JsonObject, name: string): 'declared' | 'inferred' | 'unknown' {
  const known = Object.hasOwn(semantics, name) ? semantics[name] : undefined;
  const response = isJsonObject(known) ? known.response : undefined;
  return response === 'declared' || response === 'inferred' ? response : 'unknown';
}

function tokenFacts(lengths: readonly number[]): TokenFacts {
  const sorted = Float64Array.from(lengths).sort();
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const total = sorted.reduce((sum, length) => sum + length, 0);
  return {
    total,
    mean: sorted.length === 0 ? 0 : Math.round(total / sorted.length),
    ...{ median: at(0.5), p90: at(0.9), p99: at(0.99), longest: at(1) },
  };
}

function count(tally: Tally, name: string): void {
  tally.set(name, (tally.get(name) ?? 0) + 1);
}

/** Most first, then by name. */
function ranked(tally: Tally): [string, number][] {
  return [...tally].sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1));
}
