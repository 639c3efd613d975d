import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { packageVersion } from '../config/describe-run.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { createHttpTransport } from './http-transport.js';
import type { McpServer } from './mcp-server.js';
import type { SessionLimits } from './session-limits.js';
import { createStdioTransport } from './stdio-transport.js';

export type ListedTools = {
  /** As a saved answer to `tools/list` has it: tools unchanged, with what the server says of itself. */
  readonly document: { readonly serverInfo: JsonObject; readonly tools: readonly JsonValue[] };
  /** Why there may be more tools than these; null where there are not. */
  readonly cut: string | null;
};

/**
 * Asks a server for all its tools and ends it. What a tool looks like is left to the reader of such lists: of a server that
 * lies about one, the others are taken.
 * @throws {Error} whose message is a sentence, when there is no list within the limits
 */
export async function listTools(
  server: McpServer,
  limits: SessionLimits,
  outer?: AbortSignal,
): Promise<ListedTools> {
  const late = AbortSignal.timeout(limits.timeoutMs);
  const signal = outer === undefined ? late : AbortSignal.any([late, outer]);
  const stdio = server.by === 'stdio' ? createStdioTransport(server, limits.bytes) : null;
  const transport: Transport =
    server.by === 'http' ? createHttpTransport(server.url, limits.bytes, signal) : (stdio as Transport);
  const client = new Client({ name: 'datagen', version: packageVersion() }, { capabilities: {} });
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('It was stopped.')), { once: true });
  });
  aborted.catch(() => {});
  try {
    return await Promise.race([readPages(client, transport, limits, signal), aborted]);
  } catch (error) {
    if (late.aborted)
      throw new Error(
        `It gave no whole list within ${limits.timeoutMs / 1000} s${said(stdio?.complaint())}.`,
      );
    throw new Error(`${sentenceOf(error)}${said(stdio?.complaint())}.`);
  } finally {
    await Promise.race([client.close().catch(() => {}), pause(closeMs)]);
    await stdio?.close().catch(() => {});
  }
}

const closeMs = 2_500;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}

async function readPages(
  client: Client,
  transport: Transport,
  limits: SessionLimits,
  signal: AbortSignal,
): Promise<ListedTools> {
  const options = { signal, timeout: limits.timeoutMs + 1_000 };
  await client.connect(transport, options);
  const serverInfo = (client.getServerVersion() ?? {}) as unknown as JsonObject;
  const tools: JsonValue[] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let page = 1; ; page += 1) {
    const parameters = cursor === undefined ? {} : { cursor };
    const answer = await client.request({ method: 'tools/list', params: parameters }, ResultSchema, options);
    const listed: unknown = answer.tools;
    if (!Array.isArray(listed)) throw new Error('Its answer to tools/list holds no list of tools');
    for (const tool of listed as readonly JsonValue[]) tools.push(tool);
    const next: unknown = answer.nextCursor;
    const done = (cut: string | null): ListedTools => ({
      document: { serverInfo, tools: tools.slice(0, limits.tools) },
      cut,
    });
    if (tools.length > limits.tools)
      return done(`It lists more than ${limits.tools} tools; the first are taken.`);
    if (typeof next !== 'string' || next === '') return done(null);
    if (cursors.has(next))
      return done(`Its page ${page} leads back to an earlier one; what came before is taken.`);
    if (page >= limits.pages) return done(`It has more than ${limits.pages} pages; the first are taken.`);
    cursors.add(next);
    cursor = next;
  }
}

/** What went wrong, without a point at its end. Programs that are not there have messages of their own. */
function sentenceOf(error: unknown): string {
  const code = (error as { readonly code?: unknown }).code;
  if (code === 'ENOENT') return 'There is no such program';
  if (code === 'EACCES') return 'It may not be run';
  if (error instanceof StreamableHTTPError && typeof code === 'number' && code > 0)
    return `It answers with HTTP status ${code}`;
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  if (/Connection closed/.test(message))
    return 'It ended, or sent more than it may, before its tools were listed';
  const line = `${message}${cause}`.split('\n')[0] ?? '';
  return line.slice(0, 200).replace(/[.:\s]+$/, '') || 'It failed';
}

function said(complaint: string | undefined): string {
  const line = (complaint ?? '').split('\n').at(-1)?.trim().slice(0, 160) ?? '';
  return line === '' ? '' : `; it says: ${line.replace(/\.+$/, '')}`;
}
