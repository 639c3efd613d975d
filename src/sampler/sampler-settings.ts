import type { Intent } from '../types/tool-registry.js';
import type { LeadOn } from './lead-on.js';

/** Everything `config/sampler.yaml` says. Chances are 0–1, weights non-negative. */
export type SamplerSettings = {
  readonly attempts: number;
  readonly linkChance: number;
  readonly undoChance: number;
  /** How many times likelier a link becomes that no earlier chain used, where a plan steers. */
  readonly freshBoost: number;
  readonly goalSteps: number;
  /** Chance that a walk that is long enough goes on over a value that is merely shared or spoken. */
  readonly driftChance: number;
  /** Look-ups around one point (coordinates of one thing) that a conversation may hold. */
  readonly pointLookups: number;
  /** Entities that are no reason to ask for all that belongs to one. */
  readonly generalEntities: ReadonlySet<string>;
  readonly leadOn: LeadOn;
  readonly newGoalChance: { readonly beforeWrite: number; readonly otherwise: number };
  readonly optional: {
    readonly chance: number;
    readonly maximum: number;
    readonly bareChance: number;
    readonly sharedChance: number;
    readonly limitChance: number;
    readonly sortChance: number;
    readonly linkChance: number;
    /** Words in names of optional parameters that only a developer would set. */
    readonly neverSaid: ReadonlySet<string>;
  };
  /** 0–1. What a parameter means counts for sharing a value from here on. */
  readonly minimumConfidence: number;
  /** Universal concepts of values about which one tool is asked only. */
  readonly toldOnce: ReadonlySet<string>;
  /** Concepts of values that hold for all of a tool once they are said. */
  readonly carriedConcepts: ReadonlySet<string>;
  /** Words in names of lists that say how a service is made up: poor starts. */
  readonly dullStarts: ReadonlySet<string>;
  readonly parallel: {
    readonly weights: { readonly [shape in ParallelShape]: number };
    readonly comparedConcepts: ReadonlySet<string>;
  };
  /** Universal concepts that say where something is. */
  readonly placeConcepts: ReadonlySet<string>;
  readonly transitions: { readonly [from in Intent]: { readonly [to in Intent]: number } };
};

export type ParallelShape = 'sameEndpoint' | 'foundItems' | 'sameValue' | 'fanIn';
