import { mayDouble } from '../record-view/may-double.js';
import type { MessageView, RecordView } from '../record-view/record-view.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import { findFillers } from './find-fillers.js';
import { findForeignTexts } from './find-foreign-texts.js';
import { findMachineWords } from './find-machine-words.js';
import { findNeedlessQuestions } from './find-needless-questions.js';
import { findRepeatedSentences, gradeVariety } from './find-repetition.js';
import type { Finding, Rubric } from './rubric.js';

const longAssistantWords = 170;
const longUserWords = 130;
const questionsInOneMessage = 3;

/** What no person would write: machine words, repetition, curtness, rough edges. */
export function findLanguageFaults(view: RecordView, rubric: Rubric): Finding[] {
  const spoken = view.messages.filter(
    ({ role, text }) => (role === 'user' || role === 'assistant') && text.trim() !== '',
  );
  return [
    ...findMachineWords(view, spoken, rubric),
    ...spoken.flatMap((message) => [...findRoughEdges(view, message), ...findOverload(view, message)]),
    ...findForeignTexts(view, spoken, rubric),
    ...findNeedlessQuestions(view),
    ...findFillers(view, spoken),
    ...findRepeatedSentences(view, spoken),
    ...gradeVariety(view, spoken),
  ];
}

function findRoughEdges(view: RecordView, message: MessageView): Finding[] {
  const faults: Finding[] = [];
  const doubled = /(?:^|[^a-z0-9'’-])([a-z]{2,})\s+\1(?![a-z0-9'’-])/i.exec(message.text)?.[1];
  if (doubled !== undefined && !mayDouble.has(doubled.toLowerCase()) && doubled === doubled.toLowerCase()) {
    faults.push({ kind: 'doubled_word', amount: 1, detail: `${doubled} ${doubled}` });
  }
  // People may write in lower case and without a full stop; an assistant may not.
  const text = message.text.trim();
  const isRough =
    /\s[,.;!?](?:\s|$)|,,|(?<!\.)\.\.(?!\.)|,\./.test(text) ||
    (view.locale === 'en' &&
      message.role === 'assistant' &&
      (/^[a-z]+ /.test(text) || !/[.!?:)"'”’\]|*`\d]$/.test(text)));
  if (isRough) faults.push({ kind: 'rough_edges', amount: 1, detail: text.slice(-30) });
  return faults;
}

function findOverload(view: RecordView, message: MessageView): Finding[] {
  const faults: Finding[] = [];
  const questions = message.text.match(/[?？]/g)?.length ?? 0;
  if (message.role === 'assistant' && questions > questionsInOneMessage) {
    faults.push({ kind: 'question_overload', amount: 1, detail: `${questions} questions` });
  }
  const words = toWords(message.text, view.locale).length / unitsPerWord(view.locale);
  if (words > (message.role === 'user' ? longUserWords : longAssistantWords)) {
    faults.push({ kind: 'overlong', amount: 1, detail: `${Math.round(words)} words` });
  }
  return faults;
}
