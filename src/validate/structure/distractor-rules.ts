import type { DistractorClaim } from '../../types/dataset-record.js';
import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { lettersOf, toolOf } from './recount-difficulty.js';

/** Law 8: what is called a distractor is one, as far as the record shows. */
export const distractorRules: readonly Rule[] = [
  { law: 8, name: 'distractors-offered', check: distractorsOffered },
  { law: 8, name: 'distractors-near', check: distractorsNear },
];

/** Each is offered, never called, and named once. */
function distractorsOffered(view: RecordView, report: Report): void {
  const called = new Set(view.calls.map(({ call }) => call.name));
  const named = new Set<string>();
  for (const [index, { name, endpoint_id: id }] of claimsOf(view).entries()) {
    const place = `/metadata/distractors/${index}`;
    if (!view.toolByName.has(name)) report(`${place}/name`, `${name} is not offered.`);
    if (called.has(name)) report(`${place}/name`, `${name} is called, so it is no distractor.`);
    if (view.record.metadata.endpoint_ids.includes(id))
      report(`${place}/endpoint_id`, `${id} is called, so it is no distractor.`);
    if (named.has(name)) report(`${place}/name`, `${name} is named twice.`);
    named.add(name);
  }
}

/** Each shares what it claims with an offered tool that is no distractor; where there is none the record cannot tell. */
function distractorsNear(view: RecordView, report: Report): void {
  const claims = claimsOf(view);
  const names = new Set(claims.map(({ name }) => name));
  const needed = view.record.tools.map(({ name }) => name).filter((name) => !names.has(name));
  if (needed.length === 0) return;
  for (const [index, claim] of claims.entries()) {
    if (!isShared(claim, needed, view))
      report(
        `/metadata/distractors/${index}/shares`,
        `${claim.name} shares no ${claim.shares} with a needed tool.`,
      );
  }
}

function isShared(
  { name, endpoint_id: id, shares }: DistractorClaim,
  needed: string[],
  view: RecordView,
): boolean {
  if (shares === 'entity') {
    const entity = entityOf(name, view);
    return entity !== null && needed.some((other) => entityOf(other, view) === entity);
  }
  if (shares === 'name') {
    const words = lettersOf(name);
    return needed.some((other) => lettersOf(other).some((word) => words.includes(word)));
  }
  // The record knows the category of called endpoints only; of a needed one that was not called it says nothing.
  const isCalled = (other: string): boolean => view.calls.some(({ call }) => call.name === other);
  const [tool, category] = [toolOf(name), categoryOf(id)];
  return (
    needed.some((other) => toolOf(other) === tool || !isCalled(other)) ||
    view.record.metadata.endpoint_ids.some((each) => categoryOf(each) === category)
  );
}

function entityOf(name: string, { record }: RecordView): string | null {
  return Object.hasOwn(record.semantics, name) ? (record.semantics[name]?.entity ?? null) : null;
}

function categoryOf(endpointId: string): string {
  return endpointId.slice(0, Math.max(0, endpointId.indexOf('/')));
}

function claimsOf({ record }: RecordView): readonly DistractorClaim[] {
  return record.metadata.distractors ?? [];
}
