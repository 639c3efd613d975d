/**
 * The words of a text that tell it from others: lower case, without stop words, plural `s` cut. Stretches of kana and
 * kanji, which have no spaces, give their pairs of characters.
 */
export function keywordsOf(text: string): Set<string> {
  const keywords = new Set<string>();
  const folded = text.normalize('NFKC').toLowerCase();
  for (const word of folded.match(/[a-z0-9\u00c0-\u024f]+|[\u3041-\u30ff\u3400-\u9fff]+/g) ?? []) {
    if (word.charCodeAt(0) >= 0x3041) {
      for (let at = 0; at < Math.max(1, word.length - 1); at += 1) keywords.add(word.slice(at, at + 2));
    } else if (!stopWords.has(word)) {
      keywords.add(word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word);
    }
  }
  return keywords;
}

const stopWords = new Set(
  'a an and are as at be by for from in is it of on or that the their this to want wants was were will with'.split(
    ' ',
  ),
);
