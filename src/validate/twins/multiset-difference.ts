/** What the one holds and the other does not, as often as it does. */
export function multisetDifference(
  left: readonly string[],
  right: readonly string[],
): { readonly missing: readonly string[]; readonly extra: readonly string[] } {
  const counts = new Map<string, number>();
  for (const key of left) counts.set(key, (counts.get(key) ?? 0) + 1);
  const extra: string[] = [];
  for (const key of right) {
    const count = counts.get(key) ?? 0;
    if (count === 0) extra.push(key);
    else counts.set(key, count - 1);
  }
  return { missing: [...counts].flatMap(([key, count]) => Array.from({ length: count }, () => key)), extra };
}
