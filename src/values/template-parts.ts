/** A place in a text: `{city}`, `{dish:title}`, `{1-28}`, `{00-99}`. */
export const holes = /\{([a-z_]+|\d+-\d+)(?::([a-z]+))?\}/g;

export type Hole = {
  readonly name: string;
  /** Set for a range of numbers, whose digits are as many as the lower end has. */
  readonly range: { readonly low: number; readonly high: number; readonly digits: number } | null;
  readonly form: string | null;
  /** True where the text has another place of that name, so that the two need unlike words. */
  readonly isRepeated: boolean;
};

/** A template as its texts and places, in their order. Templates come from data files: each is read once. */
export function partsOf(template: string): readonly (string | Hole)[] {
  let parts = read.get(template);
  if (parts === undefined) {
    parts = readParts(template);
    if (read.size >= mostRemembered) read.clear();
    read.set(template, parts);
  }
  return parts;
}

const mostRemembered = 50_000;
const read = new Map<string, readonly (string | Hole)[]>();

function readParts(template: string): readonly (string | Hole)[] {
  const found = [...template.matchAll(holes)];
  const parts: (string | Hole)[] = [];
  let end = 0;
  for (const match of found) {
    const [whole, name = '', form = null] = match;
    if (match.index > end) parts.push(template.slice(end, match.index));
    const isRepeated = found.filter((other) => other[1] === name).length > 1;
    parts.push({ name, range: rangeOf(name), form, isRepeated });
    end = match.index + whole.length;
  }
  if (end < template.length) parts.push(template.slice(end));
  return parts;
}

function rangeOf(name: string): Hole['range'] {
  const [low, high] = name.split('-');
  return low === undefined || high === undefined
    ? null
    : { low: Number(low), high: Number(high), digits: low.length };
}
