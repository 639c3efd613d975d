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
  // The same text is often asked about several times in a row.
  let lastText: string | null = null;
  let lastValue: Value | undefined;
  return (text) => {
    if (text === lastText) return lastValue as Value;
    if (text.length > longestRemembered) return answer(text);
    let value = known.get(text);
    if (value === undefined) {
      value = answer(text);
      if (known.size >= limit) known.clear();
      known.set(text, value);
    }
    lastText = text;
    lastValue = value;
    return value;
  };
}
