import type { DatasetRecord } from '../types/dataset-record.js';
import type { CheckText } from './change-text.js';
import { numbersIn } from './number-words.js';

/**
 * Holds a new text to what the old one does in the conversation, as far as rules can tell: a question that the user answers
 * stays one, a negation stays or stays away, and a user brings nothing into it (numbers, days, names) that was not said
 * before. What an assistant tells is the validator's affair. Blind to finer changes of meaning; it refuses rather too much.
 */
export const checkMeaning: CheckText = (record, message, text) => {
  const { role, content = '' } = record.messages[message] ?? {};
  if (role === 'assistant') {
    const isAnswered = record.messages[message + 1]?.role === 'user';
    return isAnswered && isQuestion(content) && !isQuestion(text)
      ? 'it must ask what the user then answers'
      : null;
  }
  if (isNegative(content) !== isNegative(text)) return 'it must not turn a no into a yes or a yes into a no';
  if (isQuestion(text) && !isQuestion(content) && answersQuestion(record, message))
    return 'it must answer, not ask';
  const news = newIn(text, saidBefore(record, message));
  return news === null ? null : `"${news.slice(0, 60)}" was not said before`;
};

/** What the user can have said: this message as it stands, the texts before it, what the scenario says that they know. */
function saidBefore({ messages, scenario }: DatasetRecord, message: number): string {
  const texts = messages
    .slice(0, message + 1)
    .flatMap(({ role, content }) => (role === 'user' || role === 'assistant' ? [content] : []));
  const known = scenario.knows.map(({ value }) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  return [...texts, ...known].join('\n');
}

function newIn(text: string, said: string): string | null {
  const numbers = numbersIn(said);
  const folded = said.normalize('NFKC').toLowerCase();
  for (const number of numbersIn(text)) if (!numbers.has(number)) return number;
  for (const name of namesIn(text)) if (!folded.includes(name.normalize('NFKC').toLowerCase())) return name;
  return null;
}

/** Capitalised words inside a sentence, quotations, words in katakana, and words for days relative to today. */
function namesIn(text: string): string[] {
  return [
    ...Array.from(text.matchAll(/(?<=[a-z0-9,;:] )[A-Z][A-Za-z0-9]+/g), ([word]) => word),
    ...Array.from(text.matchAll(/["“「『]([^"”」』]{1,200})["”」』]/g), ([, quoted = '']) => quoted),
    ...(text.match(/[ァ-ヺー]{3,}/g) ?? []),
    ...(text.toLowerCase().match(relativeDays) ?? []),
  ];
}

const relativeDays =
  /\b(?:today|tonight|tomorrow|yesterday|weekend)\b|今日|本日|明日|明後日|昨日|来週|再来週|今週|先週|来月|今月|週末/g;

function isNegative(text: string): boolean {
  return /\b(?:no|not|never|none|neither|nor|without|cannot)\b|n['’]t\b|ない|なし|ません|いいえ|いえ、|ずに/i.test(
    text,
  );
}

function isQuestion(text: string): boolean {
  return /[?？]/.test(text) || /か[。.]?\s*$/.test(text);
}

function answersQuestion({ messages }: DatasetRecord, message: number): boolean {
  const before = messages[message - 1];
  return before?.role === 'assistant' && isQuestion(before.content);
}
