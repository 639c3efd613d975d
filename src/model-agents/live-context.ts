import type { LanguageData } from '../language/data/language-data.js';
import type { Mark } from '../language/utterance.js';
import type { Prompts } from '../prompts/load-prompts.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { JsonObject, JsonPointer } from '../types/json.js';
import type { LanguageModel } from '../types/language-model.js';
import type { Source } from '../types/provenance.js';
import type { DraftWish } from './directions.js';

/** What a live agent of one conversation works with. */
export type LiveContext = {
  readonly model: LanguageModel;
  readonly prompts: Prompts;
  readonly language: LanguageData;
  readonly conversationId: string;
  /** Attempt of the row and choice of words. */
  readonly attempt: readonly number[];
  readonly maxTokens: number;
  readonly sources: SourceFinder;
  /** Words a request as the offline user would. */
  readonly draftWish: DraftWish;
  /** Told the model that answered, as the provider echoes it. */
  readonly note: (model: string) => void;
};

/** Finds what supports the texts and calls of models, which come without it. */
export type SourceFinder = {
  /** Facts of an assistant's text that stands next. */
  claimsIn(text: string, state: ConversationState): readonly Mark[];
  /** Values of slots in a user's text. `slots`: as the user would say them now. */
  mentionsIn(text: string, slots: ConversationState['slots'], state: ConversationState): readonly Mark[];
  /** A source for every leaf of a call's arguments, and the leaves that have none. */
  groundCall(
    call: { readonly name: string; readonly parameters: JsonObject },
    state: ConversationState,
  ): {
    readonly sources: readonly { readonly pointer: JsonPointer; readonly source: Source }[];
    readonly ungrounded: readonly JsonPointer[];
  };
};
