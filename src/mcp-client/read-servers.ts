import type { CatalogFile } from '../ingest/list-catalog-files.js';
import { toSlug } from '../registry/slug.js';
import type { JsonValue } from '../types/json.js';
import type { Refusal } from '../types/refusal.js';
import type { McpServer } from './mcp-server.js';
import { defaultLimits, type SessionLimits } from './session-limits.js';

export type ServerReading = {
  /** The lists of tools of those that answered, as files of a catalog: a live list and a saved one are read alike. */
  readonly files: readonly CatalogFile[];
  /** Of those that did not, or not wholly. */
  readonly refusals: readonly Refusal[];
};

/** Asks servers for their tools, all at once. One that fails is told and costs the others nothing. */
export async function readServers(
  servers: readonly McpServer[],
  limits: Partial<SessionLimits> = {},
  signal?: AbortSignal,
): Promise<ServerReading> {
  if (servers.length === 0) return { files: [], refusals: [] };
  // Loaded only where a server is asked.
  const { listTools } = await import('./list-tools.js');
  const files: CatalogFile[] = [];
  const refusals: Refusal[] = [];
  const listed = await Promise.all(
    servers.map((server) =>
      listTools(server, { ...defaultLimits, ...limits }, signal).catch((error: unknown) =>
        error instanceof Error ? error : new Error(String(error)),
      ),
    ),
  );
  listed.forEach((result, place) => {
    const source = servers[place]?.shown ?? '';
    const refuse = (detail: string): void => {
      refusals.push({ level: 'file', source, name: '', reason: 'server_failed', detail });
    };
    if (result instanceof Error) {
      refuse(result.message);
      return;
    }
    if (result.cut !== null) refuse(result.cut);
    const content = Buffer.from(`${JSON.stringify(result.document, null, 2)}\n`);
    files.push({ path: source, relativePath: fileName(result.document), size: content.length, content });
  });
  return { files, refusals };
}

/** Where the list would be saved. */
function fileName({ serverInfo }: { readonly serverInfo: { readonly [key: string]: JsonValue } }): string {
  const { name } = serverInfo;
  return `${toSlug(typeof name === 'string' ? name.slice(0, 200) : 'server', 48)}.json`;
}
