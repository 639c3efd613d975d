import type { Source } from '../../types/provenance.js';
import { valueAt } from '../pointer.js';
import { currenciesOf } from '../reading/agrees-in-number.js';
import { readQuantities } from '../reading/read-quantity.js';
import type { RecordView } from '../record-view.js';

/** An amount told with a currency that the object it comes from contradicts. */
export function siblingCurrencyProblem(
  view: RecordView,
  source: Extract<Source, { kind: 'output' }>,
  text: string,
): string | null {
  if (source.normalization?.name !== 'money') return null;
  const code = currencyBeside(view, source);
  if (code === null) return null;
  const context = { facts: view.facts, now: view.record.scenario.now };
  const told = readQuantities(text, view.facts)
    .map((quantity) => currenciesOf(`${quantity.before} ${quantity.after}`.trim(), context))
    .find((codes) => codes !== null);
  if (told === undefined || told === null || told.includes(code)) return null;
  return `the output gives the amount in ${code}`;
}

/** The nearest field named for a currency, in the object of the amount or one around it. */
function currencyBeside(
  view: RecordView,
  { call, pointer }: Extract<Source, { kind: 'output' }>,
): string | null {
  const output = view.callById.get(call)?.output;
  for (
    let end = pointer.lastIndexOf('/');
    end >= 0;
    end = end === 0 ? -1 : pointer.lastIndexOf('/', end - 1)
  ) {
    const around = valueAt(output, pointer.slice(0, end));
    if (typeof around !== 'object' || around === null || Array.isArray(around)) continue;
    for (const [key, value] of Object.entries(around)) {
      if (
        typeof value === 'string' &&
        value.length === 3 &&
        /^[A-Z]{3}$/.test(value) &&
        /currency/i.test(key)
      )
        return value;
    }
  }
  return null;
}
