import type { Random } from '../random/random.js';
import { impose } from './impose-constraint.js';
import type { Instance } from './instance.js';
import type { Constraint } from './read-arguments.js';
import type { World } from './world.js';

/** Makes facts of what filters ask of an instance, near what would be drawn for it. */
export function imposeAll(
  instance: Instance,
  constraints: readonly Constraint[],
  world: World,
  random: Random,
): void {
  if (constraints.length === 0) return;
  const { attributes } = world.profile(instance.entity);
  // Equalities first: the place they name decides what else is drawn.
  const ordered = [...constraints].sort((left, right) => rank(left) - rank(right));
  for (const [attribute, own] of groupBy(ordered)) {
    const profile = attributes.get(attribute);
    const [first] = own;
    if (first?.operator === 'equals' && !Array.isArray(first.value))
      instance.facts.set(attribute, first.value);
    else if (profile !== undefined) {
      const about = { entity: instance.entity, schema: profile.schema, locale: world.settings.locale };
      instance.facts.set(attribute, impose(world.value(instance, attribute, profile), own, about, random));
    }
  }
}

function rank({ operator }: Constraint): number {
  return operator === 'equals' ? 0 : 1;
}

function groupBy(constraints: readonly Constraint[]): Map<string, Constraint[]> {
  const groups = new Map<string, Constraint[]>();
  for (const constraint of constraints)
    groups.set(constraint.attribute, [...(groups.get(constraint.attribute) ?? []), constraint]);
  return groups;
}
