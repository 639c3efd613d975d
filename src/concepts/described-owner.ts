import { normalWords } from './concept-index.js';

/**
 * The one thing that a description says an identifier is of: "The id of the arena.", "Trader ID which can be got from …".
 * Null where it says less or more.
 */
export function describedOwner(description: string): string | null {
  const start = description.slice(0, 80);
  const said = ofPhrase.exec(start)?.[1] ?? beforePhrase.exec(start)?.[1];
  const noun = said === undefined ? undefined : normalWords(said).at(-1);
  return noun === undefined || vague.has(noun) ? null : noun;
}

const ofPhrase =
  /^\W{0,3}(?:the |an? )?(?:unique )?(?:u?u?ids?|guids?|identifier) (?:of|for) (?:the |an? |your )?([a-z]{3,20}(?: (?!(?:you|that|which|for|whose|from|where)\b)[a-z]{3,20})?) ?(?:[.,;:(`<]|$|(?:you|to|that|which|for|whose|in|from|as|where)\b)/i;

const beforePhrase =
  /^\W{0,3}(?:the |an? )?(?:unique )?([a-z]{3,20}(?:[ _-][a-z]{3,20})?)(?:'s)?[ _-]ids?\b(?! ?(?:of|for)\b)/i;

/** Nouns that say nothing of whose id it is. */
const vague: ReadonlySet<string> = new Set(
  (
    'object item resource record entry element row result unique valid numeric internal external string integer number ' +
    'this that given same specific desired new following api enter insert your their its the get use value parameter'
  ).split(' '),
);
