import type { Comparison, Fact, ItemReport } from '../language/acts.js';

/** How two things of which the same was told differ in their numbers; nothing for more or fewer than two. */
export function compareItems(items: readonly ItemReport[]): Comparison[] {
  const [one, other] = items;
  if (!one?.name || !other?.name || items.length !== 2 || one.name.value === other.name.value) return [];
  const [name, otherName] = [one.name, other.name];
  return one.facts.flatMap((fact): Comparison[] => {
    const counterpart = other.facts.find(({ label }) => label === fact.label);
    if (!counterpart || !areComparable(fact, counterpart) || fact.value === counterpart.value) return [];
    const members = [
      { name, fact },
      { name: otherName, fact: counterpart },
    ] as const;
    const [lesser, greater] =
      Number(fact.value) < Number(counterpart.value) ? members : ([members[1], members[0]] as const);
    return [{ lesser, greater }];
  });
}

function areComparable(one: Fact, other: Fact): boolean {
  return typeof one.value === 'number' && typeof other.value === 'number' && one.currency === other.currency;
}
