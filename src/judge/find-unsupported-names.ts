import type { MessageView, RecordView } from '../record-view/record-view.js';
import { normalizeText } from '../record-view/value-forms.js';

/**
 * Names in an English assistant text (two or more capitalised words in a row) of which no word was said before by anyone.
 * Single capitalised words are let pass: names of countries, languages and days are told for codes and dates.
 */
export function findUnsupportedNames(view: RecordView, message: MessageView): string[] {
  if (view.locale !== 'en') return [];
  const runs = message.text.match(/\b[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+){1,4}/g) ?? [];
  return runs.filter((run) => {
    const words = normalizeText(run).split(' ');
    return !words.some((word) => ordinaryWords.has(word) || isSaid(view, message, word));
  });
}

function isSaid(view: RecordView, message: MessageView, word: string): boolean {
  return (
    view.messages.some(({ index, normalized }) => index < message.index && normalized.includes(word)) ||
    [...view.tools.values()].some(({ name, description }) =>
      `${name} ${description}`.toLowerCase().includes(word),
    )
  );
}

const ordinaryWords = new Set(
  (
    'january february march april may june july august september october november december monday tuesday wednesday thursday ' +
    'friday saturday sunday the a an your his her our my it this that here there united new north south east west saint ' +
    'us dollars dollar pound pounds sterling yen euro euros'
  ).split(' '),
);
