import { writeFileAtomically } from '../../files/atomic-file.js';
import { createPicture } from '../../graph-view/create-picture.js';
import { defaultLimits, renderPicture } from '../../graph-view/render-picture.js';
import { loadArtifacts } from '../../load-artifacts.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Writes a picture of the built graph, or of a part of it. */
export const runGraph: Command = async ({ graph: settings, components }, { json }, io) => {
  const { format, artifacts, around, depth } = settings;
  const loaded = await loadArtifacts(artifacts, components);
  if (loaded.built) io.log(`${artifacts} held no artifacts; built them from the bundled catalog.`);
  const picture = createPicture(loaded.registry, loaded.graph, {
    categories: splitNames(settings.category),
    tools: splitNames(settings.tool),
    around,
    depth,
    limit: settings.limit ?? defaultLimits[format],
  });
  const output = settings.output ?? `output/graph.${format}`;
  await writeFileAtomically(output, await renderPicture(picture, format));

  const edges = picture.edges.filter(({ kind }) => kind === 'data_link').length;
  if (json) {
    const counts = { endpoints: picture.nodes.length, edges: picture.edges.length, data_links: edges };
    io.printJson({ output, format, ...counts, notice: picture.notice });
    return exitCodes.ok;
  }
  if (picture.notice !== '') io.print(picture.notice);
  io.print(
    `${plural(picture.nodes.length, 'endpoint')}, ${plural(picture.edges.length, 'edge')} (${edges} data_link) written to ${output}`,
  );
  return exitCodes.ok;
};

function splitNames(text: string | null): readonly string[] | null {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? null : names;
}
