import type { JsonObject } from '../../types/json.js';

/** A chat template of a model, ready to render. */
export type ChatTemplate = {
  /** The text of a conversation. Throws `CannotHoldError` with what the template says, or what it took too much of. */
  readonly render: (input: TemplateInput) => string;
  /** Ends what it holds open. */
  readonly close: () => Promise<void>;
};

/** What a template sees besides its special tokens. */
export type TemplateInput = {
  readonly messages: readonly JsonObject[];
  /** Null where none is offered, as Python has it. */
  readonly tools: readonly JsonObject[] | null;
};

/** Where a template comes from: its texts and the tokens it may name. */
export type TemplateSource = {
  readonly plain: string;
  /** For conversations with tools, where the model has one of its own. */
  readonly withTools: string | null;
  /** `bos_token`, `eos_token` and others by name. */
  readonly tokens: { readonly [name: string]: string };
};
