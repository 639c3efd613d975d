import type { Random } from '../random/random.js';
import type { Locale } from '../types/plan-row.js';
import { toTime } from './calendar.js';
import { isDestination } from './label-sense.js';
import { type LocaleData, localeData, type ValueFamily } from './locale-data.js';
import { citiesOfCountry } from './places.js';
import { type Hole, partsOf } from './template-parts.js';
import type { ValueRequest } from './value-request.js';
import { capitalize, spacedWords, titleCase } from './word-case.js';

/** Lists of the one text that is being made, before those of the locale. */
export type OwnLists = { readonly [name: string]: readonly string[] };

/** A value as the request's locale calls such things, by the templates of a generator. */
export function say(generator: string, request: ValueRequest, random: Random): string {
  const data = localeData(request.locale);
  const families = data.values.get(generator);
  if (families === undefined) throw new RangeError(`No locale says what a '${generator}' is called.`);
  return fillTemplate(pickTemplate(families, request, random), request, random);
}

/** A template of the first family whose pattern fits entity and label. */
export function pickTemplate(
  families: readonly ValueFamily[],
  { entity, label }: Pick<ValueRequest, 'entity' | 'label'>,
  random: Random,
): string {
  const { texts, weights } = choiceOf(families, entity ?? '', label);
  return random.pickWeighted(texts, weights);
}

type Choice = { readonly texts: readonly string[]; readonly weights: readonly number[] };

/** What families say of an entity under a label: the same is asked about again and again, by texts that are at hand. */
class Choices {
  private readonly byEntity = new Map<string, Map<string, Choice>>();
  private readonly ofFamily: ReadonlyMap<ValueFamily, Choice>;
  private size = 0;

  constructor(private readonly families: readonly ValueFamily[]) {
    this.ofFamily = new Map(families.map((family) => [family, toChoice(family)]));
  }

  of(entity: string, label: string): Choice {
    const byLabel = this.byEntity.get(entity);
    return byLabel?.get(label) ?? this.add(entity, label);
  }

  private add(entity: string, label: string): Choice {
    const words = `${entity} ${label}`.toLowerCase();
    const fitting = this.families.find((family) => family.about === null || family.about.test(words));
    const choice = (fitting === undefined ? undefined : this.ofFamily.get(fitting)) ?? nothing;
    if (words.length > longestRemembered) return choice;
    if (this.size >= mostRemembered) {
      this.byEntity.clear();
      this.size = 0;
    }
    this.size += 1;
    const byLabel = this.byEntity.get(entity);
    if (byLabel === undefined) this.byEntity.set(entity, new Map([[label, choice]]));
    else byLabel.set(label, choice);
    return choice;
  }
}

const nothing: Choice = { texts: [], weights: [] };
const longestRemembered = 80;
const mostRemembered = 10_000;

function choiceOf(families: readonly ValueFamily[], entity: string, label: string): Choice {
  let known = choices.get(families);
  if (known === undefined) {
    known = new Choices(families);
    choices.set(families, known);
  }
  return known.of(entity, label);
}

const choices = new WeakMap<readonly ValueFamily[], Choices>();

function toChoice({ say }: ValueFamily): Choice {
  return { texts: say.map(({ text }) => text), weights: say.map(({ weight }) => weight) };
}

/** The text with each place filled: from `own`, a list, the anchor or another generator. */
export function fillTemplate(
  template: string,
  request: ValueRequest,
  random: Random,
  own: OwnLists = {},
): string {
  return fillWords(template, request.locale, random, own, (name) => {
    const known = Object.hasOwn(anchorHoles, name) ? anchorHoles[name] : undefined;
    return known === undefined
      ? say(name, request, random)
      : known(request, localeData(request.locale), random);
  });
}

/** The text with its ranges and lists filled, and what else there is by `further`. Equal places get unlike words. */
export function fillWords(
  template: string,
  locale: Locale,
  random: Random,
  own: OwnLists = {},
  further: (name: string) => string = unknown,
): string {
  const parts = partsOf(template);
  if (parts.length === 1 && typeof parts[0] === 'string') return template;
  const { lists } = localeData(locale);
  const fill = ({ name, range }: Hole): string => {
    if (range !== null) return String(random.integer(range.low, range.high)).padStart(range.digits, '0');
    const list = (Object.hasOwn(own, name) ? own[name] : undefined) ?? lists.get(name);
    return list === undefined ? further(name) : fillWords(random.pick(list), locale, random, own, further);
  };
  let text = '';
  let used: Set<string> | null = null;
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    let word = fill(part);
    if (part.isRepeated) {
      used ??= new Set();
      for (let again = 0; again < 6 && used.has(`${part.name} ${word}`); again += 1) word = fill(part);
      used.add(`${part.name} ${word}`);
    }
    text += part.form === null ? word : (forms[part.form] ?? same)(word);
  }
  return text;
}

function unknown(name: string): never {
  throw new RangeError(`Nothing fills the place {${name}}.`);
}

const same = (word: string): string => word;
/** What may stand behind the colon of a place. */
export const forms: { readonly [form: string]: (word: string) => string } = {
  title: titleCase,
  capital: capitalize,
  lower: (word) => word.toLowerCase(),
  joined: (word) => word.replaceAll(' ', ''),
  slug: (word) => word.replaceAll(' ', '-'),
};

/** Places that the request itself fills. */
export const anchorHoles: {
  readonly [name: string]: (request: ValueRequest, data: LocaleData, random: Random) => string;
} = {
  city: ({ anchor, label }) => (isDestination(label) ? anchor.destination : anchor.place).city,
  home_city: ({ anchor }) => anchor.place.city,
  /** A team is from its own city, its opponents are from others of the country. */
  team_city: ({ anchor, entity, locale }, _data, random) =>
    /team|club/.test(entity ?? '') ? anchor.place.city : random.pick(citiesOfCountry(anchor.place, locale)),
  region: ({ anchor }) => anchor.place.region,
  country: ({ anchor }) => anchor.place.country,
  calling_code: ({ anchor }) => anchor.place.phonePrefix,
  person_name: ({ anchor }) => anchor.person.name,
  given: ({ anchor }) => anchor.person.firstName,
  family: ({ anchor }) => anchor.person.lastName,
  other_given: (_request, { people }, random) => random.pick(people.givenNames).written,
  other_family: (_request, { people }, random) => random.pick(people.familyNames).written,
  time: (_request, _data, random) => toTime(random.integer(32, 80) * 15),
  this_year: ({ now }) => now.slice(0, 4),
  past_year: ({ now }, _data, random) => String(Number(now.slice(0, 4)) - random.integer(0, 9)),
  /** What kind of thing it is, as the catalog calls it. */
  entity: ({ entity }) => spacedWords(entity ?? ''),
};
