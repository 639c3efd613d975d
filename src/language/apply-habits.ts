import type { Random } from '../random/random.js';
import type { Speech } from './speech.js';
import type { Phrase } from './utterance.js';

/** The slips and habits of a speaker, in plain words only: a value is never touched. */
export function applyHabits(phrase: Phrase, { language, register, traits }: Speech, random: Random): Phrase {
  const habits = language.noise.filter(
    (habit) =>
      (habit.registers.length === 0 || habit.registers.includes(register)) &&
      (habit.traits.length === 0 || habit.traits.some((trait) => traits.includes(trait))) &&
      random.chance(habit.chance),
  );
  if (habits.length === 0) return phrase;
  const slipped = new Set<RegExp>();
  return phrase.map((segment, index) => {
    if (typeof segment !== 'string') return segment;
    const isLast = index === phrase.length - 1;
    return habits.reduce((text, { pattern, replacement, at }) => {
      if ((at === 'end' && !isLast) || slipped.has(pattern)) return text;
      const changed = text.replace(pattern, replacement);
      if (at === 'once' && changed !== text) slipped.add(pattern);
      return changed;
    }, segment);
  });
}
