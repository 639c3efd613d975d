/** Whether a text asks something: it holds a question mark, in either width, or ends in the Japanese particle of questions. */
export function asks(text: string): boolean {
  if (text.includes('?') || text.includes('？')) return true;
  const said = text.trimEnd();
  return said.endsWith('か') || said.endsWith('か。');
}
