import type { PhraseRule } from './language-data.js';
import type { Phrase } from './utterance.js';

/** What a rule may ask of the thing to be said. */
export type RuleSubject = {
  /** The concept and its ancestors; empty when unknown. */
  readonly concepts: readonly string[];
  readonly label: string;
  readonly type: string;
};

/** Texts of the first rule that fits. The last rule of each list fits everything. */
export function findTexts(rules: readonly PhraseRule[], subject: RuleSubject): readonly string[] {
  const words = subject.label.toLowerCase().split(/[\s-]+/);
  const rule = rules.find(
    (candidate) =>
      (candidate.concepts.length === 0 || candidate.concepts.some((concept) => subject.concepts.includes(concept))) &&
      (candidate.words.length === 0 || candidate.words.some((word) => words.includes(word))) &&
      (candidate.types.length === 0 || candidate.types.includes(subject.type)),
  );
  return rule?.say ?? ['{label} {value}'];
}

/** Puts a value phrase and a label into a rule's text. */
export function fillText(text: string, label: string, value: Phrase): Phrase {
  return text.split(/(\{value\}|\{label\})/).flatMap((piece): Phrase => {
    if (piece === '{value}') return value;
    if (piece === '{label}') return [label];
    return piece === '' ? [] : [piece];
  });
}
