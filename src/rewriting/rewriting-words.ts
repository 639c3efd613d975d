import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataCheck, readChecked } from '../language/data/read-checked.js';
import { referenceLocale } from '../types/plan-row.js';

/** What must survive in a rewritten text, beside its values: `config/rewriting/<locale>.yaml`. */
export type RewritingWords = {
  /** Words that ask for something to be named → the class that must stay. */
  readonly asking: ReadonlyMap<string, string>;
  readonly negations: readonly string[];
  /** Phrases that hold a negation and deny nothing. */
  readonly polite: readonly string[];
  readonly agreeing: readonly string[];
  readonly refusing: readonly string[];
  /** Numbers and places in a row → the class that must stay. */
  readonly counting: ReadonlyMap<string, string>;
  /** Phrases that hold such a word and count nothing. */
  readonly idle: readonly string[];
  /** Words in capitals that name nobody. */
  readonly common: ReadonlySet<string>;
};

const loaded = new Map<string, RewritingWords>();

/**
 * The words of a locale; each file is read once. A locale without a file takes the English one, as with prompts.
 * @throws LanguageDataError when the file breaks its schema.
 */
export function rewritingWords(configDirectory: string, locale: string): RewritingWords {
  const own = join(configDirectory, 'rewriting', `${locale}.yaml`);
  const file = existsSync(own) ? own : join(configDirectory, 'rewriting', `${referenceLocale}.yaml`);
  let words = loaded.get(file);
  if (words === undefined) {
    const raw = readChecked(file, checkWords);
    words = {
      ...raw,
      ...{ asking: new Map(Object.entries(raw.asking)), counting: new Map(Object.entries(raw.counting)) },
      common: new Set(raw.common),
    };
    loaded.set(file, words);
  }
  return words;
}

type RawWords = Omit<RewritingWords, 'asking' | 'counting' | 'common'> & {
  readonly asking: { readonly [word: string]: string };
  readonly counting: { readonly [word: string]: string };
  readonly common: readonly string[];
};

const texts = { type: 'array', items: { type: 'string', minLength: 1 } };
const properties = {
  asking: { type: 'object', additionalProperties: { type: 'string' } },
  negations: texts,
  polite: texts,
  agreeing: texts,
  refusing: texts,
  counting: { type: 'object', additionalProperties: { type: 'string' } },
  idle: texts,
  common: texts,
};
const checkWords = dataCheck<RawWords>({
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
});
