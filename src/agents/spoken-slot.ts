import type { Fact } from '../language/acts.js';
import type { ConversationState } from '../simulation/conversation-state.js';

/** A value that the user said, to be said back in their own words; nothing for lists and what was not said. */
export function spokenSlot(slot: number, state: ConversationState): Fact[] {
  const known = state.slots[slot];
  const mentions = state.mentions.get(slot);
  if (!known || known.isList || !mentions) return [];
  const { label, concept, concepts, schema } = known;
  return mentions.map(({ message, start, end, value, text }) => {
    const source = { kind: 'user' as const, message, start, end };
    // What was said for a switch ("with", "only") says little outside its sentence.
    return typeof value === 'boolean'
      ? { label, concept, concepts, schema, value, source }
      : { label, concept, concepts, schema, value, source, verbatim: text };
  });
}
