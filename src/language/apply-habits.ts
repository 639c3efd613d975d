import type { Random } from '../random/random.js';
import type { Habit } from './data/language-data.js';
import { remembering } from './remember.js';
import type { Speech } from './speech.js';
import { type Phrase, type Segment, textOf } from './utterance.js';
import type { Words } from './words.js';

/** The slips and habits of a speaker, in plain words only: a value is never touched. */
export function applyHabits(phrase: Phrase, { language, register, traits }: Speech, random: Random): Phrase {
  const known = habitsOf(language.noise, register);
  const habits: Habit[] = [];
  for (const habit of known.all) if (isOf(habit, traits) && random.chance(habit.chance)) habits.push(habit);
  if (habits.length === 0) return phrase;
  const slipped = new Set<Habit>();
  const changed: Segment[] = [];
  for (let index = 0; index < phrase.length; index += 1) {
    const segment = phrase[index] as Segment;
    const isLast = index === phrase.length - 1;
    changed.push(
      mayChange(segment, known, language.noise)
        ? withHabits(textOf(segment), habits, slipped, isLast)
        : segment,
    );
  }
  return changed;
}

function mayChange(segment: Segment, habits: Habits, noise: readonly Habit[]): boolean {
  if (typeof segment === 'string') return habits.mayChange(segment);
  return segment.meaning === null && mayChangeWords(segment, habits, noise);
}

function mayChangeWords(words: Words, habits: Habits, noise: readonly Habit[]): boolean {
  if (words.habits !== noise) {
    words.habits = noise;
    words.changedBy.length = 0;
  }
  let known = words.changedBy[habits.place];
  if (known === undefined) {
    known = habits.mayChange(words.text);
    words.changedBy[habits.place] = known;
  }
  return known;
}

/** The habits of a register. Few segments of the grammar hold anything that one of them changes, and they come again and again. */
type Habits = {
  /** A number for each register of one list. */
  readonly place: number;
  readonly all: readonly Habit[];
  readonly mayChange: (text: string) => boolean;
};

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
      place: known.size,
      all,
      mayChange: remembering((text) =>
        all.some(({ pattern, replacement }) => text.replace(pattern, replacement) !== text),
      ),
    };
    known.set(register, habits);
  }
  return habits;
}
