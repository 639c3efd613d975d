import { toWords, unitsPerWord } from '../record-view/words.js';
import type { Locale } from '../types/plan-row.js';
import { compressionRatio } from './compression-ratio.js';
import { distinctGrams } from './distinct-grams.js';
import { createDuplicateTurns } from './duplicate-turns.js';
import { type Figure, type FigureFamily, known, notComparable, unknown } from './figure.js';
import { mtld } from './mtld.js';
import { createSeededSample } from './seeded-sample.js';
import { createSeenGrams } from './seen-grams.js';
import { selfBleu } from './self-bleu.js';

const budgetWords = 2850;
const budgetBytes = 37_000;
const sampledTexts = 150;
const minimumWords = 4;

/** Figures on language for the records of one locale, at equal budgets so that files of any size compare. */
export function createLanguageFigures(locale: Locale, seed: number): FigureFamily {
  const perWord = unitsPerWord(locale);
  const byWords = createSeededSample<readonly (readonly string[])[]>(budgetWords * perWord, seed);
  const byBytes = createSeededSample<readonly string[]>(budgetBytes, seed);
  const finals = createSeededSample<readonly string[]>(sampledTexts, seed);
  const seenGrams = createSeenGrams();
  const duplicates = createDuplicateTurns(seed);

  return {
    add(view) {
      const spoken = view.messages.filter(
        ({ role, text }) => (role === 'user' || role === 'assistant') && text !== '',
      );
      const dialogue = spoken.map(({ text }) => text);
      const key = `${view.id}\n${dialogue.join('\n')}`;
      const turns = spoken.filter(({ role }) => role === 'user').map(({ text }) => toWords(text, locale));
      const words = turns.reduce((sum, turn) => sum + turn.length, 0);
      if (words > 0) byWords.add(key, words, turns);
      if (dialogue.length > 0) byBytes.add(key, Buffer.byteLength(dialogue.join('\n'), 'utf8'), dialogue);
      const final = toWords(spoken.findLast(({ role }) => role === 'assistant')?.text ?? '', locale);
      if (final.length >= minimumWords * perWord) finals.add(key, 1, final);
      seenGrams.add(view);
      duplicates.add(view);
    },
    figures() {
      const conversations = byWords.items();
      const turns = conversations.flat();
      const requests = conversations.flatMap((conversation) => conversation.slice(0, 1));
      const words = Math.round(byWords.size() / perWord);
      const enoughWords = (value: number | null, basis: number): Figure =>
        judge(value, basis, words >= budgetWords, `${words} of ${budgetWords} user words`);
      const bytes = byBytes.size();
      return {
        self_bleu_user_turns: enoughWords(...selfBleuOfSample(turns, perWord, seed)),
        self_bleu_first_requests: enoughWords(...selfBleuOfSample(requests, perWord, seed)),
        self_bleu_finals: judge(
          selfBleu(finals.items()),
          finals.size(),
          finals.size() >= sampledTexts,
          `${finals.size()} of ${sampledTexts} finals`,
        ),
        compression_ratio: judge(
          compressionRatio(byBytes.items().flat()),
          bytes,
          bytes >= budgetBytes,
          `${Math.round(bytes / 1000)} of ${budgetBytes / 1000} kB of dialogue`,
        ),
        distinct_2: enoughWords(distinctGrams(turns, 2), turns.length),
        mtld_first_requests: enoughWords(mtld(requests.flat()), requests.length),
        ...seenGrams.figures(),
        ...duplicates.figures(),
      };
    },
  };
}

function selfBleuOfSample(
  texts: readonly (readonly string[])[],
  perWord: number,
  seed: number,
): [number | null, number] {
  const sample = createSeededSample<readonly string[]>(sampledTexts, seed);
  for (const [index, text] of texts.entries()) {
    // The position in the seeded sample keeps equal texts apart; it does not depend on the file's order.
    if (text.length >= minimumWords * perWord) sample.add(`${index}\n${text.join(' ')}`, 1, text);
  }
  return [selfBleu(sample.items()), sample.size()];
}

function judge(value: number | null, basis: number, isEnough: boolean, note: string): Figure {
  if (value === null) return unknown('too little text');
  return isEnough ? known(value, basis) : notComparable(known(value, basis), note);
}
