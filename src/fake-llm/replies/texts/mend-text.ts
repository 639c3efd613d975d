/** A text without what is plainly wrong with it: places that were never filled, words and sentences said twice, loose spaces. */
export function mendText(text: string): string {
  const plain = text
    .replace(/\{\{[^{}]{0,60}\}\}/g, '')
    .replace(/\b([A-Za-z]+) \1\b/g, '$1')
    .replace(/([!?])\1+/g, '$1')
    .replace(/ {2,}/g, ' ')
    .replace(/ +([.,!?])/g, '$1')
    .trim();
  const sentences = plain.split(/(?<=[.!?。]) ?/);
  const once = sentences.filter((sentence, index) => sentences.indexOf(sentence) === index);
  // Put together again only where something went, so that spaces of a sound text stay as they were.
  return once.length === sentences.length ? plain : once.join(/[.!?] /.test(plain) ? ' ' : '');
}
