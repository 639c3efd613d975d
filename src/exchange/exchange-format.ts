import type { JsonObject, JsonValue } from '../types/json.js';
import type { ChatTemplate } from './chat-template/chat-template.js';
import type { Conversation, LabelledCompletion, PreferencePair } from './conversation.js';

/**
 * A format of others, in both directions as far as it goes. Each lies in one file of `formats/` and is named in
 * `exchange-formats.ts`; what all of them need (names, splitting, files, counting) is done before and after.
 */
export type ExchangeFormat = ConversationFormat | PairFormat | LabelledFormat;

type FormatBasics = {
  readonly name: string;
  /** For people who choose. */
  readonly description: string;
  readonly files: FileLayout;
  /** Names of tools that it can hold; others are renamed, and the map is kept beside the file. */
  readonly toolNames: ToolNameRule;
  /** `split`: it holds one call a message, so that parallel calls are always made one after the other. */
  readonly parallelCalls: 'kept' | 'split';
  /** What of a conversation it cannot hold, in words; empty where import gives back all. */
  readonly losses: readonly string[];
  /** Which of the choices of how to write it has; all where absent. */
  readonly choices?: readonly WriteChoice[];
};

/** As the flags are called. */
export type WriteChoice = 'arguments' | 'tools' | 'json-spacing' | 'completions';

export type ConversationFormat = FormatBasics & {
  readonly holds: 'conversations';
  /** Entries of one conversation, none where there is nothing to train on. Throws `CannotHoldError`. */
  readonly write: (conversation: Conversation, options: WriteOptions) => readonly Entry[];
  /**
   * The conversation of one value (of a line, of an array's member, of a file), whose id is `fallbackId` where the format
   * has none. Throws `UnreadableEntryError`. Null where what is written cannot be read back.
   */
  readonly read: ((value: JsonValue, fallbackId: string) => Conversation) | null;
};

export type PairFormat = FormatBasics & {
  readonly holds: 'pairs';
  readonly write: (pair: PreferencePair, options: WriteOptions) => readonly Entry[];
  readonly read: ((value: JsonValue, fallbackId: string) => PreferencePair) | null;
};

export type LabelledFormat = FormatBasics & {
  readonly holds: 'labelled';
  readonly write: (completion: LabelledCompletion, options: WriteOptions) => readonly Entry[];
  readonly read: ((value: JsonValue, fallbackId: string) => LabelledCompletion) | null;
};

/** One value to be written, as a line of JSON or, where it is a text, as it is. */
export type Entry = {
  /** Which of the files of the layout; the main one where absent. */
  readonly part?: string;
  readonly value: JsonValue;
};

export type FileLayout =
  /** One JSON value a line. */
  | { readonly kind: 'lines'; readonly catalog?: Catalog }
  /** One JSON array of all. */
  | { readonly kind: 'array'; readonly catalog?: Catalog }
  /** Several files of one JSON value a line, `<output>_<part>`; those that nothing is written to are not made. */
  | { readonly kind: 'parts' }
  /** A file for each conversation, in a folder; an entry is one of its lines. */
  | { readonly kind: 'folder'; readonly extension: string };

/** A JSON file beside the output in which readers look datasets up; it may hold others. */
export type Catalog = {
  readonly file: string;
  /** Under which ours stands. */
  readonly key: string;
  readonly entry: (outputName: string) => JsonObject;
};

export type ToolNameRule = { readonly pattern: RegExp; readonly longest: number };

export type WriteOptions = {
  /** Arguments as objects or as JSON text; null: as the format has them. */
  readonly arguments: 'object' | 'string' | null;
  /** Tools as a list or as JSON text; null: as the format has them. */
  readonly tools: 'list' | 'string' | null;
  /** Spaces in JSON texts, as Python's json.dumps writes them or none; null: as the format's trainer would. */
  readonly spacing: 'python' | 'compact' | null;
  /** Of formats that train one message at a time: one entry a conversation, or one for each message to be trained on. */
  readonly completions?: 'one' | 'all';
  /** Whether parallel calls were put one after the other; they were not where absent. */
  readonly isSplit?: boolean;
  /** How many conversations were written before this one; 0 where nobody counts. */
  readonly position?: number;
  /** Of the format that renders one. */
  readonly template?: ChatTemplate;
};
