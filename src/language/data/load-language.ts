import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LanguageDataError } from '../../errors/language-data-error.js';
import type { Alternative, Dictionary, Inflection, LanguageData, PhraseRule } from './language-data.js';
import {
  grammarSchema,
  lexiconPartSchema,
  lexiconWholeSchema,
  type RawAlternative,
  type RawInflection,
  type RawLexicon,
  type RawRule,
} from './language-schemas.js';
import { loadNameReading } from './load-name-reading.js';
import { checkAgainst, dataCheck, readChecked, readUnchecked } from './read-checked.js';
import { parseTemplate } from './template.js';
import { toOrthography } from './to-orthography.js';

const checkGrammar = dataCheck<Record<string, RawAlternative[]>>(grammarSchema);
const checkLexiconPart = dataCheck<Partial<RawLexicon>>(lexiconPartSchema);
const checkLexicon = dataCheck<RawLexicon>(lexiconWholeSchema);

/**
 * Reads a locale from `<configDirectory>/language/<locale>/`: the symbols of all files in `grammar/`, and the sections of all
 * files beside it. A symbol or section that two files define is an error.
 * @throws LanguageDataError when a file is missing, is not YAML or breaks its schema.
 */
export function loadLanguage(configDirectory: string, locale: string): LanguageData {
  const folder = join(configDirectory, 'language', locale);
  const grammar = new Map<string, readonly Alternative[]>();
  for (const file of yamlFiles(join(folder, 'grammar'))) {
    const symbols = readChecked(file, checkGrammar);
    for (const [symbol, alternatives] of Object.entries(symbols)) {
      if (grammar.has(symbol))
        throw new LanguageDataError(file, `the symbol '${symbol}' stands in another file already`);
      grammar.set(symbol, alternatives.map(toAlternative));
    }
  }
  const lexicon = readLexicon(folder);
  return {
    locale,
    grammar,
    rules: {
      slots: lexicon.slots.map((rule) => toRule(rule, folder)),
      kept: lexicon.kept.map((rule) => toRule(rule, folder)),
      fields: lexicon.fields.map((rule) => toRule(rule, folder)),
      later: lexicon.later.map((rule) => toRule(rule, folder)),
      questions: lexicon.questions.map((rule) => toRule(rule, folder)),
    },
    verbs: new Map(Object.entries(lexicon.verbs)),
    dictionary: toDictionary(lexicon),
    enums: new Map(
      Object.entries({ ...lexicon.enums, ...lexicon.enums_of_field }).map(([member, said]) => [
        member,
        typeof said === 'string' ? [said] : said,
      ]),
    ),
    codes: new Map(
      Object.entries(lexicon.codes ?? {}).map(([concept, names]) => [
        concept,
        new Map(Object.entries(names)),
      ]),
    ),
    units: new Map(Object.entries(lexicon.units)),
    counters: new Map(Object.entries(lexicon.counters ?? {})),
    defaultCounter: lexicon.default_counter ?? '',
    morphology: new Map(
      Object.entries(lexicon.morphology).map(([form, raw]) => [form, toInflection(raw, form, folder)]),
    ),
    orthography: toOrthography(lexicon.orthography),
    layout: {
      front: lexicon.layout.front,
      before: lexicon.layout.before,
      clauses: lexicon.layout.clauses ?? null,
      verbsShared: lexicon.layout.verbs_shared ?? 0,
      statesFirst: lexicon.layout.states_first ?? 0.5,
    },
    particles: new Set(lexicon.particles ?? []),
    noise: (lexicon.noise ?? []).map((habit) => ({
      pattern: toPattern(habit.from, 'noise', folder, habit.at === 'once' ? '' : 'g'),
      replacement: habit.to,
      at: habit.at ?? 'everywhere',
      registers: habit.registers ?? [],
      traits: habit.traits ?? [],
      chance: habit.chance ?? 1,
    })),
    names: loadNameReading(configDirectory),
  };
}

function toDictionary({ words = {}, alone = {}, dropped_ends = [] }: RawLexicon): Dictionary {
  const longest = Object.keys(words).reduce((most, entry) => Math.max(most, entry.split(' ').length), 0);
  return {
    words: new Map(Object.entries(words)),
    alone: new Map(Object.entries(alone)),
    longest,
    droppedEnds: dropped_ends,
  };
}

/** Each file is checked by itself, so that an error names the file; together they must hold every section. */
function readLexicon(folder: string): RawLexicon {
  const sections: Record<string, unknown> = {};
  for (const file of yamlFiles(folder)) {
    const part = readUnchecked(file);
    checkAgainst(part, checkLexiconPart, file);
    for (const [section, value] of Object.entries(part as Record<string, unknown>)) {
      if (Object.hasOwn(sections, section))
        throw new LanguageDataError(file, `the section '${section}' stands in another file already`);
      sections[section] = value;
    }
  }
  return checkAgainst(sections, checkLexicon, folder);
}

function yamlFiles(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    throw new LanguageDataError(folder, 'there is no such folder', { cause });
  }
  const files = names.filter((name) => name.endsWith('.yaml')).sort();
  if (files.length === 0) throw new LanguageDataError(folder, 'holds no .yaml file');
  return files.map((name) => join(folder, name));
}

function toAlternative(raw: RawAlternative): Alternative {
  if (typeof raw === 'string')
    return { text: parseTemplate(raw), weight: 1, registers: [], when: [], unless: [], tags: [] };
  const conditions = raw.when ?? [];
  return {
    text: parseTemplate(raw.text),
    weight: raw.weight ?? 1,
    registers: raw.registers ?? [],
    when: conditions.filter((condition) => !condition.startsWith('!')),
    unless: conditions
      .filter((condition) => condition.startsWith('!'))
      .map((condition) => condition.slice(1)),
    tags: raw.tags ?? [],
  };
}

function toRule(raw: RawRule, folder: string): PhraseRule {
  const texts = (list: readonly string[] | undefined) => (list ?? []).map(parseTemplate);
  const rule = {
    concepts: raw.concepts ?? [],
    words: raw.words ?? [],
    also: raw.also ?? [],
    heads: raw.heads ?? [],
    values: raw.values ?? [],
    label: raw.label === undefined ? null : toPattern(raw.label, 'label', folder, ''),
    intents: raw.intents ?? [],
    types: raw.types ?? [],
    said: raw.said ?? [],
    kind: raw.kind ?? null,
    as: raw.as ?? null,
    rank: raw.rank ?? null,
    say: texts(raw.say),
    linked: texts(raw.linked),
    one: texts(raw.one),
    before: texts(raw.before),
    front: texts(raw.front),
    state: texts(raw.state),
    predicate: texts(raw.predicate),
    adverbial: texts(raw.adverbial),
    clause: texts(raw.clause),
    less: raw.less ? { word: raw.less.word, text: parseTemplate(raw.less.text) } : null,
    more: raw.more ? { word: raw.more.word, text: parseTemplate(raw.more.text) } : null,
  };
  if (rule.say.length + rule.before.length + rule.front.length === 0)
    throw new LanguageDataError(folder, `a rule says nothing: ${JSON.stringify(raw).slice(0, 80)}`);
  return rule;
}

function toInflection(raw: RawInflection, form: string, folder: string): Inflection {
  return {
    on: raw.on ?? 'whole',
    exceptions: new Map(Object.entries(raw.exceptions ?? {})),
    rules: (raw.rules ?? []).map(([pattern, replacement]) => ({
      pattern: toPattern(pattern, `morphology/${form}`, folder, ''),
      replacement,
    })),
  };
}

function toPattern(source: string, place: string, folder: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (cause) {
    throw new LanguageDataError(folder, `${place}: '${source}' is no regular expression`, { cause });
  }
}
