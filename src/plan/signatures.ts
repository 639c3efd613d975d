import { normalWords } from '../concepts/concept-index.js';
import type { PlanAttempt } from '../types/plan-row.js';
import type { ChainSource, Slot, ToolChain } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';
import { Fingerprint } from './fingerprint.js';
import type { AttemptOutline } from './outline-attempt.js';

const kinds = { whole: 1, called: 2, uncalled: 3 } as const;
const sources = { slot: 1, link: 2, default: 3 } as const;

/** All steps of an attempt, its values, and what of them is left out. */
export function signatureOfWhole({ chain, bindings, withheld, served }: PlanAttempt): Fingerprint {
  const print = new Fingerprint(kinds.whole);
  print.integer(chain.steps.length);
  for (const { endpointId, parallelGroup, arguments: given } of chain.steps) {
    print.text(endpointId);
    print.integer(parallelGroup === null ? 0 : parallelGroup + 1);
    print.integer(given.length);
    for (const { parameter, from } of given) {
      print.text(parameter);
      addSource(print, from);
    }
  }
  addValues(print, bindings);
  print.integer(withheld.length);
  for (const slot of withheld) print.integer(slot);
  return print.integer(served ? 1 : 0);
}

/** Chain, bindings and phenomena as the record will show them: of what is not called, what is asked for and known. */
export function signatureAsShown(
  { chain, bindings }: PlanAttempt,
  { performed, phenomena }: AttemptOutline,
  endpoints: ReadonlyMap<string, Endpoint>,
): Fingerprint {
  if (performed.size === 0) return signatureUncalled(chain, bindings, endpoints);
  const print = new Fingerprint(kinds.called);
  print.integer(performed.size);
  let used = 0;
  for (const [index, { endpointId, arguments: given }] of chain.steps.entries()) {
    if (!performed.has(index)) continue;
    print.text(endpointId);
    for (const { from } of given) if (from.kind === 'slot') used += 1;
  }
  // Which step takes which of the values makes no difference here: they stand in the order of the steps.
  print.integer(used);
  for (const [index, step] of chain.steps.entries()) {
    if (!performed.has(index)) continue;
    for (const { parameter, from } of step.arguments)
      if (from.kind === 'slot') print.text(parameter).value(bindings[from.slot]);
  }
  print.integer(phenomena.size);
  for (const name of [...phenomena].sort()) print.text(name);
  return print;
}

function signatureUncalled(
  { steps, slots }: ToolChain,
  bindings: PlanAttempt['bindings'],
  endpoints: ReadonlyMap<string, Endpoint>,
): Fingerprint {
  const print = new Fingerprint(kinds.uncalled);
  print.integer(steps.length);
  for (const { endpointId } of steps)
    print.text(normalWords(endpoints.get(endpointId)?.name ?? '').join(' '));
  // What the product knows by itself is not said where nothing is called.
  addValues(
    print,
    bindings.filter((_, place) => !isKnownAnyway(slots[place], endpoints)),
  );
  return print;
}

function isKnownAnyway(slot: Slot | undefined, endpoints: ReadonlyMap<string, Endpoint>): boolean {
  if (slot === undefined) return false;
  const taken = endpoints.get(slot.endpointId)?.parameters.find(({ name }) => name === slot.parameter);
  return slot.concept === 'account_reference' || taken?.fromContext === true;
}

function addSource(print: Fingerprint, from: ChainSource): void {
  print.integer(sources[from.kind]);
  if (from.kind === 'slot') print.integer(from.slot);
  else if (from.kind === 'link') print.integer(from.step).text(from.field).integer(from.item);
  else print.value(from.value);
}

function addValues(print: Fingerprint, values: PlanAttempt['bindings']): void {
  print.integer(values.length);
  for (const value of values) print.value(value);
}
