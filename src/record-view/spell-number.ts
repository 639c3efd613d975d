/** A whole number from 0 to 99 in English words: `twenty-one`. */
export function inEnglish(value: number): string {
  if (value < 20) return small[value] ?? '';
  const ten = tens[Math.floor(value / 10)] ?? '';
  return value % 10 === 0 ? ten : `${ten}-${small[value % 10]}`;
}

/** A whole number from 1 to 99 in kanji: `二十一`; empty for 0. */
export function inKanji(value: number): string {
  if (value < 10) return digits[value] ?? '';
  const ten = Math.floor(value / 10);
  return `${ten === 1 ? '' : digits[ten]}十${digits[value % 10]}`;
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
