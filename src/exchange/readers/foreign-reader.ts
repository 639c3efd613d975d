import type { ImportedFrom } from '../../types/imported-record.js';
import type { JsonValue } from '../../types/json.js';
import type { Conversation } from '../conversation.js';
import type { ForeignValue } from '../values/read-values.js';

/** A conversation of others, with what is known of it beside what was said; what shows that it lacks is found without. */
export type ForeignConversation = Conversation & Partial<Pick<ImportedFrom, 'lacks' | 'briefing' | 'notes'>>;

/** Throws `UnreadableEntryError`. */
export type ReadForeign = (value: JsonValue, fallbackId: string) => ForeignConversation;

/** A format of others that is only read. Each lies in one file of `readers/` and is named in `import-formats.ts`. */
export type ForeignReader = {
  readonly name: string;
  readonly description: string;
  /** Prepared once for all values of an input. */
  readonly open: (input: ForeignInput) => Promise<OpenedReader>;
};

export type ForeignInput = {
  /** All values of the input again, for what has to be known before the first conversation is read. */
  readonly values: () => AsyncIterable<ForeignValue>;
  /** The path that was named. */
  readonly path: string;
};

export type OpenedReader = {
  readonly read: ReadForeign;
  /** Values that belong to others (the answers of questions), and are no conversations of their own. */
  readonly isCompanion?: (value: JsonValue) => boolean;
};

/** A reader that needs to know nothing beforehand. */
export function plainReader(name: string, description: string, read: ReadForeign): ForeignReader {
  return { name, description, open: async () => ({ read }) };
}
