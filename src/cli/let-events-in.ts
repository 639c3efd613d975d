import { setImmediate } from 'node:timers/promises';

/** Long work without input or output never lets a signal in; this does. */
export async function letEventsIn(): Promise<void> {
  await setImmediate();
}
