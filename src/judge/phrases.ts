/** Whether a normalised text holds one of the phrases, at the beginning of a word. */
export function holdsPhrase(normalized: string, phrases: readonly string[] = []): boolean {
  return phrases.some((phrase) => findPhrase(normalized, phrase));
}

/** The phrases that a normalised text holds. */
export function phrasesIn(normalized: string, phrases: readonly string[] = []): string[] {
  return phrases.filter((phrase) => findPhrase(normalized, phrase));
}

function findPhrase(normalized: string, phrase: string): boolean {
  for (let at = normalized.indexOf(phrase); at !== -1; at = normalized.indexOf(phrase, at + 1)) {
    if (at === 0 || !/[a-z0-9]/.test(normalized[at - 1] ?? '') || !/[a-z]/.test(phrase[0] ?? '')) return true;
  }
  return false;
}
