/** A time limit together with a caller's signal, as one signal. */
export type Deadline = {
  readonly signal: AbortSignal;
  readonly timedOut: () => boolean;
  /** Must be called when the work is done: the timer and the listener go. */
  readonly close: () => void;
};

/**
 * Opens a limit of `milliseconds` from now. Made by hand because `AbortSignal.any` keeps what it combined alive as long as
 * the run's signal lives.
 */
export function openDeadline(milliseconds: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort(new DOMException('The deadline has passed.', 'TimeoutError'));
  }, milliseconds);
  const follow = () => controller.abort(outer?.reason);
  if (outer?.aborted) follow();
  else outer?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    timedOut: () => late,
    close() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', follow);
    },
  };
}
