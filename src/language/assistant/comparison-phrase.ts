import type { Random } from '../../random/random.js';
import type { Comparison } from '../acts.js';
import { compile } from '../compile-grammar.js';
import { nameValue, ruleOf } from '../fact-phrase.js';
import { fill } from '../grammar.js';
import { join } from '../join.js';
import { wordsInLocale } from '../locale-words.js';
import { phraseOf, type Speech } from '../speech.js';
import type { Phrase, Segment } from '../utterance.js';

/** Comparisons told of two things. */
const most = 2;

/** `Inn A is cheaper than Inn B`; null where the locale has no words for how they differ. */
export function comparisonPhrase(
  comparisons: readonly Comparison[],
  speech: Speech,
  random: Random,
): Phrase | null {
  const said = comparisons.flatMap((comparison) => [comparedPhrase(comparison, speech, random)]);
  const known = said.filter((each) => each !== null).slice(0, most);
  if (known.length === 0) return null;
  const { joins } = speech.language.orthography;
  const compared = join(known, joins.has('comparisons') ? 'comparisons' : 'clauses', speech.language);
  return phraseOf('comparison', speech, { compared }, [], random);
}

function comparedPhrase({ lesser, greater }: Comparison, speech: Speech, random: Random): Phrase | null {
  const rule = ruleOf(lesser.fact, speech);
  const comparative = rule.less ?? rule.more;
  if (!comparative) return null;
  const isLess = comparative === rule.less;
  const [one, other] = isLess ? [lesser, greater] : [greater, lesser];
  const word: Segment = {
    text: comparative.word,
    meaning: {
      kind: 'claim',
      source: {
        kind: 'derived',
        function: 'compare',
        inputs: [one.fact.source, other.fact.source],
        options: { operator: isLess ? 'less' : 'greater' },
      },
    },
  };
  const places = {
    label: [wordsInLocale(lesser.fact.label, speech.language)],
    word: [word],
    name: nameValue(one.name, speech),
    than: nameValue(other.name, speech),
  };
  const { language, register, prefers } = speech;
  const conditions = compile(language.grammar).bitsOf([]);
  return fill(comparative.text, { language, register, conditions, prefers, places }, random);
}
