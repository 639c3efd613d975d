export type Errand = {
  /** Universal concepts. */
  readonly over: ReadonlySet<string>;
  /** Entities. */
  readonly of: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
  /** True where any two of them are one errand; false where one of `of` has to be among them. */
  readonly gathers: boolean;
};

/** What people do with a value that they have from one tool in another. Entities are null where none was recognised. */
export type LeadOn = {
  /** True where who found one of `from` may go on to `to` with a value of the universal concept. */
  leads(anchor: string | null, from: string | null, to: string | null): boolean;
  /** True where one person asks two tools about both with one value. */
  meets(anchor: string, one: string | null, other: string | null): boolean;
};

export function createLeadOn(errands: readonly Errand[]): LeadOn {
  const bound = new Set(errands.flatMap(({ over }) => [...over]));
  const holds = ({ of, to }: Errand, entity: string): boolean => of.has(entity) || to.has(entity);
  const gathers = ({ of, gathers: any }: Errand, one: string, other: string): boolean =>
    any || of.has(one) || of.has(other);
  return {
    leads(anchor, from, to) {
      if (anchor === null || !bound.has(anchor)) return true;
      if (from === null || to === null) return false;
      return errands.some((errand) => errand.over.has(anchor) && errand.of.has(from) && errand.to.has(to));
    },
    meets(anchor, one, other) {
      if (!bound.has(anchor)) return true;
      if (one === null || other === null) return false;
      return errands.some(
        (errand) =>
          errand.over.has(anchor) &&
          holds(errand, one) &&
          holds(errand, other) &&
          gathers(errand, one, other),
      );
    },
  };
}
