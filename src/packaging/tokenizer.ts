import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { FileAccessError } from '../errors/file-access-error.js';
import { UsageError } from '../errors/usage-error.js';

/** Counts the tokens of a text. What looks like a special token counts as the text that it is. */
export type Tokenizer = {
  /** `o200k`, `cl100k` or the name of the file. */
  readonly name: string;
  /** Hash of the file; null for those that come with the package. */
  readonly sha256: string | null;
  readonly count: (text: string) => number;
};

export const builtInTokenizers = ['o200k', 'cl100k'] as const;

/** `o200k`, `cl100k`, or the path of a Hugging Face tokenizer.json. Throws `FileAccessError` and `UsageError`. */
export async function loadTokenizer(name: string): Promise<Tokenizer> {
  if (name === 'o200k') return fromEncoding(name, await import('gpt-tokenizer/encoding/o200k_base'));
  if (name === 'cl100k') return fromEncoding(name, await import('gpt-tokenizer/encoding/cl100k_base'));
  return fromFile(name);
}

type Encoding = {
  readonly countTokens: (text: string, options: { readonly disallowedSpecial: Set<string> }) => number;
};

function fromEncoding(name: string, { countTokens }: Encoding): Tokenizer {
  const options = { disallowedSpecial: new Set<string>() };
  return { name, sha256: null, count: (text) => countTokens(text, options) };
}

async function fromFile(path: string): Promise<Tokenizer> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new FileAccessError(
      'read',
      path,
      `Name ${builtInTokenizers.join(', ')} or a tokenizer.json with --tokenizer.`,
      error,
    );
  });
  const { Tokenizer: HubTokenizer } = await import('@huggingface/tokenizers');
  try {
    const tokenizer = new HubTokenizer(JSON.parse(bytes.toString('utf8')), {});
    const count = (text: string): number => tokenizer.encode(text, { add_special_tokens: false }).ids.length;
    count('one text');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { name: basename(path), sha256, count };
  } catch {
    throw new UsageError(
      `${path} is no tokenizer that can be read.`,
      'It must be the tokenizer.json of a model on the Hugging Face Hub.',
    );
  }
}
