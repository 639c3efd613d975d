import type { DatasetRecord } from './dataset-record.js';

/** What happens while a dataset is generated, in the order of the rows. */
export type GenerationEvent =
  | { readonly type: 'record-ready'; readonly index: number; readonly record: DatasetRecord }
  /** An attempt broke a law or a text gate; another follows while the row has any. */
  | {
      readonly type: 'attempt-rejected';
      readonly index: number;
      readonly attempt: number;
      readonly reasons: readonly string[];
    }
  /** A model's new text of a message was not taken; it keeps its own. */
  | {
      readonly type: 'text-kept';
      readonly conversationId: string;
      readonly message: number;
      /** Typed, `value_lost`, and in words. */
      readonly reason: string;
      readonly detail: string;
    }
  /** Texts of the record that a model rewrote. */
  | { readonly type: 'texts-rewritten'; readonly conversationId: string; readonly texts: number }
  /** A model could not judge the record, which has no scores. */
  | {
      readonly type: 'record-unjudged';
      readonly index: number;
      readonly conversationId: string;
      readonly reason: string;
    }
  /** A variant of a record follows it. */
  | { readonly type: 'variant-ready'; readonly index: number; readonly record: DatasetRecord }
  /** A variant broke a law and is left out. */
  | {
      readonly type: 'variant-rejected';
      readonly index: number;
      readonly variant: string;
      readonly reasons: readonly string[];
    }
  /** No attempt of the row was good: the index stays empty. */
  | { readonly type: 'row-abandoned'; readonly index: number; readonly reason: string }
  /** A step had required parameters that nothing could fill when it was reached. */
  | {
      readonly type: 'grounding-gap';
      readonly conversationId: string;
      readonly step: number;
      readonly endpoint: string;
      readonly parameters: readonly string[];
    }
  /** The catalog holds no further distinct conversation; `planned` rows were found. */
  | { readonly type: 'catalog-exhausted'; readonly planned: number; readonly reason: string };
