import type { Locale } from '../types/plan-row.js';

/**
 * The units that figures on language count: lower-case words in English, single characters in Japanese, punctuation left
 * out. Both come from fixed character ranges, so that no version of Unicode data has a say.
 */
export function toWords(text: string, locale: Locale): string[] {
  return foldText(text).match(locale === 'ja' ? japaneseUnit : englishUnit) ?? [];
}

/** Letters in one form, lower case. Normalisation leaves ASCII as it is. */
function foldText(text: string): string {
  return isAscii.test(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}

const isAscii = /^[\0-\x7f]*$/;
const englishUnit =
  /[a-z0-9\u00c0-\u024f\u0370-\u1fff]+(?:'[a-z]+)*|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;
const japaneseUnit = /[a-z0-9\u00c0-\u024f\u3041-\u3096\u30a1-\u30fa\u30fc\u3005\u3400-\u9fff]/g;

/** Japanese where kana or kanji are more than a tenth of the letters. */
export function detectLocale(text: string): Locale {
  const japanese = text.match(/[\u3041-\u30ff\u3400-\u9fff]/g)?.length ?? 0;
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  return japanese > 0 && japanese * 9 > latin ? 'ja' : 'en';
}

/** A Japanese word has about two characters: what turns characters into words where a budget is given in words. */
export function unitsPerWord(locale: Locale): number {
  return locale === 'ja' ? 2 : 1;
}
