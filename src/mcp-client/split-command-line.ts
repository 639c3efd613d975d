import { UsageError } from '../errors/usage-error.js';

export type CommandWords = {
  /** `KEY=value` before the program: what its environment has besides. */
  readonly environment: { readonly [name: string]: string };
  readonly program: string;
  readonly parameters: readonly string[];
};

/**
 * Reads a command line as a shell would split it, without a shell: blanks part words, quotes of both kinds keep them together,
 * a backslash takes the next character as it is (between single quotes nothing does). Nothing is expanded or run.
 * @throws {UsageError} when it holds no program, or a quote is left open
 */
export function splitCommandLine(line: string): CommandWords {
  const words = [...splitWords(line)];
  const first = words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word));
  const program = words[first];
  if (program === undefined || program === '' || line.includes('\0'))
    throw new UsageError('A command of --mcp holds no program.', "Write --mcp 'program argument argument'.");
  const environment = words.slice(0, first).map((word): [string, string] => {
    const end = word.indexOf('=');
    return [word.slice(0, end), word.slice(end + 1)];
  });
  return { environment: Object.fromEntries(environment), program, parameters: words.slice(first + 1) };
}

function* splitWords(line: string): Generator<string> {
  let word: string | null = null;
  let quote = '';
  for (let place = 0; place < line.length; place += 1) {
    const sign = line[place] ?? '';
    if (quote !== '') {
      if (sign === quote) quote = '';
      else if (sign === '\\' && quote === '"' && /["\\$`]/.test(line[place + 1] ?? '')) {
        place += 1;
        word += line[place] ?? '';
      } else word += sign;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (/\s/.test(sign)) {
      if (word !== null) yield word;
      word = null;
    } else if (sign === '\\' && place + 1 < line.length) {
      place += 1;
      word = (word ?? '') + (line[place] ?? '');
    } else word = (word ?? '') + sign;
  }
  if (quote !== '') throw new UsageError('A command of --mcp has an open quote.', `Close it with ${quote}.`);
  if (word !== null) yield word;
}
