import type { Habit } from './data/language-data.js';
import type { KnownWords } from './write-words.js';

/**
 * Plain words of a template. They are said again and again, and whoever works something out about them keeps it here: to
 * look it up by the text took longer than to write the text.
 */
export class Words {
  readonly meaning = null;
  withCapitals: KnownWords | null = null;
  withoutCapitals: KnownWords | null = null;
  /** By register of the habits named here: whether one of them changes the words. */
  readonly changedBy: (boolean | undefined)[] = [];
  habits: readonly Habit[] | null = null;

  constructor(readonly text: string) {}
}
