import type { Span } from './span.js';

/** A change to one message's text; `start` equal to `end` inserts. */
export type TextEdit = Span & {
  readonly replacement: string;
  /** What it mends, in words. */
  readonly what: string;
};
