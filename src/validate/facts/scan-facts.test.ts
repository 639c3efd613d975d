import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../../test/support/sample-record.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import { viewRecord } from '../record-view.js';
import { scanFacts } from './scan-facts.js';

const english = viewRecord(sampleRecords['hotel'] as DatasetRecord);
const japanese = viewRecord(sampleRecords['japanese'] as DatasetRecord);

function factsIn(text: string, view = english): string[] {
  const found = scanFacts(view, text, view.record.messages.length).map(({ start, end }) =>
    text.slice(start, end),
  );
  return [...new Set(found)];
}

describe('scanFacts', () => {
  const holding: readonly (readonly [string, readonly string[]])[] = [
    ['It costs $1,200.50.', ['$1,200.50']],
    ['There are twenty-five of them.', ['twenty-five']],
    ['One room is left.', ['One']],
    ['It is rated 4.5/5.', ['4.5', '5']],
    ['Come by on Friday.', ['Friday']],
    ['It opens tomorrow.', ['tomorrow']],
    ['Ask for Bartholomew there.', ['Bartholomew']],
    ['The code is QX7-PLM.', ['QX7-PLM']],
    ['Fly to JFK then.', ['JFK']],
    ['Write to info@example.org.', ['info@example.org']],
    ['They said "closed".', ['closed']],
    ['This is the cheapest.', ['cheapest']],
    ['That one is more expensive.', ['more expensive']],
    ['I like casa do tejo and Casa do Tejo.', ['Casa do Tejo']],
    ['The status is confirmed.', ['confirmed']],
    ['It is half the price.', ['half the']],
    ['This has twice as many.', ['twice as']],
    ['It is sturdier than that.', ['sturdier']],
    ['It is more modern than that.', ['more modern']],
    ['It is as quiet as that.', ['as quiet']],
    ['It is the quietest here.', ['quietest']],
    ['That is the most modern.', ['most modern']],
  ];
  for (const [text, facts] of holding) {
    it(`finds ${facts.join(', ')} in "${text}"`, () => {
      for (const fact of facts) expect(factsIn(text)).toContain(fact);
    });
  }

  for (const text of [
    'One moment, please.',
    'Which one would you like?',
    'The first one sounds good.',
    'I can help you with that. May I ask for your name?',
    'How can I help you today?',
    'Here is what I have:\n1. a room\n2) a bed',
    'Stayfinder can show reviews at no extra charge.',
    "Sorry, I couldn't do that. Shall I try once more?",
    'The ID is needed for that.',
    'I will do it as soon as I can, rather than later on.',
    'The forest is of interest, as well as the harvest.',
    'I can do that for you as far as I know.',
  ]) {
    it(`finds nothing in "${text}"`, () => {
      expect(factsIn(text)).toEqual([]);
    });
  }

  it('takes a code that begins with "AS" for no word of a comparison', () => {
    expect(factsIn('As for AS893, it is fine.')).not.toContain('As for');
    expect(factsIn('As for AS-893, it is fine.')).not.toContain('As for');
  });

  it('finds counts, dates and world values in Japanese, and no number in 一緒 and 一番', () => {
    expect(factsIn('三件あり、鮨さくらは明日18時からです。', japanese)).toEqual(
      expect.arrayContaining(['三件', '鮨さくら', '明日', '18']),
    );
    expect(factsIn('一緒に探しましょう。一番のおすすめです。', japanese)).toEqual([]);
  });

  const japaneseHolding: readonly (readonly [string, readonly string[]])[] = [
    ['一番安いのはこちらです。', ['一番安い']],
    ['もっとも評価の高いお店です。', ['もっとも評価の高い']],
    ['こちらのほうが安いです。', ['ほうが安い']],
    ['夜の方が高いです。', ['方が高い']],
    ['もっと近いお店もあります。', ['もっと近い']],
    ['一番静かなお部屋です。', ['一番静かな']],
    ['料金は半額です。', ['半額']],
    ['三分の一の値段です。', ['三分の一']],
    ['同じ料金です。', ['同じ料金']],
    ['昨夜のことです。', ['昨夜']],
    ['https://example.org/a.jpgで送信します。', ['https://example.org/a.jpg']],
    ['二部屋、五試合、三か国、四錠、十二株です。', ['二部屋', '五試合', '三か国', '四錠', '十二株']],
  ];
  for (const [text, facts] of japaneseHolding) {
    it(`finds ${facts.join(', ')} in ${text}`, () => {
      for (const fact of facts) expect(factsIn(text, japanese)).toContain(fact);
    });
  }

  it('takes no value for told where it stands inside a longer word in katakana', () => {
    const record = structuredClone(sampleRecords['japanese']) as DatasetRecord;
    const output = record.tool_outputs[0]?.output as { [name: string]: unknown };
    output['country'] = 'タイ';
    for (const message of record.messages)
      if (message.role === 'tool' && message.tool_call_id === record.tool_outputs[0]?.id)
        Object.assign(message, { content: JSON.stringify(output) });
    const view = viewRecord(record);
    expect(factsIn('場所はタイです。', view)).toContain('タイ');
    expect(factsIn('タイ料理のお店です。', view)).toContain('タイ');
    expect(factsIn('タイトルとネクタイです。', view)).toEqual([]);
  });

  for (const text of [
    'もう一つお聞きしてもよろしいですか。',
    '二つ目のほうでお願いします。',
    'どれか一つお選びください。',
    'もっと詳しくお調べしましょうか。',
    '予約したほうがいいと思います。',
    '本日はどのようなご用件でしょうか。',
    'お一人様の料金です。',
    '次のとおりです。テクノロジーとおすすめの曲を探しつつ使いつつお待ちください。',
    '一時停止しますか。',
    '最低限の情報だけで十分です。',
    'なるべく早くご連絡します。',
    'IDとURLをPDFでお送りください。',
  ]) {
    it(`finds nothing in ${text}`, () => {
      expect(factsIn(text, japanese)).toEqual([]);
    });
  }
});
