/** Everything `config/graph.yaml` says: which values may travel between endpoints, and the weight of each kind of edge. */
export type GraphSettings = {
  readonly dataLink: {
    /** 0–1. Links below are dropped. */
    readonly minimumConfidence: number;
    readonly weights: {
      readonly identifier: number;
      readonly optionalIdentifier: number;
      readonly unspoken: number;
      readonly spoken: number;
    };
    readonly otherTool: number;
    readonly otherCategory: number;
  };
  readonly semantic: {
    readonly base: number;
    readonly sameEntity: number;
    readonly otherTool: number;
    readonly otherCategory: number;
    /** 0–1. A parameter whose concept is less certain shares no value with others. */
    readonly minimumConfidence: number;
  };
  readonly category: { readonly base: number };
  /** By concept id; a concept belongs to its nearest listed ancestor. */
  readonly universalConcepts: ReadonlyMap<string, UniversalConcept>;
  readonly unspokenConcepts: ReadonlySet<string>;
  /** Categories that meet in one errand, as slugs; `unrelated` scales the weights of a pair that no group holds. */
  readonly errands: { readonly unrelated: number; readonly groups: readonly ReadonlySet<string>[] };
  /** Categories (slugs) that hold tools of all kinds. */
  readonly miscellaneous: ReadonlySet<string>;
  /** Universal concept → what speaks of another thing with such symbols. */
  readonly rivals: ReadonlyMap<string, Rivals>;
  /** Entities whose place is nobody's errand. */
  readonly homes: ReadonlySet<string>;
  /** Entities that may be about anything. */
  readonly accounts: ReadonlySet<string>;
  /** Universal concept of a specimen's number → concepts by which one is asked about that specimen. */
  readonly specimens: ReadonlyMap<string, readonly string[]>;
  /** Words of endpoints' names by which their answers are made up. */
  readonly invented: ReadonlySet<string>;
  /** Entities that say where something is. */
  readonly placeEntities: ReadonlySet<string>;
  /** Words (or two, by a blank) of tools' names that speak of a country → the country. */
  readonly lands: ReadonlyMap<string, string>;
  /** Words that make a coordinate the corner of a map section. */
  readonly corners: ReadonlySet<string>;
  /** Nouns of endpoints' names that speak of a part of a thing or of figures about it, as singulars. */
  readonly parts: ReadonlySet<string>;
  /** Words of names that tell the two ends of a journey or period apart. */
  readonly ends: {
    readonly place: EndWords;
    readonly time: EndWords;
    readonly timeConcepts: ReadonlySet<string>;
  };
  readonly limits: {
    readonly fanOut: number;
    readonly semanticFanOut: number;
    readonly categoryFanOut: number;
    readonly window: number;
  };
};

/** A value that means the same in every tool. */
export type UniversalConcept = {
  /** How far an answer's value may travel. */
  readonly link: 'never' | Reach;
  /** Weight of two endpoints taking it from the user; 0: no connection. */
  readonly share: number;
  /** How far apart two endpoints that take it from the user may be. */
  readonly among: Reach;
};

/** Lower-case stems. */
export type Rivals = {
  /** In names of endpoints and tools. */
  readonly stems: readonly string[];
  /** In descriptions of tools. */
  readonly described: readonly string[];
  /** A description with one of these speaks of the thing itself too. */
  readonly unless: readonly string[];
};

export type Reach = 'tool' | 'category' | 'anywhere';

export type EndWords = { readonly from: ReadonlySet<string>; readonly to: ReadonlySet<string> };
