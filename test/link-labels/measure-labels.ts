import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadKnowledge } from '../../src/concepts/load-knowledge.js';
import { configDirectory } from '../../src/config/package-paths.js';
import { buildGraphs } from '../../src/graph/build-graphs.js';
import { parseGraphSettings } from '../../src/graph/parse-graph-settings.js';
import { readCatalog } from '../../src/ingest/read-catalog.js';
import { buildRegistry } from '../../src/registry/build-registry.js';
import type { EndpointGraph } from '../../src/types/tool-graph.js';
import type { ToolRegistry } from '../../src/types/tool-registry.js';

/** Label, why, source endpoint, field, target endpoint, parameter. */
export type LabelledPair = readonly [
  label: 'yes' | 'no' | 'unsure',
  why: string,
  from: string,
  field: string,
  to: string,
  parameter: string,
];

export type Linked = { readonly registry: ToolRegistry; readonly graph: EndpointGraph };

/** Registry and projection of a catalog with the shipped settings. */
export async function linkCatalog(path: string): Promise<Linked> {
  const knowledge = loadKnowledge(configDirectory);
  const settings = parseGraphSettings(parse(readFileSync(join(configDirectory, 'graph.yaml'), 'utf8')));
  const { tools } = await readCatalog(path);
  const { registry } = buildRegistry(tools, knowledge);
  return { registry, graph: buildGraphs(registry, knowledge, settings).projected };
}

/** What people said of the pairs that the graph links and of those that it does not. */
export function joinLabels(pairs: readonly LabelledPair[], { graph }: Linked) {
  const links = new Set(
    graph.edges.flatMap(({ from, to, links }) =>
      links.map(({ field, parameter }) => [from, field, to, parameter].join(' ')),
    ),
  );
  const linked = pairs.filter(([, , ...pair]) => links.has(pair.join(' ')));
  const others = pairs.filter((pair) => !linked.includes(pair));
  return { linked, others };
}

/** Share of `yes`; `unsure` counts against. */
export function shareOfYes(pairs: readonly LabelledPair[]): number {
  return pairs.filter(([label]) => label === 'yes').length / pairs.length;
}

/** Wilson's 95 % interval of a share. */
export function wilsonInterval(count: number, total: number): readonly [low: number, high: number] {
  const z = 1.96;
  const share = count / total;
  const scale = 1 + (z * z) / total;
  const centre = (share + (z * z) / (2 * total)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total))) / scale;
  return [centre - half, centre + half];
}
