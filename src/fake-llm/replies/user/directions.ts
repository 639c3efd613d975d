/** What the live user's prompt says about their next message. */
export type Directions = {
  readonly wish: {
    readonly text: string;
    /** Only what it is about, not what is to be done. */
    readonly isVague: boolean;
    readonly values: readonly LabelledValue[];
  } | null;
  /** What a vague wish meant; told when asked. */
  readonly meant: string | null;
  /** Values to give when they are asked for. */
  readonly answers: readonly LabelledValue[];
  readonly correct: { readonly label: string; readonly from: string; readonly to: string } | null;
  readonly refuse: boolean;
  readonly finish: boolean;
  /** What the assistant said last; empty at the start. */
  readonly last: string;
  readonly locale: string | null;
};

export type LabelledValue = { readonly label: string; readonly say: string };

/** What a user does with a message. */
export type UserAct =
  | { readonly kind: 'thanks' | 'confirmation' | 'refusal' | 'other' }
  | { readonly kind: 'correction'; readonly label: string; readonly from: string; readonly to: string }
  | { readonly kind: 'answer'; readonly values: readonly LabelledValue[] }
  | { readonly kind: 'choice'; readonly name: string }
  | { readonly kind: 'request'; readonly about: string }
  | { readonly kind: 'request'; readonly text: string; readonly values: readonly LabelledValue[] };
