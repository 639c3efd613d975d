import type { Random } from '../../random/random.js';
import type { ItemReport } from '../acts.js';
import { statementOf } from '../fact-phrase.js';
import { join } from '../join.js';
import { phraseOf, type Speech } from '../speech.js';
import type { Phrase } from '../utterance.js';

/** What is said in sentences: with the thing as subject, and with subjects of its own. */
export type Told = {
  readonly predicates: Phrase | null;
  readonly clauses: Phrase | null;
  readonly isOneClause: boolean;
};

/** `is rated 4.6 and costs 120 EUR`, `the genre is horror`; null where there is nothing or it cannot be said in sentences. */
export function tell({ facts }: ItemReport, speech: Speech, random: Random): Told | null {
  const statements = facts.map((fact) => statementOf(fact, speech, random));
  const said = statements.filter((statement) => statement !== null);
  if (said.length === 0 || said.length < statements.length) return null;
  const phrases = { predicate: [] as Phrase[], adverbial: [] as Phrase[], clause: [] as Phrase[] };
  for (const { kind, phrase } of said) phrases[kind].push(phrase);
  const { adverbial: adverbials, clause: clauses } = phrases;
  const being =
    adverbials.length === 0
      ? []
      : [
          phraseOf(
            'being',
            speech,
            { adverbials: join(adverbials, 'adverbials', speech.language) },
            [],
            random,
          ),
        ];
  const predicates = [...being, ...phrases.predicate];
  return {
    predicates: predicates.length === 0 ? null : join(predicates, 'predicates', speech.language),
    isOneClause: clauses.length === 1,
    clauses: clauses.length === 0 ? null : join(clauses, 'clauses', speech.language),
  };
}
