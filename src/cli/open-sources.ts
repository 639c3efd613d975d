import type { OneOrMore, SourceSettings } from '../config/run-config.js';
import type { CatalogSources } from '../interpretation/interpret-catalog.js';
import { toServers } from '../mcp-client/mcp-server.js';
import { readServers } from '../mcp-client/read-servers.js';
import type { CommandIo } from './command-io.js';

export type OpenedSources = {
  readonly sources: CatalogSources;
  /** For messages. */
  readonly shown: string;
};

/** Where tools are read from: files, and servers, which are asked here. Those that do not answer are told. `otherwise`: where nothing is named. */
export async function openSources(
  { data, mcp, mcpUrl, mcpTimeout, format }: SourceSettings,
  otherwise: readonly string[],
  io: CommandIo,
): Promise<OpenedSources> {
  const servers = toServers(toList(mcp), toList(mcpUrl));
  const paths = isNothingNamed({ data, mcp, mcpUrl }) ? otherwise : toList(data);
  const live = await readServers(servers, { timeoutMs: mcpTimeout * 1000 }, io.signal);
  for (const { source, detail } of io.signal.aborted ? [] : live.refusals)
    io.logError(`datagen: MCP server '${source}': ${detail}`);
  return {
    sources: { paths, others: live.files, refusals: live.refusals, format },
    shown: [...paths, ...servers.map(({ shown }) => shown)].join(', '),
  };
}

export function isNothingNamed({
  data,
  mcp,
  mcpUrl,
}: Pick<SourceSettings, 'data' | 'mcp' | 'mcpUrl'>): boolean {
  return [data, mcp, mcpUrl].every((each) => toList(each).length === 0);
}

function toList(given: OneOrMore): readonly string[] {
  return given === null ? [] : typeof given === 'string' ? [given] : given;
}
