import pluralize from 'pluralize';
import type { Intent } from '../types/tool-registry.js';
import { withIndefinite } from './endpoint-words.js';
import type { LanguageData, PhraseRule } from './language-data.js';
import type { Phrase } from './utterance.js';

/** What a rule may ask of the thing to be said. */
export type RuleSubject = {
  /** The concept and its ancestors; empty when unknown. */
  readonly concepts: readonly string[];
  readonly label: string;
  readonly type: string;
  /** What is done with the value; null of values that are told. */
  readonly intent: Intent | null;
  /** True where the value is a sentence or more. */
  readonly isProse: boolean;
  /** True of the number one: what it counts is said in the singular. */
  readonly isOne: boolean;
};

/** Texts of the first rule that fits, with the label's parts filled in. The last rule of each list fits everything. */
export function findTexts(
  rules: readonly PhraseRule[],
  subject: RuleSubject,
  language: LanguageData,
): readonly string[] {
  const words = subject.label.toLowerCase().split(/[\s-]+/);
  const unit = language.units.get(words.at(-1) ?? '');
  const kind = kindOf(words, unit, subject);
  const rule = rules.find(
    (candidate) =>
      (candidate.concepts.length === 0 ||
        candidate.concepts.some((concept) => subject.concepts.includes(concept))) &&
      (candidate.words.length === 0 || candidate.words.some((word) => words.includes(word))) &&
      (candidate.types.length === 0 || candidate.types.includes(subject.type)) &&
      (candidate.intents.length === 0 || candidate.intents.includes(subject.intent ?? '')) &&
      (candidate.kind === null || candidate.kind === kind),
  );
  const head = words.slice(0, -1).join(' ');
  return (rule?.say ?? ['{label} {value}']).map((text) => {
    const filled = text
      .replace(/\ba \{head\}/, withIndefinite(head))
      .replace('{head}', head)
      .replace('{unit}', unit ?? '');
    return subject.isOne ? inSingular(filled, kind === 'counted' ? subject.label : null) : filled;
  });
}

/** `for {value} people` → `for {value} person`. */
function inSingular(text: string, counted: string | null): string {
  const said = counted === null ? text : text.replace('{label}', pluralize.singular(counted));
  return said.replace(/(?<=\{value\} )[a-z]+s?\b/, (noun) => pluralize.singular(noun));
}

/** Puts a value phrase and a label into a rule's text. */
export function fillText(text: string, label: string, value: Phrase): Phrase {
  const article = withIndefinite(label).split(' ')[0] ?? 'a';
  return text
    .replace(/\ba (?=\{label\})/, `${article} `)
    .split(/(\{value\}|\{label\})/)
    .flatMap((piece): Phrase => {
      if (piece === '{value}') return value;
      if (piece === '{label}') return [label];
      return piece === '' ? [] : [piece];
    });
}

function kindOf(
  words: readonly string[],
  unit: string | undefined,
  subject: RuleSubject,
): PhraseRule['kind'] {
  if (subject.isProse) return 'prose';
  if (subject.type !== 'integer' && subject.type !== 'number') return null;
  if (unit !== undefined && words.length > 1) return 'measured';
  const last = words.at(-1) ?? '';
  return subject.type === 'integer' &&
    words.length <= 2 &&
    pluralize.isPlural(last) &&
    !pluralize.isSingular(last)
    ? 'counted'
    : null;
}
