/**
 * Maps a sequence with up to `width` results under way at once, and gives them in the order of the sequence, each as soon as
 * it and all before it are there. With width 1 nothing is started before the result before it was taken. Where the consumer
 * stops, or one fails, what is under way is let run out unheard.
 */
export async function* inOrder<From, To>(
  source: AsyncIterable<From>,
  map: (item: From) => Promise<To>,
  width: number,
): AsyncGenerator<To, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  const underWay: Promise<To>[] = [];
  let pull: Promise<IteratorResult<From>> | null = null;
  let isExhausted = false;
  try {
    for (;;) {
      if (!isExhausted && underWay.length < width) pull ??= quiet(iterator.next());
      const [first] = underWay;
      if (first === undefined && pull === null) return;
      const next: IteratorResult<From> | null =
        first === undefined
          ? await pull
          : pull === null
            ? null
            : await Promise.race([pull, first.then(nothing)]);
      if (next !== null) {
        pull = null;
        if (next.done) isExhausted = true;
        else underWay.push(quiet(map(next.value)));
      } else {
        yield (await first) as To;
        underWay.shift();
      }
    }
  } finally {
    await iterator.return?.();
  }
}

function nothing(): null {
  return null;
}

/** A failure is met when its turn comes, not as an unhandled one before. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
