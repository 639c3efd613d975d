import { compare, satisfies } from './impose-constraint.js';
import type { Instance } from './instance.js';
import type { Constraint, ReadArguments } from './read-arguments.js';
import type { World } from './world.js';

/** A list that was asked for: how long it is, and, where it is short enough to be drawn as a whole, what is on it. */
export type KnownList = {
  readonly total: number;
  readonly members: readonly Instance[] | null;
  /** Same for lists that differ in filters only, filters on what their members show. */
  readonly family: string;
  readonly constraints: readonly Constraint[];
  /** What the arguments by which it was drawn say of its members: attribute, operator and value, as text. */
  readonly terms: ReadonlySet<string>;
};

/** What lists that were asked for before say about a new one of their family. */
export type Relatives = {
  /** Members of theirs that fit. */
  readonly kept: readonly Instance[];
  /** True where one of them is wider: then nothing else can be on the new one. */
  readonly isWithin: boolean;
  /** True where an instance would have to be on one of them and is not. */
  readonly excludes: (instance: Instance) => boolean;
};

export function familyOf(entity: string, callName: string, args: ReadArguments, world: World): string {
  const { attributes } = world.profile(entity);
  const shown = new Set(
    args.constraints.filter(({ attribute }) => attributes.has(attribute)).map(({ from }) => from),
  );
  return `${entity}?${callName}?${args.identity.filter((argument) => !shown.has(argument)).join('&')}`;
}

export function relativesOf(family: string, constraints: readonly Constraint[], world: World): Relatives {
  const lists = [...world.lists.values()].filter((list) => list.family === family && list.members !== null);
  const fits = (instance: Instance, asked: readonly Constraint[]): boolean =>
    asked.every((constraint) => fitsConstraint(instance, constraint, world));
  const all = new Set(lists.flatMap(({ members }) => members ?? []));
  return {
    kept: [...all].filter((instance) => fits(instance, constraints)),
    isWithin: lists.some((list) => isTighter(constraints, list.constraints)),
    excludes: (instance) => !all.has(instance) && lists.some((list) => fits(instance, list.constraints)),
  };
}

export function fitsConstraint(instance: Instance, constraint: Constraint, world: World): boolean {
  const profile = world.profile(instance.entity).attributes.get(constraint.attribute);
  const fact = instance.facts.get(constraint.attribute);
  if (profile === undefined) return fact === undefined || satisfies(fact, constraint);
  return satisfies(world.value(instance, constraint.attribute, profile), constraint);
}

/** True where nothing can fit: from a day after the one that it ends on. */
export function isImpossible(constraints: readonly Constraint[]): boolean {
  return constraints.some(
    (low) =>
      low.operator === 'at_least' &&
      constraints.some(
        (high) =>
          high.operator === 'at_most' &&
          high.attribute === low.attribute &&
          compare(low.value, high.value) > 0,
      ),
  );
}

/** True where whatever fits the first fits the second, too. */
function isTighter(first: readonly Constraint[], second: readonly Constraint[]): boolean {
  return second.every((wide) =>
    first.some(({ attribute, operator, value }) => {
      if (attribute !== wide.attribute || operator !== wide.operator) return false;
      if (operator === 'at_most') return compare(value, wide.value) <= 0;
      if (operator === 'at_least') return compare(value, wide.value) >= 0;
      return JSON.stringify(value) === JSON.stringify(wide.value);
    }),
  );
}
