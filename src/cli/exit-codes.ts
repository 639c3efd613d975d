/** What the process says to the shell. */
export const exitCodes = {
  ok: 0,
  /** A runtime, usage or configuration error. */
  error: 1,
  /** A quality gate or law was not met. */
  notMet: 2,
  /** A policy refused it. */
  refused: 3,
  /** Finished with fewer conversations than asked. */
  fewer: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
