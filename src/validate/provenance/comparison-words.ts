import { valueAt } from '../pointer.js';
import { foldText } from '../reading/fold-text.js';
import type { RecordView } from '../record-view.js';
import { type DerivedSource, derive, listOf, valuesOf } from './derive.js';
import { orderOf } from './order-of.js';

/**
 * What is wrong with a superlative or comparative that a `min`, `max`, `rank` or `compare` claims; null where it is
 * true, `no comparison` where the text is no such word and the derived value itself is told.
 */
export function comparisonProblem(
  view: RecordView,
  source: DerivedSource,
  text: string,
  at: number,
): string | null {
  const word = foldText(text).replace(/^the /, '');
  const superlative = view.facts.superlatives.get(word);
  const comparative = view.facts.comparatives.get(word);
  if (source.function === 'compare') {
    if (comparative === undefined) return `${word} is no comparative`;
    const problem = derivedOperator(view, source, at);
    if (problem !== null) return problem;
    const wanted = source.options['operator'] === 'less' ? 'min' : 'max';
    return comparative.direction === 'any' || comparative.direction === wanted
      ? null
      : `${word} says the opposite`;
  }
  if (superlative === undefined || !['min', 'max'].includes(source.function)) return 'no comparison';
  if (superlative.direction !== 'any' && superlative.direction !== source.function)
    return `${word} says the opposite of ${source.function}`;
  const field = String(source.options['field'] ?? '');
  if (
    superlative.fields.length > 0 &&
    !superlative.fields.some((each) => field.toLowerCase().includes(each))
  ) {
    return `${word} does not speak of ${field === '' ? 'values' : field}`;
  }
  return memberProblem(view, source, at);
}

function derivedOperator(view: RecordView, source: DerivedSource, at: number): string | null {
  const derived = derive(view, source, at);
  if (!derived.ok) return derived.reason;
  return derived.values.includes(source.options['operator'] ?? '')
    ? null
    : `the comparison is ${derived.values.join()}`;
}

/** The member that option `member` names, an index, has the extreme value. */
function memberProblem(view: RecordView, source: DerivedSource, at: number): string | null {
  const first = source.inputs.map((input) => valuesOf(view, input, at));
  const firsts = first.map((values) => (values.ok ? (values.values[0] ?? null) : null));
  const field = String(source.options['field'] ?? '');
  const keys = listOf(firsts).map((member) => valueAt(member, field));
  const index = source.options['member'];
  const key = typeof index === 'number' ? keys[index] : undefined;
  if (key === undefined || keys.length < 2) return 'it does not say of which of two or more members';
  const isExtreme = keys.every((other) => {
    const order = orderOf(key, other);
    return order !== null && (source.function === 'min' ? order <= 0 : order >= 0);
  });
  return isExtreme ? null : `member ${index} is not the ${source.function} by ${field}`;
}
