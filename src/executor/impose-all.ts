import type { Random } from '../random/random.js';
import { isSoughtByName } from '../values/entity-names.js';
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
  for (const [attribute, own] of groupsOf(constraints)) {
    const profile = attributes.get(attribute);
    const [first] = own;
    if (first?.operator === 'equals' && !Array.isArray(first.value))
      instance.facts.set(attribute, first.value);
    else if (namesWhole(first, own, instance)) instance.facts.set(attribute, (first as Constraint).value);
    else if (profile !== undefined) {
      const about = { entity: instance.entity, schema: profile.schema, locale: world.settings.locale };
      instance.facts.set(attribute, impose(world.value(instance, attribute, profile), own, about, random));
    }
  }
}

/** Who looks for a thing by its name finds it first, under that name, and what is called alike after it. */
function namesWhole(
  wanted: Constraint | undefined,
  { length }: readonly Constraint[],
  { entity, facts }: Instance,
): boolean {
  if (wanted === undefined || wanted.operator !== 'contains' || length > 1) return false;
  if (typeof wanted.value !== 'string' || !properName.test(wanted.value)) return false;
  const named = naming.exec(wanted.attribute);
  if (named === null || (facts.get('#member') ?? 0) !== 0) return false;
  return isSoughtByName(named[1] ?? entity);
}

/** With the noun of what is named before it, where that is another thing: the movie of a showtime. */
const naming = /^(?:(\w+)_)?(?:name|title)$/;
/** With a capital, or of a script without them, and with nothing of an address or a number of something. */
const properName = /^(?=.*(?:[A-Z]|[^\x00-\u02ff]))[^\d@/:_<>{}]{2,60}$/;

type Groups = ReadonlyMap<string, readonly Constraint[]>;

/** The constraints of a call by attribute, worked out once for all members of its list. */
function groupsOf(constraints: readonly Constraint[]): Groups {
  let known = groups.get(constraints);
  if (known === undefined) {
    // Equalities first: the place they name decides what else is drawn.
    known = groupBy([...constraints].sort((left, right) => rank(left) - rank(right)));
    groups.set(constraints, known);
  }
  return known;
}

const groups = new WeakMap<readonly Constraint[], Groups>();

function rank({ operator }: Constraint): number {
  return operator === 'equals' ? 0 : 1;
}

function groupBy(constraints: readonly Constraint[]): Map<string, Constraint[]> {
  const groups = new Map<string, Constraint[]>();
  for (const constraint of constraints)
    groups.set(constraint.attribute, [...(groups.get(constraint.attribute) ?? []), constraint]);
  return groups;
}
