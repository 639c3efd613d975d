import { basename, isAbsolute } from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import { type CommandWords, splitCommandLine } from './split-command-line.js';

/** A server to ask for its tools. */
export type McpServer = (
  | ({ readonly by: 'stdio' } & CommandWords)
  | { readonly by: 'http'; readonly url: URL }
) & {
  /** For messages: without what may be a secret. */
  readonly shown: string;
};

/** @throws {UsageError} for a command line without a program, and for what is no address of HTTP */
export function toServers(commands: readonly string[], urls: readonly string[]): readonly McpServer[] {
  return [
    ...commands.map((line): McpServer => {
      const words = splitCommandLine(line);
      return { by: 'stdio', ...words, shown: showCommand(words) };
    }),
    ...urls.map((text): McpServer => {
      const url = URL.canParse(text) ? new URL(text) : null;
      if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
        throw new UsageError('An address of --mcp-url is none of HTTP.', 'Write --mcp-url https://host/mcp.');
      return { by: 'http', url, shown: `${url.origin}${url.pathname}` };
    }),
  ];
}

/** The program and its words up to the first that could hold a key: options, assignments, long ones. */
function showCommand({ program, parameters }: CommandWords): string {
  const isPlain = (word: string): boolean => /^-[a-z]$/.test(word) || /^[^-=\s][^=\s]{0,80}$/.test(word);
  const end = parameters.findIndex((word) => !isPlain(word));
  const shown = end === -1 ? parameters : [...parameters.slice(0, end), '…'];
  // Where programs lie is the machine's own business.
  const named = [program, ...shown].map((word) => (isAbsolute(word) ? basename(word) : word));
  return named.join(' ').slice(0, 160);
}
