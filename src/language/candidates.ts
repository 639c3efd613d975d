import type { Candidate, Conditions } from './compile-grammar.js';

/** Of one number of `Conditions`, the bits that some alternative of a symbol asks for. */
type Asked = { readonly at: number; readonly bits: number };

/** By what holds of the first number that is asked for, then of the next; what fits stands under the last. */
type Known = Map<number, Known | readonly Candidate[]>;

/** Combinations that one symbol remembers before it forgets all of them. */
const most = 1000;

/**
 * The alternatives of a symbol in a register. Its alternatives ask for few of all the things that may hold, and the same of
 * them hold again and again: what fits then is found out once.
 */
export class Candidates {
  private readonly asked: readonly Asked[];
  private known: Known = new Map();
  private count = 0;

  constructor(private readonly all: readonly Candidate[]) {
    const bits = new Map<number, number>();
    for (const { asks } of all)
      for (let index = 0; index < asks.length; index += 3) {
        const at = asks[index] as number;
        bits.set(at, (bits.get(at) ?? 0) | (asks[index + 1] as number) | (asks[index + 2] as number));
      }
    this.asked = [...bits].map(([at, each]) => ({ at, bits: each }));
  }

  /** Those of which all that they ask for holds, in their order. */
  fitting(conditions: Conditions): readonly Candidate[] {
    const { asked } = this;
    const last = asked.length - 1;
    if (last < 0) return this.all;
    let known = this.known;
    for (let index = 0; index < last; index += 1) {
      const key = held(asked[index] as Asked, conditions);
      let next = known.get(key) as Known | undefined;
      if (next === undefined) {
        next = new Map();
        known.set(key, next);
      }
      known = next;
    }
    const key = held(asked[last] as Asked, conditions);
    return (known.get(key) as readonly Candidate[] | undefined) ?? this.remember(key, conditions, known);
  }

  private remember(key: number, conditions: Conditions, known: Known): readonly Candidate[] {
    const fitting = this.all.filter((candidate) => holdsAll(candidate, conditions));
    if (this.count >= most) {
      this.known = new Map();
      this.count = 0;
    } else {
      known.set(key, fitting);
      this.count += 1;
    }
    return fitting;
  }
}

function held({ at, bits }: Asked, conditions: Conditions): number {
  return (conditions[at] as number) & bits;
}

/** Whether all that an alternative asks for holds. */
function holdsAll({ asks }: Candidate, conditions: Conditions): boolean {
  // Most ask for nothing, or for a little that one number holds.
  const { length } = asks;
  for (let index = 0; index < length; index += 3) {
    const held = conditions[asks[index] as number] as number;
    const wanted = asks[index + 1] as number;
    if ((held & wanted) !== wanted || (held & (asks[index + 2] as number)) !== 0) return false;
  }
  return true;
}
