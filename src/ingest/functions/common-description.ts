/**
 * What all descriptions of a tool's functions begin with, up to the end of a sentence or a colon: it is about the tool and says
 * nothing of any of them. Empty where they begin each in their own way.
 */
export function commonDescription(descriptions: readonly string[]): string {
  const [first = '', ...others] = descriptions;
  if (others.length < 2) return '';
  let length = first.length;
  for (const other of others) {
    let shared = 0;
    while (shared < length && first[shared] === other[shared]) shared += 1;
    length = shared;
  }
  const start = /^.*[.:!]\s+/s.exec(first.slice(0, length))?.[0] ?? '';
  return start.length < shortest ? '' : start;
}

/** In characters: "Note: " and the like may be of each of them. */
const shortest = 20;
