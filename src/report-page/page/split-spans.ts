/** A stretch of a text in Unicode code points; `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number; readonly key: string };

/** A piece of text and the keys of all spans that cover it. */
export type Segment = { readonly text: string; readonly keys: readonly string[] };

/** Cuts a text where spans begin and end. Spans may overlap, and what lies beyond the text is passed over. */
export function splitSpans(text: string, spans: readonly Span[]): Segment[] {
  if (spans.length === 0) return text === '' ? [] : [{ text, keys: [] }];
  const characters = Array.from(text);
  const cuts = new Set([0, characters.length]);
  const within = spans.filter(({ start, end }) => start >= 0 && start < end && start < characters.length);
  for (const { start, end } of within) {
    cuts.add(start);
    cuts.add(Math.min(end, characters.length));
  }
  const places = [...cuts].sort((left, right) => left - right);
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] ?? from;
    return {
      text: characters.slice(from, to).join(''),
      keys: within.filter(({ start, end }) => start <= from && end >= to).map(({ key }) => key),
    };
  });
}
