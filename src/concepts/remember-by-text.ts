/** Longer texts are sentences, which hardly come again: remembering them would only crowd out the names. */
const longestRemembered = 80;

/**
 * The same function of a text, with its answers remembered: catalogs say the same words over and over. It forgets all at
 * `limit` texts, so that hostile catalogs cannot fill it.
 */
export function rememberByText<Value extends NonNullable<unknown> | null>(
  answer: (text: string) => Value,
  limit = 200_000,
): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    if (text.length > longestRemembered) return answer(text);
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const value = answer(text);
    if (known.size >= limit) known.clear();
    known.set(text, value);
    return value;
  };
}
