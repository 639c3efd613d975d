/** Texts that one function remembers before it forgets all of them. */
const most = 10_000;

/** The same function of a text, worked out once for each: catalogs and grammars say the same words again and again. */
export function remembering<Result extends NonNullable<unknown>>(
  make: (text: string) => Result,
): (text: string) => Result {
  let known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= most) known = new Map();
    const result = make(text);
    known.set(text, result);
    return result;
  };
}
