import type { Random } from '../../random/random.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import { lastAnswer, withMessages, withText } from './record-edits.js';

/** A change that leaves a sound conversation as sound as it was: an alarm about it is false. */
export type NeutralEdit = {
  readonly kind: string;
  readonly edit: (record: DatasetRecord, random: Random) => DatasetRecord | null;
};

export const neutralEdits: readonly NeutralEdit[] = [
  {
    kind: 'longer_greeting',
    edit(record, random) {
      const at = record.messages.findIndex(({ role }) => role === 'user');
      const greetings = words[record.metadata.locale]?.greetings;
      return greetings === undefined || at === -1
        ? null
        : withText(record, at, (text) => `${random.pick(greetings)}${gap(record)}${text}`);
    },
  },
  {
    kind: 'renamed_person',
    edit(record, random) {
      const name = record.scenario.persona.name;
      const names = words[record.metadata.locale]?.names;
      if (names === undefined || !record.messages.some(({ content }) => content.includes(name))) return null;
      const other = random.pick(names);
      const swap = <Part>(part: Part): Part =>
        JSON.parse(JSON.stringify(part).replaceAll(name, other)) as Part;
      return withMessages(record, swap(record.messages));
    },
  },
  {
    kind: 'reordered_lines',
    edit(record, random) {
      const at = lastAnswer(record);
      if (at === null) return null;
      return withText(record, at, (text) => {
        const lines = text.split('\n');
        const listed = lines.flatMap((line, index) => (/^[-・*•] ?\S/.test(line) ? [index] : []));
        const [first = 0] = listed;
        if (listed.length < 2 || listed.at(-1) !== first + listed.length - 1) return null;
        const shuffled = random.shuffle(lines.slice(first, first + listed.length));
        return [...lines.slice(0, first), ...shuffled, ...lines.slice(first + listed.length)].join('\n');
      });
    },
  },
  {
    kind: 'reordered_tools',
    edit: (record, random) =>
      record.tools.length < 2 ? null : { ...record, tools: random.shuffle(record.tools) },
  },
  {
    kind: 'thanks_at_the_end',
    edit(record, random) {
      const ending = words[record.metadata.locale]?.endings;
      const last = record.messages.at(-1);
      if (
        ending === undefined ||
        last?.role !== 'assistant' ||
        lastAnswer(record) !== record.messages.length - 1
      )
        return null;
      const [user = '', assistant = ''] = random.pick(ending);
      return withMessages(record, [
        ...record.messages,
        { role: 'user', content: user },
        { role: 'assistant', content: assistant },
      ]);
    },
  },
];

type NeutralWords = {
  readonly greetings: readonly string[];
  readonly names: readonly string[];
  readonly endings: readonly (readonly string[])[];
};

const words: { readonly [locale: string]: NeutralWords } = {
  en: {
    greetings: [
      'Hello there, I hope this finds you well.',
      'Good day to you, and thank you in advance for your help.',
      'Hi, it is me again with one more thing on my list today.',
    ],
    names: ['Oluwaseun Brandt', 'Maja Lindqvist', 'Priya Venkataraman', 'Tomasz Wrona'],
    endings: [
      ['Perfect, that is what I needed.', 'Glad that helps, and enjoy the rest of your day.'],
      ['Lovely, thanks for this.', 'My pleasure, and have a good one.'],
    ],
  },
  ja: {
    greetings: ['こんにちは、いつもお世話になっております。', 'お忙しいところ失礼します。'],
    names: ['柏木 千紗', '榎本 大地', '瀬戸 由紀子'],
    endings: [
      ['助かりました、どうも。', 'お役に立ててよかったです。'],
      ['なるほど、よくわかりました。', 'それは何よりです。'],
    ],
  },
};

function gap(record: DatasetRecord): string {
  return record.metadata.locale === 'ja' ? '' : ' ';
}
