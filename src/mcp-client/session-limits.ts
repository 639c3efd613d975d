/** What one server may take. */
export type SessionLimits = {
  /** Milliseconds from its start to its last tool. */
  readonly timeoutMs: number;
  /** Bytes that it may send in all. */
  readonly bytes: number;
  readonly pages: number;
  readonly tools: number;
};

export const defaultLimits: SessionLimits = {
  timeoutMs: 30_000,
  bytes: 64 << 20,
  pages: 1_000,
  tools: 20_000,
};
