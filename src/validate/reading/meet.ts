/** Whether two lists share a member. */
export function meet<Item>(left: readonly Item[], right: readonly Item[]): boolean {
  return left.some((item) => right.includes(item));
}
