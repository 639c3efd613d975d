import { keyedPick } from '../../keyed-chance.js';
import { nameInJapanese } from './spoken-names.js';
import { labelOf } from './tell-results.js';

/** What the assistant says around the values. */
export type Phrases = {
  readonly language: 'en' | 'ja';
  /** A parameter as it is asked for. */
  readonly label: (name: string) => string;
  readonly cannot: (wish: string) => string;
  /** Asks what is to be done. */
  readonly what: (about: string) => string;
  readonly left: string;
  readonly welcome: string;
  readonly done: string;
  /** In front of what came back. */
  readonly opening: string;
  readonly failed: (message: string) => string;
  readonly ask: (labels: readonly string[]) => string;
  readonly without: (labels: readonly string[]) => string;
  readonly other: (label: string, value: string) => string;
  readonly confirm: (task: string, facts: string) => string;
};

/** Each call has its own choice of words: a text that stands in every conversation makes a poor one. */
export function phrasesOf(language: 'en' | 'ja', callId: string): Phrases {
  const vary = (...ways: readonly [string, ...string[]]) => keyedPick(ways, 'words', callId);
  return language === 'ja' ? inJapanese(vary) : inEnglish(vary);
}

type Vary = (...ways: readonly [string, ...string[]]) => string;

function inEnglish(vary: Vary): Phrases {
  const list = (labels: readonly string[]) => labels.join(' and the ');
  return {
    language: 'en',
    label: (name) => labelOf(name).toLowerCase(),
    cannot: (wish) =>
      `I am sorry, ${vary('I have no tool for that', 'I cannot do that here', 'that is beyond me')}${shorten(wish, ': ')}.`,
    what: (about) =>
      `What would you like me to do${shorten(about.replace(/^\s*this is about:?/i, ''), ' about this: ')}?`,
    left: vary('All right, I will leave it.', 'Then I will not do it.', 'Fine, nothing is done.'),
    welcome: vary('You are welcome.', 'A pleasure.', 'Any time.'),
    done: vary('That is done.', 'It went through.', 'All done.'),
    opening: vary('', 'Here it is.', 'This is what came back.', 'There we are.'),
    failed: (message) => `I am sorry, that did not work.${message === '' ? '' : ` ${message}`}`,
    ask: (labels) =>
      vary(
        `Could you tell me the ${list(labels)}?`,
        `Which ${labels.join(' and which ')} should I take?`,
        `I still need the ${list(labels)}. Could you give me that?`,
        `May I ask for the ${list(labels)}?`,
      ),
    without: (labels) => `I am sorry, I cannot do that without the ${list(labels)}.`,
    other: (label, value) => `"${value}" was not accepted. Which ${label} should I use instead?`,
    confirm: (task, facts) => `Shall I go ahead with this: ${task}${facts === '' ? '' : ` (${facts})`}?`,
  };
}

function inJapanese(vary: Vary): Phrases {
  return {
    language: 'ja',
    // The name as the catalog has it goes along: whoever knows only that finds it again.
    label: (name) => {
      const label = labelOf(name).toLowerCase();
      const own = nameInJapanese(label);
      return own === label ? label : `${own}（${label}）`;
    },
    cannot: (wish) =>
      `申し訳ありませんが、${vary('手元のツールではできません', 'ここではお手伝いできません')}${shorten(wish, '：')}。`,
    what: () => 'それについて、何をいたしましょうか？',
    left: vary('分かりました。実行しません。', '承知しました。やめておきます。'),
    welcome: vary('どういたしまして。', 'お役に立てて何よりです。'),
    done: vary('完了しました。', '手続きが済みました。'),
    opening: vary('', '結果です。', 'こちらです。'),
    failed: (message) => `申し訳ありません、うまくいきませんでした。${message}`,
    ask: (labels) =>
      vary(`${labels.join('と')}を教えていただけますか？`, `${labels.join('と')}はどうしますか？`),
    without: (labels) => `${labels.join('と')}が分からないと実行できません。`,
    other: (label, value) => `「${value}」は受け付けられませんでした。別の${label}を教えていただけますか？`,
    confirm: (task, facts) => `${task}を実行してよろしいですか？${facts === '' ? '' : `（${facts}）`}`,
  };
}

function shorten(wish: string, before: string): string {
  // The first sentence says what is wanted; the values behind it are no business of an excuse.
  const [plain = ''] = wish
    .replace(/^\s*please\s+/i, '')
    .trim()
    .split(/[.?!。]/);
  return plain === '' ? '' : `${before}${plain.slice(0, 80)}`;
}
