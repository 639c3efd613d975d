import type { Random } from '../random/random.js';
import type { Habit } from './data/language-data.js';
import { remembering } from './remember.js';
import type { Speech } from './speech.js';
import type { Phrase, Segment } from './utterance.js';

/** The slips and habits of a speaker, in plain words only: a value is never touched. */
export function applyHabits(phrase: Phrase, { language, register, traits }: Speech, random: Random): Phrase {
  const habits: KnownHabit[] = [];
  for (const known of habitsOf(language.noise, register))
    if (isOf(known.habit, traits) && random.chance(known.habit.chance)) habits.push(known);
  if (habits.length === 0) return phrase;
  const slipped = new Set<KnownHabit>();
  const changed: Segment[] = [];
  for (const [index, segment] of phrase.entries()) {
    const isLast = index === phrase.length - 1;
    changed.push(typeof segment === 'string' ? withHabits(segment, habits, slipped, isLast) : segment);
  }
  return changed;
}

/** A habit and what it makes of texts: segments of the grammar come again and again. */
type KnownHabit = { readonly habit: Habit; readonly change: (text: string) => string };

function withHabits(
  text: string,
  habits: readonly KnownHabit[],
  slipped: Set<KnownHabit>,
  isLast: boolean,
): string {
  let result = text;
  for (const known of habits) {
    const { at } = known.habit;
    if ((at === 'end' && !isLast) || (at === 'once' && slipped.has(known))) continue;
    const changed = known.change(result);
    if (at === 'once' && changed !== result) slipped.add(known);
    result = changed;
  }
  return result;
}

function isOf({ traits }: Habit, speaker: readonly string[]): boolean {
  return traits.length === 0 || traits.some((trait) => speaker.includes(trait));
}

const byRegister = new WeakMap<readonly Habit[], Map<string, readonly KnownHabit[]>>();

function habitsOf(all: readonly Habit[], register: string): readonly KnownHabit[] {
  let known = byRegister.get(all);
  if (!known) {
    known = new Map();
    byRegister.set(all, known);
  }
  let habits = known.get(register);
  if (!habits) {
    habits = all
      .filter(({ registers }) => registers.length === 0 || registers.includes(register))
      .map((habit) => ({
        habit,
        change: remembering((text) => text.replace(habit.pattern, habit.replacement)),
      }));
    known.set(register, habits);
  }
  return habits;
}
