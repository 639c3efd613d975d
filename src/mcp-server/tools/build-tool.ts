import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../errors/usage-error.js';
import { artifactFiles } from '../../graph/artifact-files.js';
import type { BuildManifest } from '../../types/build-manifest.js';
import type { JsonObject } from '../../types/json.js';
import { boundedList } from '../bounded.js';
import { count, counts, described, list, notes, object, text } from '../output-schemas.js';
import { type ServerTool, type ToolOptions, writesItsOwn } from '../server-tool.js';
import { createSettingSchemas, toSettings } from '../setting-schemas.js';

/** Catalog to graph. */
export function createBuildTool({ config, confinement }: ToolOptions): ServerTool {
  const properties = createSettingSchemas(config)('build', descriptions);
  return {
    name: 'build',
    title: 'Build a catalog',
    description:
      "Read a catalog of tools (API descriptions) and write the graph of endpoints that conversations are sampled from. Do this once for a catalog, before 'generate'. Says how many endpoints are usable, how many links were found, and what was refused and why. Replaces an earlier build in the same folder.",
    inputSchema: { type: 'object', properties, additionalProperties: false },
    outputSchema: object({
      artifacts: described(text, 'The folder of the build; name it in generate.'),
      catalog_hash: text,
      counts: described(counts, 'Such as tools, endpoints, usable_endpoints, data_links.'),
      refused: object({
        total: count,
        by_reason: list(object({ level: text, reason: text, count })),
        shown: list(
          object({ level: text, source: text, name: text, reason: text, detail: text }),
          'Some of each kind: what was not taken, or is kept out of conversations.',
        ),
      }),
      notes,
    }),
    annotations: writesItsOwn,
    prepare(given) {
      // Servers are started and reached by people alone.
      const settings = { ...config.build, ...toSettings(given), mcp: null, mcpUrl: null };
      const data = given.data === undefined ? [] : [given.data].flat().map(String);
      const catalogs = data.map((path) => confinement.locate(path, 'pattern'));
      const artifacts = confinement.locate(settings.artifacts, 'entries');
      refuseOthersFiles(artifacts.real);
      const paths = catalogs.map(({ path }) => path);
      const read =
        catalogs.length === 0 ? {} : { data: Array.isArray(given.data) ? paths : (paths[0] ?? null) };
      return {
        config: { ...config, build: { ...settings, ...read, artifacts: artifacts.path } } as typeof config,
        places: { reads: catalogs.map(({ real }) => real), writes: [artifacts.real] },
        answer: ({ document, notes: told }) => describe(document as BuildManifest, artifacts.path, told),
      };
    },
  };
}

const descriptions = {
  data: 'Catalog: a folder, a file or a pattern of files (specs/**/*.yaml), or a list of such, which go together; without it the catalog that datagen brings.',
  format:
    'What the files are in, where their content does not tell: OpenAPI, MCP tools, functions of OpenAI and so on.',
  artifacts: 'Folder that the graph is written to.',
};

/** A folder that holds a file of that name and no manifest is somebody else's. */
export function refuseOthersFiles(folder: string): void {
  if (existsSync(join(folder, artifactFiles.manifest))) return;
  const found = Object.values(artifactFiles).find((file) => existsSync(join(folder, file)));
  if (found !== undefined)
    throw new UsageError(
      `'${folder}' holds a ${found} that no build made.`,
      'Name another folder with artifacts.',
    );
}

function describe(
  manifest: BuildManifest,
  artifacts: string,
  told: readonly string[],
): {
  readonly structured: JsonObject;
  readonly text: string;
} {
  const { counts: found, refusal_counts: refused, refusals } = manifest;
  const shown = boundedList(refusals, 50, 15_000).map(({ level, source, name, reason, detail }) => ({
    ...{ level, source, name, reason, detail },
  }));
  const structured = {
    artifacts,
    catalog_hash: manifest.input_hash,
    counts: found,
    refused: { total: refused.total, by_reason: refused.by_reason.map((each) => ({ ...each })), shown },
    notes: [...told],
  };
  const lines = [
    `Built ${artifacts}: ${found.tools ?? 0} tools, ${found.endpoints ?? 0} endpoints, ${found.usable_endpoints ?? 0} usable, ${found.projected_entries ?? 0} of them can open a conversation, ${found.projected_edges_data_link ?? 0} data links.`,
    refused.total === 0 ? 'Nothing was refused.' : `Refused or left out: ${refused.total}.`,
    ...refused.by_reason.map((each) => `  ${each.count} ${each.level}: ${each.reason}`),
    ...told,
  ];
  return { structured, text: lines.join('\n') };
}
