/** Numbers texts from 1 in the order of their first appearance, so that a walk compares numbers; 0 stands for none. */
export function createNumbers(): (text: string | null) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    if (text === null) return 0;
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size + 1);
    return numbers.size;
  };
}
