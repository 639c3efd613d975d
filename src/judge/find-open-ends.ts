import type { MessageView, RecordView } from '../record-view/record-view.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import { holdsPhrase } from './phrases.js';
import type { Finding, Rubric } from './rubric.js';

/** Where a conversation leaves the user waiting. */
export function findOpenEnds(view: RecordView, texts: readonly MessageView[], rubric: Rubric): Finding[] {
  const faults: Finding[] = [];
  const last = view.messages.at(-1);
  if (last?.role !== 'assistant' || last.calls.length > 0)
    faults.push({ kind: 'no_final_answer', amount: 1 });
  for (const message of view.messages) {
    const next = view.messages[message.index + 1];
    if (message.role === 'assistant' && message.calls.length === 0 && message.text.trim() === '') {
      faults.push({ kind: 'empty_answer', amount: 1 });
    }
    if (message.role === 'user' && next !== undefined && next.role !== 'assistant') {
      faults.push({ kind: 'unanswered_user', amount: 1, detail: message.text });
    }
    if (isBrushedOff(view, message, rubric)) {
      faults.push({ kind: 'brushed_off', amount: 1, detail: message.text });
    }
  }
  const final = texts.at(-1);
  if (last?.role !== 'assistant' || final === undefined) return faults;
  const question = lastSentence(final.normalized);
  const asks = /[?？]$|か。?$/.test(question);
  if (asks && !holdsPhrase(question, rubric.phrases.closing_offer[view.locale])) {
    faults.push({ kind: 'open_question', amount: 1, detail: question });
  }
  if (isCutOff(view, final.text)) faults.push({ kind: 'cut_off', amount: 1, detail: final.text.slice(-30) });
  return faults;
}

/** A request of some length or a question that gets a few words and no call. */
function isBrushedOff(view: RecordView, message: MessageView, rubric: Rubric): boolean {
  const next = view.messages[message.index + 1];
  if (message.role !== 'user' || next?.role !== 'assistant' || next.calls.length > 0) return false;
  const count = (text: string) => toWords(text, view.locale).length / unitsPerWord(view.locale);
  return (
    /[^?？]$/.test(next.text.trim()) &&
    count(next.text) < 7 &&
    count(message.text) >= 10 &&
    (/[?？\d]/.test(message.text) || count(message.text) >= 20) &&
    !holdsPhrase(next.normalized, rubric.phrases.failure[view.locale])
  );
}

/** The last words of a conversation end in the middle of a sentence, a bracket or a quotation. */
function isCutOff(view: RecordView, text: string): boolean {
  const lines = text.trimEnd().split('\n');
  const line = (lines.at(-1) ?? '').trimEnd();
  const isOpen = [
    ['(', ')'],
    ['（', '）'],
    ['「', '」'],
    ['『', '』'],
    ['“', '”'],
  ].some(([open = '', close = '']) => line.split(open).length > line.split(close).length);
  if (isOpen) return true;
  // The members of a list need no full stop, but the last one has the form of the others.
  if (listMember.test(line)) {
    const others = lines.slice(0, -1).filter((other) => listMember.test(other));
    return others.length > 0 && others.every((other) => other.includes(': ')) && !line.includes(': ');
  }
  if (view.locale === 'ja')
    return /[A-Za-z0-9À-ɏ\u3041-\u30ff\u4e00-\u9fff、,]$/.test(line) && /[\u3041-\u3096]/.test(line);
  return /[A-Za-z0-9À-ɏ\u3041-\u30ff\u4e00-\u9fff,;(&-]$/.test(line) && text.split(/\s+/).length > 5;
}

const listMember = /^\s*(?:[-*•・]|\d+[.)])/;

function lastSentence(normalized: string): string {
  return (
    normalized.match(/[^.!?。！？]*[.!?。！？]*$/)?.[0]?.trim() ||
    (normalized.split(/(?<=[.!?。！？])\s*/).at(-1) ?? '')
  );
}
