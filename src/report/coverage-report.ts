import type { DatasetRecord } from '../types/dataset-record.js';
import { patternTypes } from '../types/plan-row.js';

/** How often each domain and pattern occurs. Names with 0 are those that could occur and did not. */
export type CoverageSummary = {
  readonly conversations: number;
  readonly domains: { readonly [name: string]: number };
  readonly patterns: { readonly [name: string]: number };
};

/** How many records are of each domain and pattern, as far as there are any. */
export type CoverageNames = {
  readonly domains: readonly (readonly [name: string, count: number])[];
  readonly patterns: readonly (readonly [name: string, count: number])[];
};

export type CoverageReport = {
  add(record: Pick<DatasetRecord, 'metadata'>): void;
  /** Counts that were made elsewhere. */
  merge(counts: CoverageNames): void;
  render(width?: number): string;
  toJson(): CoverageSummary & {
    readonly underrepresented: { domains: readonly string[]; patterns: readonly string[] };
  };
};

/** Counts records as they are written. `domains` names those that the catalog has, so that missing ones are named too. */
export function createCoverageReport({
  domains = [],
}: {
  readonly domains?: readonly string[];
} = {}): CoverageReport {
  const domainCounts = new Map<string, number>(domains.map((name) => [name, 0]));
  const patternCounts = new Map<string, number>(patternTypes.map((name) => [name, 0]));
  let conversations = 0;
  const summary = (): CoverageSummary => ({
    conversations,
    domains: toSorted(domainCounts),
    patterns: toSorted(patternCounts),
  });
  return {
    add({ metadata }) {
      conversations += 1;
      countName(domainCounts, metadata.domain, 1);
      countName(patternCounts, metadata.pattern_type, 1);
    },
    merge(counts) {
      for (const [name, count] of counts.domains) {
        conversations += count;
        countName(domainCounts, name, count);
      }
      for (const [name, count] of counts.patterns) countName(patternCounts, name, count);
    },
    render: (width) => renderCoverage(summary(), width),
    toJson() {
      const { domains: ofDomains, patterns } = summary();
      const underrepresented = {
        domains: underrepresentedOf(ofDomains),
        patterns: underrepresentedOf(patterns),
      };
      return { conversations, domains: ofDomains, patterns, underrepresented };
    },
  };
}

function countName(counts: Map<string, number>, name: string, times: number): void {
  counts.set(name, (counts.get(name) ?? 0) + times);
}

/** Bars per domain and pattern with the underrepresented named; no line longer than `width` (40 at least). */
export function renderCoverage(summary: CoverageSummary, width = 80): string {
  const columns = Math.max(40, Math.floor(width));
  return [
    renderBars('Domains', summary.domains, columns),
    renderBars('Patterns', summary.patterns, columns),
  ].join('\n\n');
}

function renderBars(title: string, counts: { readonly [name: string]: number }, columns: number): string {
  const entries = Object.entries(counts);
  if (entries.length === 0) return `${title}: none`;
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const most = entries.reduce((largest, [, count]) => Math.max(largest, count), 1);
  const nameWidth = Math.min(Math.floor(columns / 2), Math.max(...entries.map(([name]) => name.length)));
  const countWidth = String(most).length;
  // Name, count, percentage and the spaces between them leave the rest to the bar.
  const barWidth = Math.max(4, columns - nameWidth - countWidth - 10);
  const lines = entries.map(([name, count]) => {
    const label = (name.length > nameWidth ? `${name.slice(0, nameWidth - 1)}…` : name).padEnd(nameWidth);
    const bar = '█'.repeat(count === 0 ? 0 : Math.max(1, Math.round((count / most) * barWidth)));
    const share = total === 0 ? 0 : Math.round((count / total) * 100);
    return `  ${label} ${String(count).padStart(countWidth)} ${`${share} %`.padStart(5)} ${bar}`.trimEnd();
  });
  const few = underrepresentedOf(counts);
  const named = few.length === 0 ? 'none' : few.join(', ');
  return [`${title} (${total} conversations)`, ...lines, ...wrap(`Underrepresented: ${named}`, columns)].join(
    '\n',
  );
}

/** Those with less than half of an even share. */
function underrepresentedOf(counts: { readonly [name: string]: number }): string[] {
  const entries = Object.entries(counts);
  const even = entries.reduce((sum, [, count]) => sum + count, 0) / Math.max(1, entries.length);
  return entries.filter(([, count]) => count === 0 || count < even / 2).map(([name]) => name);
}

/** Most frequent first, then by code unit; without a prototype, since names come from catalogs. */
function toSorted(counts: ReadonlyMap<string, number>): { readonly [name: string]: number } {
  const sorted: { [name: string]: number } = Object.create(null);
  const entries = [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  for (const [name, count] of entries) sorted[name] = count;
  return sorted;
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > columns && line.trim() !== '') {
      lines.push(line);
      line = '   ';
    }
    line += ` ${word.slice(0, columns - 4)}`;
  }
  return [...lines, line];
}
