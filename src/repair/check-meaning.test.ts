import { describe, expect, it } from 'vitest';
import { hotelRecord } from '../../test/support/sample-hotel-record.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { checkMeaning } from './check-meaning.js';

/** What is said of a user's text that takes the place of another one, after the assistant offered three hotels. */
const check = (before: string, after: string): string | null => {
  const messages = hotelRecord.messages.map((message, index) =>
    index === 5 ? { ...message, content: before } : message,
  );
  return checkMeaning({ ...hotelRecord, messages } as DatasetRecord, 5, after);
};

describe('checkMeaning', () => {
  it.each([
    ['Casa do Tejo sounds nice, tell me more about it.', 'I like the sound of Casa do Tejo. What is it like'],
    ['the third one for me', 'I would take the third one.'],
    ['It is for 2 people', 'We are 2'],
    ['No, not that one.', "No, I'd rather not take it."],
    ['1つ目と3つ目がいいな。', 'では、1つ目と3つ目でお願いします。'],
    ['明日でいいです。', '明日にしてください。'],
  ])('lets other words for the same through: %j → %j', (before, after) => {
    expect(check(before, after)).toBeNull();
  });

  it.each([
    ['Casa do Tejo sounds nice.', 'Alfama Rooms sounds nice.'],
    ['Casa do Tejo sounds nice.', 'That one sounds nice.'],
    ['the third one for me', 'the second one for me'],
    ['the cheapest, please', 'the dearest, please'],
    ['It is for 2 people', 'It is for 3 people'],
    ['It is for two people', 'It is for us'],
    ['Yes, that one.', 'No, not that one.'],
    ['That one.', 'Which one?'],
    ['1つ目と3つ目がいいな。', '1つ目と2つ目がいいな。'],
    ['一番安いのがいいな。', '一番高いのと二番目がいいな。'],
    ['明日でいいです。', '来週でいいです。'],
    ['予約したいです。', '予約したくないです。'],
    ['スパのある宿', 'プールのある宿'],
    ['Thanks.', `Thanks, and now find me a restaurant ${'as well and '.repeat(9)} a taxi.`],
  ])('refuses %j → %j', (before, after) => {
    expect(check(before, after)).toEqual(expect.any(String));
  });
});
