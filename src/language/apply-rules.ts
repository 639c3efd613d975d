import pluralize from 'pluralize';
import type { Intent } from '../types/tool-registry.js';
import type { LanguageData, PhraseRule } from './data/language-data.js';
import { remembering } from './remember.js';
import { indexRules, type RuleIndex } from './rule-index.js';
import type { SaidAs } from './values/say-value.js';

/** What a rule may ask of the thing to be said. */
export type RuleSubject = {
  /** The concept and its ancestors; empty when unknown. */
  readonly concepts: readonly string[];
  /** As the catalog words it. */
  readonly label: string;
  readonly type: string;
  /** What is done with the value; null of values that are told. */
  readonly intent: Intent | null;
  /** The values and what is said for them, lower-case; empty where none is known. */
  readonly values: readonly string[];
  /** True where the value is a sentence or more. */
  readonly isProse: boolean;
  readonly said: SaidAs;
};

/** Rules found before, by list and by all that a rule may ask: catalogs repeat themselves. */
const found = new WeakMap<readonly PhraseRule[], Found>();
type Found = {
  /** By label: few things go by one label, and to compare them is cheaper than one text made of all that a rule may ask. */
  readonly byLabel: Map<string, FoundRule[]>;
  /** Values that some rule asks for: all others make no difference. */
  readonly values: ReadonlySet<string>;
  readonly byAsked: RuleIndex;
};
type FoundRule = {
  readonly concept: string | undefined;
  readonly type: string;
  readonly intent: Intent | null;
  readonly isProse: boolean;
  readonly said: SaidAs;
  readonly values: string;
  readonly rule: PhraseRule;
};
const mostLabels = 20_000;

/** The first rule that fits; the last rule of each list fits everything. */
export function findRule(
  rules: readonly PhraseRule[],
  subject: RuleSubject,
  language: LanguageData,
): PhraseRule {
  const { label, concepts, type, intent, isProse, said } = subject;
  let known = found.get(rules);
  if (!known || known.byLabel.size > mostLabels) {
    known = {
      byLabel: new Map(),
      values: known?.values ?? new Set(rules.flatMap(({ values }) => values)),
      byAsked: known?.byAsked ?? indexRules(rules),
    };
    found.set(rules, known);
  }
  const values = askedFor(subject.values, known.values);
  const concept = concepts[0];
  let ofLabel = known.byLabel.get(label);
  if (!ofLabel) {
    ofLabel = [];
    known.byLabel.set(label, ofLabel);
  }
  for (const each of ofLabel)
    if (
      each.concept === concept &&
      each.type === type &&
      each.intent === intent &&
      each.isProse === isProse &&
      each.said === said &&
      each.values === values
    )
      return each.rule;
  const rule = firstFitting(rules, known, subject, language);
  ofLabel.push({ concept, type, intent, isProse, said, values, rule });
  return rule;
}

/** In one text; nearly always none. */
function askedFor(values: readonly string[], known: ReadonlySet<string>): string {
  let text = '';
  for (const value of values) if (known.has(value)) text = text === '' ? value : `${text},${value}`;
  return text;
}

function firstFitting(
  rules: readonly PhraseRule[],
  { byAsked }: Found,
  subject: RuleSubject,
  language: LanguageData,
): PhraseRule {
  const words = labelWords(subject.label);
  const label = subject.label.toLowerCase();
  const kind = kindOf(words, subject, language);
  const head = words.at(-1) ?? '';
  for (const place of byAsked.placesFor(subject.concepts, words)) {
    const rule = rules[place] as PhraseRule;
    if (fits(rule)) return rule;
  }
  throw new RangeError(`No rule of '${language.locale}' fits '${subject.label}'.`);

  function fits(candidate: PhraseRule): boolean {
    return (
      (candidate.concepts.length === 0 ||
        candidate.concepts.some((concept) => subject.concepts.includes(concept))) &&
      (candidate.words.length === 0 || candidate.words.some((word) => holds(words, word))) &&
      (candidate.also.length === 0 || candidate.also.some((word) => words.includes(word))) &&
      (candidate.heads.length === 0 || candidate.heads.includes(head)) &&
      (candidate.values.length === 0 || candidate.values.some((value) => subject.values.includes(value))) &&
      (candidate.label === null || candidate.label.test(label)) &&
      (candidate.types.length === 0 || candidate.types.includes(subject.type)) &&
      (candidate.intents.length === 0 || candidate.intents.includes(subject.intent ?? '')) &&
      (candidate.said.length === 0 || candidate.said.includes(subject.said)) &&
      (candidate.kind === null || candidate.kind === kind)
    );
  }
}

/** Whether a label holds a word, or several in a row (`check-out`). */
function holds(words: readonly string[], word: string): boolean {
  return word.includes('-')
    ? ` ${words.join(' ')} `.includes(` ${word.replaceAll('-', ' ')} `)
    : words.includes(word);
}

/** The words of a label, in lower case. */
export const labelWords: (label: string) => readonly string[] = remembering((label) =>
  label.toLowerCase().split(/[\s-]+/),
);

/**
 * The unit that a label ends in, as the locale says it. "Light years" are no years, what is per minute is no number of minutes,
 * and a single letter is a unit only behind a word.
 */
export function unitOf(words: readonly string[], units: ReadonlyMap<string, string>): string | undefined {
  const [before = '', last = ''] = words.slice(-2);
  if (words.length < 2 || before === 'per' || (last.length === 1 && before.length < 3)) return undefined;
  return units.get(`${before} ${last}`) ?? units.get(last);
}

function kindOf(
  words: readonly string[],
  subject: RuleSubject,
  { units, names }: LanguageData,
): PhraseRule['kind'] {
  if (subject.isProse) return 'prose';
  if (subject.type === 'boolean')
    return words.length > 1 && names.verbs.has(words[0] ?? '') ? 'verbal' : null;
  if (subject.type !== 'integer' && subject.type !== 'number') return null;
  if (unitOf(words, units) !== undefined) return 'measured';
  const last = words.at(-1) ?? '';
  return subject.type === 'integer' &&
    words.length <= 2 &&
    pluralize.isPlural(last) &&
    !pluralize.isSingular(last)
    ? 'counted'
    : null;
}
