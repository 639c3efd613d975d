import type { ConceptMatch } from '../types/concept.js';
import type { JsonValue, PointerPattern } from '../types/json.js';
import type { Filter, Intent, Parameter, ResponseModel } from '../types/tool-registry.js';

/** What was understood of a catalog, and what hints would improve. */
export type Explanation = {
  readonly endpoints: readonly EndpointExplanation[];
  /** Why endpoints cannot be used, most endpoints first. */
  readonly causes: readonly Cause[];
  /** Of all endpoints asked for, most valuable first. */
  readonly suggestions: readonly Suggestion[];
  readonly usable: number;
};

export type Cause = {
  readonly reason: string;
  readonly endpoints: number;
  /** Call names of the first few. */
  readonly examples: readonly string[];
};

export type EndpointExplanation = {
  readonly callName: string;
  readonly functionName: string | null;
  readonly name: string;
  readonly tool: string;
  /** Why no conversation calls it; null where they may. */
  readonly lost: { readonly reason: string; readonly detail: string } | null;
  readonly intent: Understood<Intent>;
  readonly entity: Understood<string> | null;
  readonly irreversible: boolean;
  readonly idParameter: string | null;
  readonly filters: readonly Filter[];
  readonly writes: readonly { readonly parameter: string; readonly field: string }[];
  readonly parameters: readonly ParameterExplanation[];
  readonly response: {
    readonly origin: ResponseModel['origin'];
    readonly confidence: number;
    /** Where it shows things. */
    readonly objects: readonly {
      readonly at: PointerPattern;
      readonly entity: string;
      readonly idField: string | null;
    }[];
    readonly fields: readonly FieldExplanation[];
  };
  /** Endpoints whose answers its parameters take values of. */
  readonly incoming: readonly LinkExplanation[];
  /** Endpoints that take values of its answer. */
  readonly outgoing: readonly LinkExplanation[];
};

export type Understood<Value> = { readonly value: Value; readonly evidence: readonly string[] };

export type ParameterExplanation = {
  readonly name: string;
  readonly required: boolean;
  readonly role: Parameter['role'];
  readonly concept: ConceptMatch | null;
  /** Who brings the value. */
  readonly broughtBy: 'user' | 'context' | 'answer' | 'default' | 'nobody';
  readonly examples: readonly JsonValue[];
};

export type FieldExplanation = {
  readonly pointer: PointerPattern;
  readonly concept: ConceptMatch | null;
};

export type LinkExplanation = {
  /** Call name of the other endpoint. */
  readonly endpoint: string;
  readonly field: PointerPattern;
  readonly parameter: string;
  /** 0–1. */
  readonly confidence: number;
};

/** A hint worth giving. */
export type Suggestion = {
  /** Endpoints that it is about, as hints name them. */
  readonly endpoint: string;
  /** Parameter, where it is about one. */
  readonly parameter: string | null;
  /** What to state, by the keys of hints. */
  readonly hint: { readonly [key: string]: JsonValue };
  readonly why: string;
  /** Endpoints that it may win, or that it makes surer. */
  readonly endpoints: number;
  /** True where without it they are lost. */
  readonly isNeeded: boolean;
};
