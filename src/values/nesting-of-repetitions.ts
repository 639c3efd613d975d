/** How deep repetitions without an end stand inside each other: 2 for `(a+b)*`. Each makes a drawn text longer by its factor. */
export function nestingOfRepetitions(pattern: string): number {
  let inClass = false;
  const open: number[] = [0];
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index] ?? '';
    if (character === '\\') index += 1;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') open.push(0);
    else if (character === ')' && open.length > 1) {
      const inside = open.pop() ?? 0;
      const repeated = inside + (isRepeated(pattern, index + 1) ? 1 : 0);
      open.push(Math.max(open.pop() ?? 0, repeated));
      continue;
    }
    if (isRepeated(pattern, index + 1) && character !== '(' && !inClass)
      open.push(Math.max(open.pop() ?? 0, 1));
  }
  return Math.max(...open);
}

function isRepeated(pattern: string, at: number): boolean {
  return /^(?:[*+]|\{\d*,\})/.test(pattern.slice(at, at + 12));
}
