const maximumDepth = 96;
const maximumNodes = 1_000_000;

/**
 * Why a value is too large or deep to be looked at, or null. Walks with its own stack, so that no input can exhaust the
 * machine's; everything after it may recurse.
 */
export function tooLarge(value: unknown): string | null {
  const stack: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  let nodes = 0;
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    nodes += 1;
    if (nodes > maximumNodes) return `it holds more than ${maximumNodes} values`;
    if (typeof top.value !== 'object' || top.value === null) continue;
    if (top.depth >= maximumDepth) return `it is nested more than ${maximumDepth} levels deep`;
    for (const child of Object.values(top.value)) {
      if (typeof child === 'object' && child !== null) stack.push({ value: child, depth: top.depth + 1 });
      else nodes += 1;
    }
  }
  return null;
}
