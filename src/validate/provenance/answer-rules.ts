import type { JsonValue } from '../../types/json.js';
import type { AnswerProvenance } from '../../types/provenance.js';
import { sliceCodePoints, toCodePointOffset } from '../code-points.js';
import { scanFacts } from '../facts/scan-facts.js';
import { agrees } from '../reading/agrees.js';
import { readValues } from '../reading/read-values.js';
import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { comparisonProblem } from './comparison-words.js';
import { derive } from './derive.js';
import { fieldUnitProblem } from './field-unit.js';
import { isCovered } from './is-covered.js';
import { saysSchemaWord } from './says-schema-word.js';
import { siblingCurrencyProblem } from './sibling-currency.js';
import { givenBy } from './source-value.js';

export const answerRules: readonly Rule[] = [
  { law: 2, name: 'answer-claim-true', check: answerClaimTrue },
  { law: 2, name: 'answer-fact-claimed', check: answerFactClaimed },
];

/** Each claimed stretch of text says what its source gives. */
function answerClaimTrue(view: RecordView, report: Report): void {
  view.record.provenance.answers.forEach((claim, index) => {
    const message = view.record.messages[claim.message];
    const place = `/provenance/answers/${index}`;
    if (message?.role !== 'assistant') {
      report(place, `Message ${claim.message} is no assistant message.`);
      return;
    }
    const text = sliceCodePoints(message.content, claim.start, claim.end);
    if (text === null) {
      report(place, `Message ${claim.message} has no characters ${claim.start} to ${claim.end}.`);
      return;
    }
    const problem = claimProblem(view, claim, text);
    if (problem !== null) report(place, `"${text.slice(0, 60)}" in message ${claim.message}: ${problem}.`);
  });
}

function claimProblem(view: RecordView, { source, message }: AnswerProvenance, text: string): string | null {
  const context = { facts: view.facts, now: view.record.scenario.now };
  if (source.kind === 'schema')
    return saysSchemaWord(view, text) ? null : 'no offered tool has such a value in its schema';
  if (source.kind === 'derived') {
    const word = comparisonProblem(view, source, text, message);
    if (word !== 'no comparison') return word;
    const derived = derive(view, source, message);
    if (!derived.ok) return derived.reason;
    const told = derived.values.some((value) => tellsDerived(text, value, source.options, context));
    return told ? null : `${source.function} gives ${JSON.stringify(derived.values).slice(0, 80)}`;
  }
  const given = givenBy(view, source, message);
  if (!given.ok) return given.reason;
  if (!agrees(text, given.value, given.normalization, context) && !bothRead(text, given, context)) {
    const shown = JSON.stringify(given.value).slice(0, 80);
    const way = given.normalization === undefined ? '' : ` by ${given.normalization.name}`;
    return `the source gives ${shown}${way}`;
  }
  if (source.kind !== 'output') return null;
  return siblingCurrencyProblem(view, source, text) ?? fieldUnitProblem(view, source, text);
}

/** Two texts about one value, the user's and the assistant's, agree where their readings meet. */
function bothRead(
  text: string,
  given: { readonly value: JsonValue; readonly normalization: Parameters<typeof readValues>[1] },
  context: Parameters<typeof readValues>[2],
): boolean {
  if (given.normalization === undefined || typeof given.value !== 'string') return false;
  if (!['number', 'date', 'time', 'date_time', 'unit'].includes(given.normalization.name)) return false;
  const left = readValues(text, given.normalization, context);
  return readValues(given.value, given.normalization, context).some((value) => left.includes(value));
}

const derivedWays = [
  undefined,
  { name: 'number' },
  { name: 'unit' },
  { name: 'money' },
  { name: 'date' },
  { name: 'time' },
  { name: 'case' },
] as const;

function tellsDerived(
  text: string,
  value: JsonValue,
  options: { readonly [name: string]: JsonValue },
  context: Parameters<typeof agrees>[3],
): boolean {
  const digits = options['digits'];
  if (typeof digits === 'number' && agrees(text, value, { name: 'round', options: { digits } }, context))
    return true;
  return derivedWays.some((way) => agrees(text, value, way, context));
}

/** Every fact that the checker itself finds in an assistant's text lies inside claimed stretches. */
function answerFactClaimed(view: RecordView, report: Report): void {
  view.record.messages.forEach((message, index) => {
    if (message.role !== 'assistant' || message.content === '') return;
    const claims = view.answersByMessage.get(index) ?? [];
    const characters = [...message.content];
    const isClaimed = (start: number, end: number): boolean =>
      isCovered(
        characters,
        toCodePointOffset(message.content, start),
        toCodePointOffset(message.content, end),
        claims,
      );
    for (const fact of scanFacts(view, message.content, index, isClaimed)) {
      if (isClaimed(fact.start, fact.end)) continue;
      const [start, end] = [fact.start, fact.end].map((offset) => toCodePointOffset(message.content, offset));
      report(
        `/messages/${index}/content`,
        `The ${fact.kind} "${message.content.slice(fact.start, fact.end)}" at ${start} to ${end} has no source.`,
      );
    }
  });
}
