import type { Random } from '../random/random.js';
import type { JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Locale } from '../types/plan-row.js';
import type { Slot, ToolChain } from '../types/tool-chain.js';
import type { Endpoint, Parameter } from '../types/tool-registry.js';
import { type Anchor, createAnchor } from '../values/anchor.js';
import { generateValue } from '../values/generate-value.js';

export type BindingContext = {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly knowledge: Knowledge;
  readonly locale: Locale;
  readonly now: string;
};

/**
 * Gives each slot of a chain the value that the user will bring. Values of one chain fit each other: one person, one
 * place unless the chain wants several, starts before ends, lower bounds below upper ones.
 */
export function bindSlots(chain: ToolChain, context: BindingContext, random: Random): JsonValue[] {
  const used = new Map<string, number>();
  const bindings = chain.slots.map((slot, index) => {
    const kind = slot.concept ?? `${slot.endpointId} ${slot.parameter}`;
    const occurrence = used.get(kind) ?? 0;
    used.set(kind, occurrence + 1);
    const anchor = createAnchor(context.locale, random.fork(`anchor-${occurrence}`));
    return bindSlot(slot, anchor, context, random.fork(`slot-${index}`));
  });
  orderPairs(chain.slots, bindings);
  return bindings;
}

function bindSlot(slot: Slot, anchor: Anchor, context: BindingContext, random: Random): JsonValue {
  const endpoint = context.endpoints.get(slot.endpointId);
  const parameter = endpoint?.parameters.find((candidate) => candidate.name === slot.parameter);
  if (!endpoint || !parameter)
    throw new RangeError(
      `The chain's slot '${slot.parameter}' of '${slot.endpointId}' is not in the registry.`,
    );
  const concept =
    parameter.concept === null ? undefined : context.knowledge.concepts.get(parameter.concept.id);
  return generateValue(
    {
      generator: concept?.generator ?? null,
      schema: withoutDefault(parameter),
      entity: endpoint.entity,
      label: parameter.label === '' ? parameter.name : parameter.label,
      examples: parameter.examples,
      anchor,
      locale: context.locale,
      now: context.now,
    },
    random,
  );
}

function withoutDefault(parameter: Parameter): Parameter['schema'] {
  const { default: _default, ...schema } = parameter.schema;
  return { ...schema, ...(parameter.description === '' ? {} : { description: parameter.description }) };
}

const starts = /\b(start|from|check-in|departure|min|minimum|begin|since|pickup|outbound)\b/;
const ends = /\b(end|to|until|check-out|return|max|maximum|due|dropoff)\b/;

/** Swaps the values of a start and an end of one kind that came out the wrong way round. */
function orderPairs(slots: readonly Slot[], bindings: JsonValue[]): void {
  slots.forEach((start, first) => {
    if (!starts.test(start.label)) return;
    slots.forEach((end, second) => {
      if (first === second || !ends.test(end.label) || !samePair(start, end)) return;
      const low = bindings[first];
      const high = bindings[second];
      if (
        low === undefined ||
        high === undefined ||
        typeof low !== typeof high ||
        low === null ||
        high === null
      )
        return;
      if (low > high) [bindings[first], bindings[second]] = [high, low];
    });
  });
}

function samePair(start: Slot, end: Slot): boolean {
  if (start.endpointId !== end.endpointId) return false;
  const bare = (label: string): string => label.replace(starts, '').replace(ends, '').trim();
  return bare(start.label) === bare(end.label);
}
