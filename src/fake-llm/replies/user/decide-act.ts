import { likeness, wordsOf } from '../words.js';
import type { Directions, UserAct } from './directions.js';

/** What directions ask for, the most pressing first: to end, to put something right, to answer, else to wish. */
export function decideAct(directions: Directions): UserAct {
  const { wish, meant, answers, correct, refuse, finish, last } = directions;
  if (finish) return { kind: 'thanks' };
  if (correct !== null) return { kind: 'correction', ...correct };
  if (isQuestion(last)) {
    if (asksToGoAhead(last)) return { kind: refuse ? 'refusal' : 'confirmation' };
    if (meant !== null) return { kind: 'request', text: meant, values: [] };
    const asked = answers.filter(({ label }) => isAskedFor(label, last));
    if (asked.length > 0) return { kind: 'answer', values: asked };
    const name = asksWhichOne(last) ? firstOption(last) : '';
    if (name !== '') return { kind: 'choice', name };
  }
  if (refuse) return { kind: 'refusal' };
  if (wish?.isVague) return { kind: 'request', about: wish.text };
  if (wish !== null) return { kind: 'request', text: wish.text, values: wish.values };
  return answers.length > 0 ? { kind: 'answer', values: answers } : { kind: 'other' };
}

function isQuestion(text: string): boolean {
  return /[?？]|(?:ください|ますか|ですか)/.test(text);
}

/** A question after yes or no, about doing something. */
function asksToGoAhead(text: string): boolean {
  const question = text.split(/(?<=[.!。])\s*/).findLast(isQuestion) ?? '';
  if (/^\W*(?:which|what|when|where|who|how|could you|may i (?:ask|have))\b/i.test(question)) return false;
  return /\b(?:go ahead|proceed|confirm|shall i|should i|do you want me to|would you like me to|may i|is that (?:right|ok(?:ay)?))\b|よろしい|進めて|実行して/i.test(
    question,
  );
}

/** Whether a question is about a value: the words of its label stand in it, or in Japanese the label as it is. */
function isAskedFor(label: string, question: string): boolean {
  if (label === '') return false;
  if (question.toLowerCase().includes(label.toLowerCase())) return true;
  const words = wordsOf(label);
  const asked = wordsOf(question);
  return (
    words.length > 0 &&
    likeness(
      words,
      asked.filter((word) => words.includes(word)),
    ) === 1
  );
}

function asksWhichOne(text: string): boolean {
  return /\b(?:which|choose|prefer|pick|option)\b|どれ|どちら|選/i.test(text);
}

/** Name of the first of what a question offers: after the colon or before the question, up to what tells about it. */
function firstOption(text: string): string {
  const quoted = /["“「]([^"”」]{1,80})["”」]/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  const lines = text.split('\n').map((line) => line.trim());
  const listed = lines.map((line) => /^(?:\d{1,2}[.)]|[-*•])\s*(.+)$/.exec(line)?.[1]).find(Boolean);
  const named = listed ?? text.split(/[:：]\s/)[1] ?? '';
  return (named.split(/\s*[(（,、;:：\n?？]|\s(?:or|and|—|–|-)\s/, 1)[0] ?? '').trim().replace(/[.。]$/, '');
}
