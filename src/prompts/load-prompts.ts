import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ComponentConfigError } from '../errors/component-config-error.js';
import { referenceLocale } from '../types/plan-row.js';

/** What a model is told: a versioned text with places, `{{name}}`, that are filled for each call. */
export type Prompt = {
  /** `judge/en@1`. */
  readonly id: string;
  readonly text: string;
};

/** The prompts of a locale by name. */
export type Prompts = { readonly get: (name: string) => Prompt };

/**
 * Reads `config/prompts/<locale>/<name>.md`. The first line is `version: <number>`; raise it with every change, for answers
 * recorded under the old words no longer count. A locale without a prompt of its own takes the English one. Throws
 * `ComponentConfigError` naming the file.
 */
export function loadPrompts(configDirectory: string, locale: string): Prompts {
  const root = join(configDirectory, 'prompts');
  const prompts = new Map([...readFolder(root, referenceLocale), ...readFolder(root, locale)]);
  return {
    get(name) {
      const prompt = prompts.get(name);
      if (!prompt) throw new ComponentConfigError(`prompts/${referenceLocale}/${name}.md`, 'it is missing');
      return prompt;
    },
  };
}

/** Puts values into the places of a prompt. Throws `RangeError` for a place without a value: a fault of ours. */
export function fillPrompt({ id, text }: Prompt, values: { readonly [place: string]: string }): string {
  return text.replace(/\{\{([a-z_]+)\}\}/g, (_, place: string) => {
    const value = values[place];
    if (value === undefined)
      throw new RangeError(`The prompt ${id} has a place '${place}' that nothing fills.`);
    return value;
  });
}

function readFolder(root: string, locale: string): Map<string, Prompt> {
  const folder = join(root, locale);
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'));
  return new Map(
    files.sort().map((file) => [file.slice(0, -'.md'.length), readPrompt(folder, file, locale)]),
  );
}

function readPrompt(folder: string, file: string, locale: string): Prompt {
  const [first = '', ...lines] = readFileSync(join(folder, file), 'utf8').split('\n');
  const version = /^version: (\d+)$/.exec(first.trim())?.[1];
  if (version === undefined)
    throw new ComponentConfigError(`prompts/${locale}/${file}`, 'its first line is not `version: <number>`');
  return { id: `${file.slice(0, -'.md'.length)}/${locale}@${version}`, text: lines.join('\n').trim() };
}
