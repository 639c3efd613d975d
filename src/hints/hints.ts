import type { JsonValue, PointerPattern } from '../types/json.js';

/** What a hints file states, in the order of the file: later hints count over earlier ones. Plain data, for threads too. */
export type Hints = {
  /** As the user named it, for messages. */
  readonly file: string;
  readonly endpoints: readonly EndpointHint[];
};

export type EndpointHint = {
  /** Which endpoints: see `namesOf`; `*` stands for anything. */
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** Extension members (`x-intent`) for the endpoint. */
  readonly members: { readonly [key: string]: JsonValue };
  readonly responseSchema?: JsonValue;
  readonly responseExample?: JsonValue;
  readonly parameters: readonly ParameterHint[];
  readonly fields: readonly FieldHint[];
};

export type ParameterHint = {
  /** By name, by pointer or with `*`. */
  readonly name: string;
  readonly line: number;
  readonly members: { readonly [key: string]: JsonValue };
};

export type FieldHint = {
  readonly pointer: PointerPattern;
  readonly line: number;
  readonly concept: string;
};

/** Which hints found what they name. */
export type HintUse = {
  /** Place of the hint in the file, and the id of an endpoint that it names. */
  readonly endpoints: readonly (readonly [hint: number, endpointId: string])[];
  /** Places of hints and of parameters in them that were found on some endpoint. */
  readonly parameters: readonly (readonly [hint: number, parameter: number])[];
};

export const noUse: HintUse = { endpoints: [], parameters: [] };

/** Each pair once; of the endpoints of one hint the first few, which is enough to name what they have. */
export function joinUses(uses: readonly HintUse[]): HintUse {
  const counts = new Map<number, number>();
  const endpoints = uses
    .flatMap((use) => use.endpoints)
    .filter(([hint]) => {
      const count = (counts.get(hint) ?? 0) + 1;
      counts.set(hint, count);
      return count <= mostEndpoints;
    });
  const parameters = new Map(
    uses.flatMap((use) => use.parameters).map((each) => [each.join(' '), each] as const),
  );
  return { endpoints, parameters: [...parameters.values()] };
}

/** Stands in suggested hints where only people know the value. */
export const placeholder = 'REPLACE-ME';

const mostEndpoints = 200;

/** Something in a hints file that says nothing about this catalog. */
export type HintProblem = { readonly line: number; readonly text: string };
