import type { Random } from '../random/random.js';
import type { Habit } from './data/language-data.js';
import type { Speech } from './speech.js';
import type { Phrase } from './utterance.js';

/** The slips and habits of a speaker, in plain words only: a value is never touched. */
export function applyHabits(phrase: Phrase, { language, register, traits }: Speech, random: Random): Phrase {
  const habits = habitsOf(language.noise, register).filter(
    (habit) =>
      (habit.traits.length === 0 || habit.traits.some((trait) => traits.includes(trait))) &&
      random.chance(habit.chance),
  );
  if (habits.length === 0) return phrase;
  const slipped = new Set<Habit>();
  return phrase.map((segment, index) => {
    if (typeof segment !== 'string') return segment;
    const isLast = index === phrase.length - 1;
    let text = segment;
    for (const habit of habits) {
      if ((habit.at === 'end' && !isLast) || slipped.has(habit)) continue;
      const changed = text.replace(habit.pattern, habit.replacement);
      if (habit.at === 'once' && changed !== text) slipped.add(habit);
      text = changed;
    }
    return text;
  });
}

const byRegister = new WeakMap<readonly Habit[], Map<string, readonly Habit[]>>();

function habitsOf(all: readonly Habit[], register: string): readonly Habit[] {
  let known = byRegister.get(all);
  if (!known) {
    known = new Map();
    byRegister.set(all, known);
  }
  let habits = known.get(register);
  if (!habits) {
    habits = all.filter(({ registers }) => registers.length === 0 || registers.includes(register));
    known.set(register, habits);
  }
  return habits;
}
