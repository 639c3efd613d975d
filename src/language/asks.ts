/** Whether a text asks something: it holds a question mark, in either width, or ends in the Japanese particle of questions. */
export function asks(text: string): boolean {
  return /[?？]/.test(text) || /か。?\s*$/.test(text);
}
