/** A change to one message's text. Offsets count code points; `start` equal to `end` inserts. */
export type TextEdit = {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** What it mends, in words. */
  readonly what: string;
};
