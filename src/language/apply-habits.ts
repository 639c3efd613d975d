import type { Random } from '../random/random.js';
import type { Habit } from './data/language-data.js';
import { remembering } from './remember.js';
import type { Speech } from './speech.js';
import type { Phrase, Segment } from './utterance.js';

/** The slips and habits of a speaker, in plain words only: a value is never touched. */
export function applyHabits(phrase: Phrase, { language, register, traits }: Speech, random: Random): Phrase {
  const { all, mayChange } = habitsOf(language.noise, register);
  const habits: Habit[] = [];
  for (const habit of all) if (isOf(habit, traits) && random.chance(habit.chance)) habits.push(habit);
  if (habits.length === 0) return phrase;
  const slipped = new Set<Habit>();
  const changed: Segment[] = [];
  for (const [index, segment] of phrase.entries()) {
    const isLast = index === phrase.length - 1;
    const isKept = typeof segment !== 'string' || !mayChange(segment);
    changed.push(isKept ? segment : withHabits(segment, habits, slipped, isLast));
  }
  return changed;
}

/** The habits of a register. Few segments of the grammar hold anything that one of them changes, and they come again and again. */
type Habits = { readonly all: readonly Habit[]; readonly mayChange: (text: string) => boolean };

function withHabits(text: string, habits: readonly Habit[], slipped: Set<Habit>, isLast: boolean): string {
  let result = text;
  for (const habit of habits) {
    if ((habit.at === 'end' && !isLast) || slipped.has(habit)) continue;
    const changed = result.replace(habit.pattern, habit.replacement);
    if (habit.at === 'once' && changed !== result) slipped.add(habit);
    result = changed;
  }
  return result;
}

function isOf({ traits }: Habit, speaker: readonly string[]): boolean {
  return traits.length === 0 || traits.some((trait) => speaker.includes(trait));
}

const byRegister = new WeakMap<readonly Habit[], Map<string, Habits>>();

function habitsOf(noise: readonly Habit[], register: string): Habits {
  let known = byRegister.get(noise);
  if (!known) {
    known = new Map();
    byRegister.set(noise, known);
  }
  let habits = known.get(register);
  if (!habits) {
    const all = noise.filter(({ registers }) => registers.length === 0 || registers.includes(register));
    habits = {
      all,
      mayChange: remembering((text) =>
        all.some(({ pattern, replacement }) => text.replace(pattern, replacement) !== text),
      ),
    };
    known.set(register, habits);
  }
  return habits;
}
