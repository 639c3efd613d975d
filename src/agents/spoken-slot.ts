import type { Fact } from '../language/acts.js';
import type { ConversationState } from '../simulation/conversation-state.js';

/** A value that the user said, to be said back in their own words; nothing for lists and what was not said. */
export function spokenSlot(slot: number, state: ConversationState): Fact[] {
  const known = state.slots[slot];
  const mentions = state.mentions.get(slot);
  if (!known || known.isList || !mentions) return [];
  return mentions.map((mention) => ({
    label: known.label,
    concept: known.concept,
    concepts: known.concepts,
    schema: known.schema,
    value: mention.value,
    source: { kind: 'user', message: mention.message, start: mention.start, end: mention.end },
    // What was said for a switch ("with", "only") says little outside its sentence.
    ...(typeof mention.value === 'boolean' ? {} : { verbatim: mention.text }),
  }));
}
