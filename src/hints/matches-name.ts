/** Whether a text is what a name with `*` for anything means, whatever the case. Takes time in proportion to both. */
export function matchesName(name: string, text: string): boolean {
  const [head = '', ...rest] = name.toLowerCase().split('*');
  const given = text.toLowerCase();
  if (rest.length === 0) return given === head;
  if (!given.startsWith(head)) return false;
  const tail = rest.pop() ?? '';
  let from = head.length;
  for (const part of rest) {
    const found = given.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return given.length - tail.length >= from && given.endsWith(tail);
}
