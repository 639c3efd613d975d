import type { JsonPrimitive, JsonSchema } from '../types/json.js';
import type { Normalization, NormalizationName } from '../types/provenance.js';
import { dateForms, dateTimeForms, timeForms } from './calendar-forms.js';
import type { ViewLanguage } from './conversation-view.js';
import { labelForms } from './label-forms.js';
import { numberForms } from './number-forms.js';

/** One way to write a value. */
export type SpokenForm = {
  readonly text: string;
  /** The rule that leads back to the value; absent where it stands as it is. */
  readonly normalization?: Normalization;
  /** `number`: digits or words that may have a unit or currency beside them. `switch`: a yes or no, which means nothing alone. */
  readonly kind: 'text' | 'number' | 'switch';
};

/** What is known of a value beside itself. */
export type ValueMeaning = {
  readonly schema: JsonSchema;
  readonly concept: string | null;
  /** In words: `check-in date`. */
  readonly label: string;
};

/** Forms of values seen before; forgotten together. */
const most = 50_000;
let remembered = new Map<string, readonly SpokenForm[]>();

/** All plausible ways in which people write a value, longest first. `now`: local ISO date and time of the conversation. */
export function spokenForms(
  value: JsonPrimitive,
  meaning: ValueMeaning,
  view: ViewLanguage,
  now: string,
): readonly SpokenForm[] {
  const { label, concept, schema } = meaning;
  const key = `${typeof value}/${view.language.locale}/${now.slice(0, 10)}/${label}/${concept}/${schema.enum === undefined}/${value}`;
  let forms = remembered.get(key);
  if (forms === undefined) {
    forms = inOrder(allForms(value, meaning, view, now));
    if (remembered.size >= most) remembered = new Map();
    remembered.set(key, forms);
  }
  return forms;
}

function allForms(
  value: JsonPrimitive,
  meaning: ValueMeaning,
  view: ViewLanguage,
  now: string,
): SpokenForm[] {
  if (value === null || value === '') return [];
  if (typeof value === 'number') return numberForms(value, view);
  if (typeof value === 'boolean') return switchForms(value, meaning, view);
  const forms: SpokenForm[] = [{ text: value, kind: /^[+-]?\d+(\.\d+)?$/.test(value) ? 'number' : 'text' }];
  if (value.length > 80) return forms;
  forms.push(...listForms(value, view));
  if (/^\d/.test(value)) {
    forms.push(...dateForms(value, view, now), ...dateTimeForms(value, view, now), ...timeForms(value, view));
    if (/^\d{1,15}(\.\d{1,9})?$/.test(value) && !/^0\d/.test(value))
      forms.push(
        ...numberForms(Number(value), view)
          .filter(({ text }) => text !== value)
          .map(asSpelled),
      );
  } else {
    forms.push(...codeForms(value, meaning, view), ...labelForms(value, meaning, view));
  }
  return forms;
}

/** Most members of a list that people say in a row. */
const mostMembers = 6;

/** A list that is passed as one text: `wifi,pool` → "wifi and pool". */
function listForms(value: string, { words }: ViewLanguage): SpokenForm[] {
  const separator = [',', '|', ';'].find((each) => value.includes(each));
  if (separator === undefined) return [];
  const members = value.split(separator).map((member) => member.trim());
  if (members.length < 2 || members.length > mostMembers || members.some((member) => member === ''))
    return [];
  const normalization: Normalization = { name: 'list', options: { separator } };
  const last = members.at(-1) ?? '';
  return words.listGaps.flatMap((gap) =>
    words.listGaps.map((lastGap): SpokenForm => {
      const text = `${members.slice(0, -1).join(gap)}${lastGap}${last}`;
      return { text, normalization, kind: 'text' };
    }),
  );
}

/** Of a number that is passed or shown as a text. */
function asSpelled(form: SpokenForm): SpokenForm {
  return form.normalization === undefined ? { ...form, normalization: { name: 'text' } } : form;
}

function switchForms(
  value: boolean,
  { label }: ValueMeaning,
  { language, words }: ViewLanguage,
): SpokenForm[] {
  const normalization: Normalization = { name: 'boolean' };
  const plain = value
    ? [...language.orthography.yes, ...words.yes]
    : [...language.orthography.no, ...words.no];
  const both = new Set([...words.yes, ...words.no, ...language.orthography.yes, ...language.orthography.no]);
  const ruled = ruleWords(value, label, language);
  return [
    ...plain.map((text): SpokenForm => ({ text, normalization, kind: 'switch' })),
    ...ruled.map((text): SpokenForm => ({ text, normalization, kind: both.has(text) ? 'switch' : 'text' })),
  ];
}

/** What the language says for a yes or no of such a label in some of its rules: `with`, `only`, 公開. */
function ruleWords(value: boolean, label: string, { rules }: ViewLanguage['language']): string[] {
  const said = value ? 'yes' : 'no';
  const labelled = label.toLowerCase().split(/[\s_-]+/);
  return [...rules.slots, ...rules.later].flatMap(({ as, said: asked, words }) =>
    as !== null &&
    asked.includes(said) &&
    (words.length === 0 || words.some((word) => labelled.includes(word)))
      ? [as]
      : [],
  );
}

const codeKinds: readonly (readonly [table: string, NormalizationName, RegExp])[] = [
  ['country_code', 'country_name', /country|nation|region/],
  ['language_code', 'language_name', /lang|locale|translat/],
  ['currency_code', 'currency_name', /currenc|^base|^quote|coin|symbol|from|to/],
  ['currency', 'currency_name', /currenc|^base|^quote|coin|symbol|from|to/],
];

/** What a code stands for, where its concept or label says which kind of code it is. */
function codeForms(
  value: string,
  { concept, label }: ValueMeaning,
  { language }: ViewLanguage,
): SpokenForm[] {
  if (!/^[A-Za-z]{2,3}$/.test(value)) return [];
  return codeKinds.flatMap(([table, name, pattern]) => {
    if (concept === null ? !pattern.test(label) : !table.startsWith(concept) && !pattern.test(label))
      return [];
    const names = language.codes.get(table);
    const said =
      names?.get(value) ?? names?.get(value.toUpperCase()) ?? names?.get(value.toLowerCase()) ?? [];
    return said
      .filter((text) => text !== value)
      .map((text): SpokenForm => ({ text, normalization: { name }, kind: 'text' }));
  });
}

/** Longest first, each text once: the first rule that brought it holds. */
function inOrder(forms: readonly SpokenForm[]): SpokenForm[] {
  const known = new Map<string, SpokenForm>();
  for (const form of forms) if (form.text !== '' && !known.has(form.text)) known.set(form.text, form);
  return [...known.values()].sort((left, right) => right.text.length - left.text.length);
}
