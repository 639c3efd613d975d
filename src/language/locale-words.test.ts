import { describe, expect, it } from 'vitest';
import { configDirectory } from '../config/package-paths.js';
import { loadLanguage } from './data/load-language.js';
import { wordsInLocale } from './locale-words.js';

const japanese = loadLanguage(configDirectory, 'ja');

const said: readonly (readonly [string, string])[] = [
  ['name', '名前'],
  ['hotel name', 'ホテル名'],
  ['max price', '上限料金'],
  ['maximum price per night', '宿泊料金の上限'],
  ['check-in date', 'チェックイン日'],
  ['departure date', '出発日'],
  ['popular', '人気'],
  ['popular posts', '人気の投稿'],
  ['exchange rate', '為替レート'],
  ['date of birth', '生年月日'],
  ['number of comments', 'コメント数'],
  ['number of colors', 'カラーの数'],
  ['list of countries', '国の一覧'],
  ['is verified', '認証済み'],
  ['the room', '部屋'],
  ['zorblax price', 'zorblax料金'],
];

describe('wordsInLocale', () => {
  for (const [english, words] of said) {
    it(`says "${english}" as ${words}`, () => expect(wordsInLocale(english, japanese)).toBe(words));
  }
});
