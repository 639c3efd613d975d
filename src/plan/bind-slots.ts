import { ownNameOf } from '../arguments/own-name.js';
import { surelyFits } from '../json/surely-fits.js';
import type { Random } from '../random/random.js';
import type { JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Locale } from '../types/plan-row.js';
import type { Slot, ToolChain } from '../types/tool-chain.js';
import type { EndpointLookup, Parameter } from '../types/tool-registry.js';
import { type Anchor, createLazyAnchor } from '../values/anchor.js';
import { generateValue } from '../values/generate-value.js';
import { orderKey } from './order-key.js';

export type BindingContext = {
  readonly endpoints: EndpointLookup;
  readonly knowledge: Knowledge;
  readonly locale: Locale;
  readonly now: string;
};

/**
 * Gives each slot of a chain the value that the user will bring. Values of one chain fit each other: one person, one
 * place unless the chain wants several, starts before ends, lower bounds below upper ones. Slots that stand beside each
 * other differ, as far as the schema has several values.
 */
export function bindSlots(chain: ToolChain, context: BindingContext, random: Random): JsonValue[] {
  const used = new Map<string, number>();
  const anchors = new Map<string, Anchor>();
  // Slots of different kinds share the anchor: one person, one place.
  const anchorOf = (label: string): Anchor => {
    const anchor = anchors.get(label) ?? createLazyAnchor(context.locale, random.fork(label));
    anchors.set(label, anchor);
    return anchor;
  };
  const bindings: JsonValue[] = [];
  const fillings = fillingsOf(chain, context);
  chain.slots.forEach((slot, index) => {
    const kind = slot.concept ?? `${slot.endpointId} ${slot.parameter}`;
    const occurrence = used.get(kind) ?? 0;
    used.set(kind, occurrence + 1);
    const known = knownBefore(index, chain, bindings, context);
    if (known !== null) {
      bindings.push(known);
      return;
    }
    const draw = (again: string): JsonValue => {
      const anchor = anchorOf(`anchor-${occurrence}${again}`);
      return bindSlot(slot, anchor, context, random.fork(`slot-${index}${again}`));
    };
    let value = draw('');
    const unfit = (): boolean =>
      breaksSchema(slot, value, context) ||
      clashes(index, value, fillings, bindings, context) ||
      isSpent(value, index, chain, context);
    for (let again = 1; again <= redraws && unfit(); again += 1) value = draw(`-again-${again}`);
    bindings.push(value);
  });
  orderPairs(chain.slots, fillings, bindings, context);
  return bindings;
}

/** True of a value that the catalog's own schema does not take: what is said of a thing need not have the form that is asked for. */
function breaksSchema(
  { endpointId, parameter: name }: Slot,
  value: JsonValue,
  { endpoints }: BindingContext,
): boolean {
  const endpoint = endpoints.get(endpointId);
  if (endpoint?.inputSchema === undefined) return false;
  const parameter = endpoint.parameters.find((each) => each.name === name);
  return parameter !== undefined && !surelyFits(value, parameter.schema);
}

/** What the product knows of its user is one value wherever a tool takes it; null for others, and where it comes first. */
function knownBefore(
  slot: number,
  { slots }: ToolChain,
  bindings: readonly JsonValue[],
  { endpoints }: BindingContext,
): JsonValue {
  const taker = (index: number): { readonly tool: string; readonly parameter: Parameter } | null => {
    const { endpointId = '', parameter: name } = slots[index] ?? {};
    const endpoint = endpoints.get(endpointId);
    const parameter = endpoint?.parameters.find((each) => each.name === name);
    if (endpoint === undefined || parameter?.fromContext !== true) return null;
    return { tool: endpoint.toolId, parameter };
  };
  const own = taker(slot);
  if (own === null) return null;
  const earlier = bindings.findIndex((_, index) => {
    const other = taker(index);
    return other?.tool === own.tool && ownNameOf(other.parameter) === ownNameOf(own.parameter);
  });
  return bindings[earlier] ?? null;
}

/** Draws after which a parameter counts as having no other value to give. */
const redraws = 24;

/** What each slot fills, first what bounds its value: one date may be the day of a film and the start of a stay. */
function fillingsOf(
  { steps, slots }: ToolChain,
  { endpoints }: BindingContext,
): readonly (readonly Slot[])[] {
  const fillings = slots.map((slot) => [slot]);
  for (const { endpointId, arguments: passed } of steps) {
    for (const { parameter, from } of passed) {
      if (from.kind !== 'slot') continue;
      const filled = fillings[from.slot];
      if (filled?.some((other) => other.endpointId === endpointId && other.parameter === parameter) !== false)
        continue;
      const declared = endpoints.get(endpointId)?.parameters.find(({ name }) => name === parameter);
      const concept = declared?.concept?.id ?? null;
      filled.push({ concept, label: declared?.label ?? '', endpointId, parameter });
    }
  }
  return fillings;
}

/** True where a slot has the value of an earlier one that it stands beside: two cities to compare, two ends of a stay. */
function clashes(
  slot: number,
  value: JsonValue,
  fillings: readonly (readonly Slot[])[],
  bindings: readonly JsonValue[],
  context: BindingContext,
): boolean {
  return bindings.some(
    (other, earlier) =>
      // Most values are of another kind or tell themselves apart at once.
      (other === value || (typeof other === 'object' && typeof value === 'object')) &&
      JSON.stringify(other) === JSON.stringify(value) &&
      somePair(fillings[slot], fillings[earlier], (one, two) => standsBeside(one, two, context)),
  );
}

function somePair(
  ones: readonly Slot[] = [],
  others: readonly Slot[] = [],
  holds: (one: Slot, other: Slot) => boolean,
): boolean {
  return ones.some((one) => others.some((other) => holds(one, other)));
}

const spent =
  /cancel|complet|return|used|expire|closed|deliver|refund|finish|done|fail|reject|withdraw|archiv|resolv|past|paid|ended/i;

/** True of a state in which nothing more can be done to a thing, where the chain goes on to change or end what it finds. */
function isSpent(value: JsonValue, slot: number, chain: ToolChain, { endpoints }: BindingContext): boolean {
  if (typeof value !== 'string' || !spent.test(value) || !/status|state/.test(chain.slots[slot]?.label ?? ''))
    return false;
  const finders = chain.steps.flatMap((step, index) =>
    step.arguments.some(({ from }) => from.kind === 'slot' && from.slot === slot) ? [index] : [],
  );
  return chain.steps.some(
    (step) =>
      ['update', 'delete'].includes(endpoints.get(step.endpointId)?.intent ?? '') &&
      step.arguments.some(({ from }) => from.kind === 'link' && finders.includes(from.step)),
  );
}

function standsBeside(one: Slot, other: Slot, context: BindingContext): boolean {
  const sameStep = one.endpointId === other.endpointId;
  return (
    (sameStep &&
      (one.parameter === other.parameter || (one.concept !== null && one.concept === other.concept))) ||
    changesAgain(one, other, context) ||
    isPair(one, other) ||
    isPair(other, one)
  );
}

/** True where an update gives a thing the very value that was said of it before: it would change nothing. */
function changesAgain(one: Slot, other: Slot, { endpoints }: BindingContext): boolean {
  const update = endpoints.get(one.endpointId);
  return (
    update?.intent === 'update' &&
    update.toolId === endpoints.get(other.endpointId)?.toolId &&
    one.label === other.label
  );
}

function bindSlot(slot: Slot, anchor: Anchor, context: BindingContext, random: Random): JsonValue {
  const endpoint = context.endpoints.get(slot.endpointId);
  const parameter = endpoint?.parameters.find((candidate) => candidate.name === slot.parameter);
  if (!endpoint || !parameter)
    throw new RangeError(
      `The chain's slot '${slot.parameter}' of '${slot.endpointId}' is not in the registry.`,
    );
  const first = firstPage(parameter);
  if (first !== null) return first;
  const concept =
    parameter.concept === null ? undefined : context.knowledge.concepts.get(parameter.concept.id);
  return generateValue(
    {
      generator: concept?.generator ?? null,
      schema: withoutDefault(parameter),
      entity: endpoint.entity,
      // People leave the `ID` of an `external ID` out; what is drawn must not.
      label:
        parameter.label === '' || parameter.concept?.id.endsWith('_id') === true
          ? parameter.name
          : parameter.label,
      examples: parameter.examples,
      anchor,
      locale: context.locale,
      now: context.now,
    },
    random,
  );
}

/** Nobody asks for the 170th page of what they have not seen; null for other parameters. */
function firstPage({ role, schema }: Parameter): JsonValue {
  if (role !== 'page' || schema.enum !== undefined || (schema.minimum ?? 1) > 1) return null;
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  return schema.type === 'string' && schema.pattern === undefined && schema.format === undefined ? '1' : null;
}

const drawn = new WeakMap<Parameter, Parameter['schema']>();

/** What the value is drawn from: a default is no value that anybody would say. */
function withoutDefault(parameter: Parameter): Parameter['schema'] {
  let schema = drawn.get(parameter);
  if (schema === undefined) {
    const { default: _default, ...rest } = parameter.schema;
    schema = { ...rest, ...(parameter.description === '' ? {} : { description: parameter.description }) };
    drawn.set(parameter, schema);
  }
  return schema;
}

const starts =
  /\b(start(?:s|ed|ing)?|from|check-in|departure|departs?|min|minimum|begin(?:s|ning)?|since|after|opens?|opening|first|earliest|lower|lowest|issued?|pick-?up|outbound|origin)\b/;
const ends =
  /\b(end(?:s|ed|ing)?|to|until|till|through|check-out|return|arrival|arrives?|max|maximum|due|before|closes?|closing|last|latest|upper|highest|expir(?:y|es|ation)|drop-?off|destination)\b/;
/** Ends of a way on the map have no order, halves of a point stay together, and a first name comes before no last one. */
const unordered = /\b(latitude|longitude|coordinates?|names?|initials?|digits?)\b/;

/** Swaps the values of a start and an end of one kind that came out the wrong way round. */
function orderPairs(
  slots: readonly Slot[],
  fillings: readonly (readonly Slot[])[],
  bindings: JsonValue[],
  context: BindingContext,
): void {
  slots.forEach((start, first) => {
    slots.forEach((end, second) => {
      if (first === second || !somePair(fillings[first], fillings[second], isOrdered)) return;
      const low = orderKey(bindings[first], descriptionOf(start, context));
      const high = orderKey(bindings[second], descriptionOf(end, context));
      if (low === null || high === null || typeof low !== typeof high || low <= high) return;
      [bindings[first], bindings[second]] = [bindings[second] as JsonValue, bindings[first] as JsonValue];
    });
  });
}

function descriptionOf({ endpointId, parameter }: Slot, { endpoints }: BindingContext): string {
  return endpoints.get(endpointId)?.parameters.find(({ name }) => name === parameter)?.description ?? '';
}

function isOrdered(start: Slot, end: Slot): boolean {
  return isPair(start, end) && !unordered.test(start.label);
}

/** True of the start and the end of one span: a stay, a period, a range of prices. */
function isPair(start: Slot, end: Slot): boolean {
  if (start.endpointId !== end.endpointId || !starts.test(start.label) || !ends.test(end.label)) return false;
  const bare = (label: string): string => label.replace(starts, '').replace(ends, '').trim();
  return bare(start.label) === bare(end.label);
}
