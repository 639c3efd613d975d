const mostRemembered = 20_000;

/**
 * A pure function of a text that remembers what it gave: names of tools and fields turn up in record after record. Starts
 * over when it holds `most` texts, so that no file can fill the memory.
 */
export function remember<Result>(
  work: (text: string) => Result,
  most: number = mostRemembered,
): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const result = work(text);
    known.set(text, result);
    return result;
  };
}
