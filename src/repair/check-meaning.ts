import type { DatasetRecord } from '../types/dataset-record.js';
import type { CheckText } from './change-text.js';
import { numbersIn } from './number-words.js';
import { isDistinctive } from './reanchor-spans.js';

/**
 * Holds a new text to what the old one does in the conversation, as far as rules can tell: a question that the user answers
 * stays one; a user keeps a no a no and every value that they say (numbers, days, names, what they choose), and says no
 * other. What an assistant tells is the validator's affair. Blind to finer changes of meaning; it refuses rather too much.
 */
export const checkMeaning: CheckText = (record, message, text) => {
  const { role, content = '' } = record.messages[message] ?? {};
  if (role === 'assistant') {
    const isAnswered = record.messages[message + 1]?.role === 'user';
    const isDropped = isAnswered && isQuestion(content) && !isQuestion(text);
    return isDropped ? 'it must ask what the user then answers' : null;
  }
  if (isNegative(content) !== isNegative(text)) return 'it must not turn a no into a yes or a yes into a no';
  if (isQuestion(text) && !isQuestion(content) && answersQuestion(record, message))
    return 'it must answer, not ask';
  const limit = 2 * [...content].length + 60;
  if ([...text].length > limit) return `what a user says may not grow beyond ${limit} characters`;
  const names = namesBefore(record, message);
  const added = missingIn(content, text, names);
  if (added !== null) return `"${added.slice(0, 60)}" is nothing that the user says there`;
  const lost = missingIn(text, content, names);
  return lost === null ? null : `the user says "${lost.slice(0, 60)}" there`;
};

/** A value of one text that another does not hold; null where it holds all. */
function missingIn(text: string, other: string, names: readonly string[]): string | null {
  const numbers = numbersIn(text);
  for (const number of numbersIn(other)) if (!numbers.has(number)) return number;
  const folded = fold(text);
  const foldedOther = fold(other);
  const said = [...namesIn(other), ...names.filter((name) => foldedOther.includes(fold(name)))];
  return said.find((name) => !folded.includes(fold(name))) ?? null;
}

/** What a user could mean by its name: told by the assistant before, or known to them from the start. */
function namesBefore({ messages, provenance, scenario }: DatasetRecord, message: number): string[] {
  const told = provenance.answers.flatMap((claim) =>
    claim.message < message
      ? [[...(messages[claim.message]?.content ?? '')].slice(claim.start, claim.end).join('')]
      : [],
  );
  const known = scenario.knows.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return [...new Set([...told, ...known])].filter(isDistinctive);
}

/** Capitalised words inside a sentence, quotations, words in katakana, days relative to today, places in an order. */
function namesIn(text: string): string[] {
  return [
    ...Array.from(text.matchAll(/(?<=[a-z0-9,;:] )[A-Z][A-Za-z0-9]+/g), ([word]) => word),
    ...Array.from(text.matchAll(/["“「『]([^"”」』]{1,200})["”」』]/g), ([, quoted = '']) => quoted),
    ...(text.match(/[ァ-ヺー]{3,}/g) ?? []),
    ...(text.toLowerCase().match(relativeDays) ?? []),
    ...(text.toLowerCase().match(placesInOrder) ?? []),
  ];
}

const relativeDays =
  /\b(?:today|tonight|tomorrow|yesterday|weekend)\b|今日|本日|明日|明後日|昨日|来週|再来週|今週|先週|来月|今月|週末/g;

const placesInOrder =
  /\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|former|latter|the [a-z]+est)\b|最[初後大小高低新安長短も]/g;

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

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
