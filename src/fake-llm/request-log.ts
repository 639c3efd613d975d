import type { FaultKind } from './faults/fault-kinds.js';

/** One request that came in. Headers are never kept: they hold keys. */
export type LoggedRequest = {
  readonly method: string;
  readonly path: string;
  readonly callId: string;
  readonly attempt: number;
  readonly model: string | null;
  readonly fault: FaultKind | null;
  /** 0 where the connection was reset. */
  readonly status: number;
  /** Text of the request, where the server was told to keep it. */
  readonly body?: string;
};
