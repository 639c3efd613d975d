import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { saysEnumLabel } from '../reading/enum-label.js';
import { foldText } from '../reading/fold-text.js';
import { readQuantities } from '../reading/read-quantity.js';
import { factData } from './fact-data.js';

const japanese = factData('ja');

function hasPrefix(text: string, list: readonly string[]): boolean {
  return list.some((opening) => foldText(text).startsWith(opening));
}

describe('what the checker knows of Japanese', () => {
  for (const text of [
    '4月11日で予約しました。',
    'ご予約いたしました。',
    '予約が取れました。',
    'キャンセルさせていただきました。',
    '予約を取り消しました。',
    'カートに入れました。',
    'メッセージを送りました。',
    '手続きは完了です。',
    '設定を変更しておきました。',
    '注文が完了しました。',
    '予約されました。',
  ]) {
    it(`hears a deed in ${text}`, () => {
      expect(japanese.deed.test(foldText(text))).toBe(true);
    });
  }

  for (const text of [
    '予約しましたか？',
    '予約しましたら、お知らせください。',
    '予約しましょうか。',
    '予約できます。',
    'お店を見つけました。',
    '天気を確認しました。',
    '予約をお取りしますか。',
    '予約できませんでした。',
  ]) {
    it(`hears no deed in ${text}`, () => {
      expect(japanese.deed.test(foldText(text))).toBe(false);
    });
  }

  for (const text of [
    '予約できませんでした。',
    'うまくいきませんでした。',
    'エラーが出ています。',
    '席が取れませんでした。',
    'お支払いが拒否されました。',
    '通信に問題が発生しています。',
    '変更できなかったようです。',
    'タイムアウトになりました。',
  ]) {
    it(`hears a breakdown in ${text}`, () => {
      expect(japanese.breakdown.test(foldText(text))).toBe(true);
    });
  }

  for (const text of [
    'エラーなく終わっています。',
    '予約できます。',
    '問題ありません。',
    '3件見つかりました。',
  ]) {
    it(`hears no breakdown in ${text}`, () => {
      expect(japanese.breakdown.test(foldText(text))).toBe(false);
    });
  }

  for (const after of [
    'ではありません',
    'じゃないです',
    'でもありません',
    'とは違います',
    'というのは間違いです',
    'はありません',
    'は含まれていません',
    'には対応していません',
  ]) {
    it(`hears a denial in …${after}`, () => {
      expect(japanese.denialsAfter.test(after)).toBe(true);
    });
  }
  for (const after of [
    'です',
    'で、評価は',
    'まで予約できません',
    'しかありません',
    'があります',
    'でよろしいですか',
  ]) {
    it(`hears no denial in …${after}`, () => {
      expect(japanese.denialsAfter.test(after)).toBe(false);
    });
  }
  it('hears a denial in a prefix', () => {
    expect(japanese.denialsBefore.test('予約は未')).toBe(true);
    expect(japanese.denialsBefore.test('予約は')).toBe(false);
  });

  for (const text of [
    'いえ、やめておきます',
    'やっぱりいいです',
    '今回は見送ります',
    'まだ予約しないでください',
    '結構です',
  ]) {
    it(`hears a refusal in ${text}`, () => {
      expect(hasPrefix(text, japanese.refusal) && !hasPrefix(text, japanese.assent)).toBe(true);
    });
  }
  for (const text of [
    'はい、お願いします',
    'いいえ、大丈夫です、進めてください',
    'やっぱりそれでお願いします',
    '今回はそれでお願いします',
    'ええ、どうぞ',
  ]) {
    it(`hears no refusal in ${text}`, () => {
      expect(hasPrefix(text, japanese.refusal) && !hasPrefix(text, japanese.assent)).toBe(false);
    });
  }

  it('says no word for both yes and no, and for both directions', () => {
    expect([...japanese.yes].filter((word) => japanese.no.has(word))).toEqual([]);
    const [ascending, descending] = ['asc', 'desc'].map((word) => japanese.labels.get(word) ?? []);
    expect(ascending?.filter((phrase) => descending?.includes(phrase))).toEqual([]);
  });

  it('knows every counter, unit and enumeration label that the language data holds', () => {
    const read = (file: string): Record<string, Record<string, string>> =>
      parse(readFileSync(new URL(`../../../config/language/ja/${file}`, import.meta.url), 'utf8'));
    const { counters = {} } = read('units.yaml');
    const valuesOf = (text: string): number[] => [
      ...new Set(readQuantities(text, japanese).map(({ value }) => value)),
    ];
    for (const counter of [...Object.values(counters), 'つ']) {
      expect(valuesOf(`二${counter}`), counter).toEqual([2]);
      expect(valuesOf(`3${counter}`), counter).toEqual([3]);
    }
    const { enums = {}, enums_of_field = {} } = read('enums.yaml');
    for (const [member, said] of Object.entries(enums)) {
      expect(saysEnumLabel(said, member.replaceAll(' ', '_'), japanese), member).toBe(true);
    }
    for (const [words, said] of Object.entries(enums_of_field)) {
      const parts = words.split(' ');
      const tails = parts.slice(1).map((_, start) => parts.slice(start + 1).join('_'));
      expect(
        tails.some((member) => saysEnumLabel(said, member, japanese)),
        words,
      ).toBe(true);
    }
  });
});
