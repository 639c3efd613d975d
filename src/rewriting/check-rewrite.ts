import { type ViewLanguage, viewOfRecord } from '../grounding/conversation-view.js';
import { foldForSearch, toUnits } from '../grounding/folded-text.js';
import { asks } from '../language/asks.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { Violation } from '../types/verdict.js';
import { anchorSpans } from './anchor-spans.js';
import { lostHeadWord } from './head-words.js';
import { polarityOf } from './polarity.js';
import { restFacts, withoutStretches } from './rest-facts.js';
import type { RewritingWords } from './rewriting-words.js';
import { spansOf, withText } from './spans-of.js';
import { shapeProblem } from './text-shape.js';

/** What a check needs beside the record. `validate` is the checker of records. */
export type RewriteCheck = ViewLanguage & {
  readonly rewriting: RewritingWords;
  readonly validate: (record: DatasetRecord) => readonly Violation[];
};

export type CheckedRewrite =
  | { readonly ok: true; readonly record: DatasetRecord }
  /** `reason` is typed, `value_lost`; `detail` is for people. */
  | { readonly ok: false; readonly reason: string; readonly detail: string };

/**
 * Whether a text may stand for a message: every value, question, denial and thing asked for is still there, nothing is new,
 * and the record keeps every law that it kept. Decided from both texts and the record alone.
 */
export function checkRewrite(
  record: DatasetRecord,
  index: number,
  rewritten: string,
  check: RewriteCheck,
): CheckedRewrite {
  const message = record.messages[index];
  if (
    message === undefined ||
    (message.role !== 'user' && message.role !== 'assistant') ||
    message.content === ''
  )
    return refused('not_a_text', `message ${index} is nothing that is said`);
  const original = message.content;
  const shape = shapeProblem(rewritten, original);
  if (shape !== null) return refused(shape, `message ${index}`);
  const view = viewOfRecord(record, check);
  const spans = spansOf(record, index, view);
  const anchored = anchorSpans(original, rewritten, spans, view);
  if (!anchored.ok) return refused('value_lost', anchored.lost);
  const folded = foldForSearch(original);
  const before = withoutStretches(
    original,
    spans.map(({ start, end }) => toUnits(folded, start, end)),
  );
  const after = withoutStretches(rewritten, anchored.stretches);
  const problem = restProblem(before, after, kindOf(record, index), view, check.rewriting);
  if (problem !== null) return refused(...problem);
  const lost = message.role === 'user' ? lostHeadWord(record, index, rewritten, check.language) : null;
  if (lost !== null) return refused('intent_lost', lost);
  const changed = withText(record, index, rewritten, anchored.moved);
  const violation = newViolation(record, changed, check);
  return violation === null ? { ok: true, record: changed } : refused('law', violation);
}

function refused(reason: string, detail: string): CheckedRewrite {
  return { ok: false, reason, detail: detail.slice(0, 200) };
}

/** `decision`: a user's answer to a request for confirmation; `answer`: to any other question. */
type MessageKind = 'decision' | 'answer' | 'other';

function kindOf({ messages, phenomena }: DatasetRecord, index: number): MessageKind {
  const [message, asked] = [messages[index], messages[index - 1]];
  if (message?.role !== 'user' || asked?.role !== 'assistant' || !asks(asked.content)) return 'other';
  const decides = phenomena.some((each) => each.name === 'confirmation' && each.messages.includes(index));
  return decides ? 'decision' : 'answer';
}

/** What the texts without their values say otherwise than each other. */
function restProblem(
  before: string,
  after: string,
  kind: MessageKind,
  view: Parameters<typeof restFacts>[1],
  words: RewritingWords,
): [reason: string, detail: string] | null {
  const [was, is] = [polarityOf(before, words), polarityOf(after, words)];
  if (is.questions < was.questions || (was.questions === 0 && is.questions > 0))
    return ['question', `${was.questions} questions became ${is.questions}`];
  const unasked = missingFrom(was.asking, is.asking);
  if (unasked !== null) return ['question', `"${unasked}" is asked no longer`];
  if (was.denials !== is.denials) return ['negation', `${was.denials} became ${is.denials}`];
  // Where nothing is to be confirmed, "yes" and "please" are manners.
  const isOther =
    kind === 'decision' ? was.answer !== is.answer : (was.answer === 'refuses') !== (is.answer === 'refuses');
  if (kind !== 'other' && isOther) return ['answer', `it ${was.answer} and then ${is.answer}`];
  const [old, fresh] = [restFacts(before, view, words), restFacts(after, view, words)];
  const added = missingFrom(fresh.facts, old.facts);
  if (added !== null) return ['new_fact', added];
  const dropped = missingFrom(old.facts, fresh.facts);
  if (dropped !== null) return ['value_lost', dropped];
  const spoken = before.toLowerCase();
  for (const name of fresh.names) if (!spoken.includes(name)) return ['new_fact', name];
  const kept = after.toLowerCase();
  for (const name of old.names) if (!kept.includes(name)) return ['value_lost', name];
  return null;
}

/** The first entry of a list that stands there more often than in another; null where none does. */
function missingFrom(wanted: readonly string[], given: readonly string[]): string | null {
  const left = new Map<string, number>();
  for (const each of given) left.set(each, (left.get(each) ?? 0) + 1);
  for (const each of wanted) {
    const count = left.get(each) ?? 0;
    if (count === 0) return each;
    left.set(each, count - 1);
  }
  return null;
}

/** A violation that the record did not have, word for word: by rule alone one lost source could take the place of another. */
function newViolation(
  record: DatasetRecord,
  changed: DatasetRecord,
  { validate }: RewriteCheck,
): string | null {
  const after = validate(changed);
  if (after.length === 0) return null;
  const key = ({ law, rule, place, message }: Violation): string => [law, rule, place, message].join('\n');
  const before = new Set(validate(record).map(key));
  const added = after.find((violation) => !before.has(key(violation)));
  return added === undefined ? null : `${added.rule}: ${added.message}`;
}
