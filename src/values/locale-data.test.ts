import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownLocales } from '../config/known-locales.js';
import { LanguageDataError } from '../errors/language-data-error.js';
import { createRandom } from '../random/random.js';
import { referenceLocale } from '../types/plan-row.js';
import { createAnchor } from './anchor.js';
import { type LocaleData, localeData } from './locale-data.js';
import { readLocaleData } from './read-locale-data.js';
import { anchorHoles, forms, say } from './say.js';
import { holes } from './template-parts.js';
import type { ValueRequest } from './value-request.js';

/** Every text of a locale with places to fill, and the names that its own kind of text may use beside the usual. */
function* textsOf(data: LocaleData): Iterable<readonly [string, readonly string[]]> {
  const all = (texts: Iterable<string>, own: readonly string[] = []) =>
    [...texts].map((text) => [text, own] as const);
  for (const list of data.lists.values()) yield* all(list);
  for (const families of [...data.values.values(), data.searched])
    for (const family of families) yield* all(family.say.map(({ text }) => text));
  const { sentences, userTexts } = data;
  if (sentences !== null) {
    yield* all([...sentences.one, ...sentences.two, ...sentences.three], ['opening', 'middle', 'end']);
    for (const { openings, middles, ends } of sentences.families)
      yield* all([...openings, ...middles, ...ends]);
  }
  for (const parts of [
    ...(userTexts?.families.map((family) => family.parts) ?? []),
    userTexts?.subject ?? [],
  ])
    for (const part of parts) yield* all(part);
}

function folderWith(files: { readonly [path: string]: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'datagen-locales-'));
  mkdirSync(join(folder, 'locales', 'de'), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, 'locales', path), text);
  return folder;
}

const base = (): LocaleData => localeData(referenceLocale);

describe.each([...knownLocales()])('the data of %s', (locale) => {
  const data = localeData(locale);

  it('leaves no place in a text that nothing fills', () => {
    for (const [text, own] of textsOf(data)) {
      for (const [, name = '', form = 'title'] of text.matchAll(holes)) {
        const isKnown =
          /^\d/.test(name) ||
          own.includes(name) ||
          data.lists.has(name) ||
          name in anchorHoles ||
          data.values.has(name);
        expect([text, isKnown, form in forms]).toEqual([text, true, true]);
      }
    }
  });

  it.each([...data.values.keys()])('says each text of %s without holes', (generator) => {
    for (const family of data.values.get(generator) ?? [])
      for (let seed = 0; seed < 20 * family.say.length; seed += 1) {
        const random = createRandom(seed);
        const request: ValueRequest = {
          ...{
            generator,
            schema: { type: 'string' },
            entity: 'parking_lot',
            label: '',
            examples: [],
            locale,
          },
          ...{ anchor: createAnchor(locale, random.fork('anchor')), now: '2026-04-09T10:15:00' },
        };
        expect(say(generator, request, random)).toMatch(/^(?!.*(undefined|[{}]| {2}|^ | $)).+$/);
      }
  });

  it('ends every choice in something that fits all', () => {
    for (const [name, families] of data.values)
      expect([name, families.some(({ about }) => about === null)]).toEqual([name, true]);
  });
});

describe('readLocaleData', () => {
  it('makes a locale of a folder of data, with what is left out as in the locale of plans', () => {
    const folder = folderWith({
      'de/people.yaml': `people:
  full_name: '{given} {family}'
  given: [Jürgen|Juergen, Anke]
  family: [Müller|Mueller, Groß|Gross]
  mail_domains: [web.de]
home_country: DE
`,
      'de/things.yaml':
        "lists: { topic: [Gartenbau, Bahnreisen] }\nvalues: { hotel_name: ['Hotel {home_city}'] }\n",
    });
    const data = readLocaleData(folder, 'de', base());
    expect(data.people.familyNames[0]).toEqual({ written: 'Müller', latin: 'Mueller' });
    expect(data.homeCountry).toBe('DE');
    expect(data.lists.get('topic')).toEqual(['Gartenbau', 'Bahnreisen']);
    expect(data.lists.get('dish')).toEqual(base().lists.get('dish'));
    expect(data.values.get('hotel_name')).toEqual([
      { about: null, say: [{ text: 'Hotel {home_city}', weight: 1 }] },
    ]);
    expect(data.sentences).toEqual(base().sentences);
  });

  it.each<[string, { readonly [path: string]: string }, RegExp]>([
    ['no YAML', { 'de/a.yaml': 'lists: [' }, /a\.yaml': /],
    [
      'an unknown section',
      { 'de/a.yaml': 'nonsense: {}' },
      /a\.yaml': data must NOT have additional properties/,
    ],
    ['a list of nothing', { 'de/a.yaml': 'lists: { topic: [] }' }, /\/lists\/topic/],
    [
      'a section in two files',
      { 'de/a.yaml': 'lists: {}', 'de/b.yaml': 'lists: {}' },
      /b\.yaml': the section 'lists' stands in another/,
    ],
    [
      'a broken pattern',
      { 'de/a.yaml': "values: { topic: [{ about: '(', say: [x] }] }" },
      /'\(' is no regular expression/,
    ],
  ])('refuses %s and names the file or place', (_name, files, message) => {
    const read = () => readLocaleData(folderWith(files), 'de', base());
    expect(read).toThrow(LanguageDataError);
    expect(read).toThrow(message);
  });

  it('names the locales that there are', () => {
    expect(() => readLocaleData(folderWith({}), 'tlh', base())).toThrow(
      /there is no such locale; known are de/,
    );
    expect(() => localeData('tlh')).toThrow(/known are en, ja/);
  });
});
