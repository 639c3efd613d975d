import type { Dimension, Finding } from './rubric.js';

export type ScoredDimension = {
  /** 1.0–5.0 in steps of 0.1. */
  readonly score: number;
  /** What took points away, the most costly first. */
  readonly deductions: readonly Deduction[];
};

export type Deduction = {
  readonly kind: string;
  readonly says: string;
  readonly count: number;
  readonly points: number;
  readonly detail: string | null;
};

/** Takes the findings' points from 5.0. Kinds that the rubric does not list cost nothing: that is how one is turned off. */
export function scoreDimension(dimension: Dimension, findings: readonly Finding[]): ScoredDimension {
  const byKind = new Map<string, Finding[]>();
  for (const finding of findings) {
    const found = byKind.get(finding.kind);
    if (found === undefined) byKind.set(finding.kind, [finding]);
    else found.push(finding);
  }
  const deductions: Deduction[] = [];
  for (const [kind, found] of byKind) {
    const rule = Object.hasOwn(dimension.findings, kind) ? dimension.findings[kind] : undefined;
    if (rule === undefined) continue;
    const amount = found.reduce((sum, finding) => sum + finding.amount, 0);
    const points = Math.min(rule.deduct * amount, rule.at_most);
    if (points <= 0) continue;
    const detail = found.find((finding) => finding.detail !== undefined)?.detail ?? null;
    deductions.push({ kind, says: rule.says, count: found.length, points, detail });
  }
  deductions.sort((left, right) => right.points - left.points || (left.kind < right.kind ? -1 : 1));
  const rest = 5 - deductions.reduce((sum, { points }) => sum + points, 0);
  return { score: Math.round(Math.min(5, Math.max(1, rest)) * 10) / 10, deductions };
}
