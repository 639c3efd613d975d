import { configDirectory } from '../config/package-paths.js';
import { type ViewLanguage, viewOfState } from '../grounding/conversation-view.js';
import { findClaims } from '../grounding/find-claims.js';
import { findMentions, type SayableValue } from '../grounding/find-mentions.js';
import { groundCall } from '../grounding/ground-call.js';
import { groundingWords } from '../grounding/grounding-words.js';
import { asks } from '../language/asks.js';
import type { LanguageData } from '../language/data/language-data.js';
import { toToolDefinition } from '../registry/tool-definition.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { SourceFinder } from './live-context.js';

/** Finds sources in a conversation under way, in the words of a locale. */
export function createSourceFinder(language: LanguageData): SourceFinder {
  const words: ViewLanguage = { language, words: groundingWords(configDirectory, language.locale) };
  return {
    claimsIn(text, state) {
      const message = state.messages.length;
      const next = { ...state, messages: [...state.messages, { role: 'assistant' as const, content: text }] };
      return findClaims(text, message, viewOfState(next, words)).map(({ start, end, source }) => ({
        start,
        end,
        meaning: { kind: 'claim', source },
      }));
    },
    mentionsIn: (text, slots, state) =>
      findMentions(text, sayableValues(slots, state), words, state.brief.scenario.now),
    groundCall({ name, parameters }, state) {
      const endpoint = state.brief.offered.find(({ callName }) => callName === name);
      if (endpoint === undefined) throw new RangeError(`${name} is not offered.`);
      return groundCall(parameters, toToolDefinition(endpoint), viewOfState(state, words), endpoint);
    },
  };
}

function sayableValues(slots: ConversationState['slots'], state: ConversationState): SayableValue[] {
  const last = state.messages.at(-1);
  const isAsked = last?.role === 'assistant' && asks(last.content);
  return slots.flatMap(({ slot, schema, concept, label, values, isList }) =>
    values.map((value, element) => ({
      ...{ slot, schema, concept, label, value },
      element: isList ? element : null,
      isAsked: isAsked && !state.mentions.has(slot),
    })),
  );
}
