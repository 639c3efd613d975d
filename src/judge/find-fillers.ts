import type { MessageView, RecordView } from '../record-view/record-view.js';
import { splitSentences } from '../record-view/split-sentences.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import type { Finding } from './rubric.js';

const fewestWords = 8;
const mostInOneMessage = 4;

/** Answers with many whole sentences that hold no figure, no name, nothing that the user said or a result shows. */
export function findFillers(view: RecordView, spoken: readonly MessageView[]): Finding[] {
  return spoken.flatMap((message) => {
    if (message.role !== 'assistant') return [];
    const bare = splitSentences(message.normalized).filter(
      (sentence) =>
        toWords(sentence, view.locale).length / unitsPerWord(view.locale) >= fewestWords &&
        !/[\d?？"“「]/.test(sentence),
    );
    if (bare.length <= mostInOneMessage) return [];
    const shown = view.messages
      .filter(({ role, index }) => index < message.index && role === 'tool')
      .flatMap(({ normalized }) => normalized.split('\n'))
      .filter((value) => value.length >= 3);
    const fillers = bare.filter((sentence) => {
      const words = sentence.replace(/[.!。"”]+$/, '');
      return !shown.some((value) => sentence.includes(value) || value.includes(words));
    });
    return fillers.length > mostInOneMessage
      ? [{ kind: 'rambling', amount: 1, detail: `${fillers.length} sentences without content` }]
      : [];
  });
}
