import type { Random } from '../random/random.js';
import { isWrite } from '../sampler/draft.js';
import type { PlannedPick } from '../types/plan-row.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';
import { namesItsMember } from './chain-traits.js';
import { crossesList } from './crosses-list.js';

export type PickWish = {
  /** By step: the user message that asks for it. */
  readonly requestOf: readonly number[];
  /** Whether the user is to choose among results. */
  readonly choice: boolean;
};

/** Decides for each list that others draw from how its member is settled on. */
export function planPicks(
  chain: ToolChain,
  endpoints: ReadonlyMap<string, Endpoint>,
  { requestOf, choice }: PickWish,
  random: Random,
): PlannedPick[] {
  const drawn = listConsumers(chain);
  if (drawn.length === 0) return [];
  const lone = new Set(
    drawn.flatMap(({ supplier }) => (namesItsMember(supplier, chain, endpoints) ? supplier : [])),
  );
  const several = drawn.flatMap(({ supplier }) => (lone.has(supplier) ? [] : supplier));
  const asked = choice ? random.shuffle(several)[0] : undefined;
  return drawn.map(({ supplier, consumers }): PlannedPick => {
    const at = memberPattern(consumers[0]?.field ?? '');
    const items = 1 + Math.max(...consumers.map((consumer) => consumer.item));
    const first = Math.min(...consumers.map((consumer) => consumer.step));
    if (requestOf[first] !== requestOf[supplier]) return { step: supplier, at, policy: 'later', items };
    if (lone.has(supplier)) return { step: supplier, at, policy: 'single', items };
    const acts = isWrite(endpoints.get(chain.steps[first]?.endpointId ?? '')?.intent ?? 'search');
    const ask = !choice ? 0 : acts ? 4 : 2;
    const weights = items > 1 ? [0, 3, ask] : acts ? [2, 1, ask] : [2, 4, ask];
    const policy =
      supplier === asked
        ? 'ask'
        : random.fork(`step-${supplier}`).pickWeighted(['single', 'first', 'ask'] as const, weights);
    return { step: supplier, at, policy, items };
  });
}

type Consumer = { readonly step: number; readonly item: number; readonly field: string };

/** Steps whose answers hold a list that others draw from, in order, with those. */
function listConsumers(chain: ToolChain): { readonly supplier: number; readonly consumers: Consumer[] }[] {
  const bySupplier = new Map<number, Consumer[]>();
  chain.steps.forEach((step, index) => {
    for (const { from } of step.arguments) {
      if (from.kind !== 'link' || !crossesList(from.field)) continue;
      const consumers = bySupplier.get(from.step);
      const consumer = { step: index, item: from.item, field: from.field };
      if (consumers) consumers.push(consumer);
      else bySupplier.set(from.step, [consumer]);
    }
  });
  return [...bySupplier]
    .map(([supplier, consumers]) => ({ supplier, consumers }))
    .sort((one, other) => one.supplier - other.supplier);
}

/** The part of a pattern that names the members of its first list. */
function memberPattern(field: string): string {
  const at = field.indexOf('/*');
  if (at >= 0 && (at + 2 === field.length || field[at + 2] === '/')) return field.slice(0, at + 2);
  const segments = field.split('/');
  return segments.slice(0, segments.indexOf('*') + 1).join('/');
}
