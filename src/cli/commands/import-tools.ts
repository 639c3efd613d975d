import { relative, resolve, sep } from 'node:path';
import { type ImportedTools, importTools } from '../../catalog-format/import-tools.js';
import { catalogText } from '../../catalog-format/write-catalog-text.js';
import { loadKnowledge } from '../../concepts/load-knowledge.js';
import { bundledCatalogDirectory, configDirectory } from '../../config/package-paths.js';
import { UsageError } from '../../errors/usage-error.js';
import { writeFileAtomically } from '../../files/atomic-file.js';
import { exists } from '../../files/exists.js';
import { refuseOverwriting } from '../../files/refuse-overwriting.js';
import { describeHintProblems, describeRefusal, describeRefusals } from '../describe-refusals.js';
import { exitCodes } from '../exit-codes.js';
import { openSources } from '../open-sources.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Writes what catalogs of any format say as one in datagen's own. */
export const runImportTools: Command = async (
  { 'import-tools': { output, hints, force, ...wanted } },
  { json, verbose },
  io,
) => {
  const { sources } = await openSources(wanted, [bundledCatalogDirectory], io);
  const { paths } = sources;
  await refuseOverwriting([output], hints === null ? paths : [...paths, hints]);
  refuseWithin(output, paths);
  if (!force && (await exists(output)))
    throw new UsageError(`${output} is there already.`, 'Write over it with --force, or name another place.');
  const imported = await importTools(sources, hints, loadKnowledge(configDirectory));
  const text = catalogText(imported, output);
  refuseUnreadable(text, output);
  await writeFileAtomically(output, text);
  const { document, refusals, fileCount, endpointCount } = imported;
  if (json)
    io.printJson({
      ...{ output, files: fileCount, tools: document.tools.length, endpoints: endpointCount },
      ...{ hints: imported.hints, refusals },
    });
  else for (const line of describeImport(imported, output)) io.print(line);
  for (const line of imported.hints === null
    ? []
    : describeHintProblems(imported.hints.file, imported.hints.problems))
    io.logError(`datagen: ${line}`);
  if (verbose) for (const refusal of refusals) io.log(describeRefusal(refusal));
  return exitCodes.ok;
};

function describeImport(
  { document, refusals, fileCount, endpointCount, hints }: ImportedTools,
  output: string,
): readonly string[] {
  return [
    `read       ${plural(fileCount, 'file')}: ${plural(document.tools.length, 'tool')}, ${plural(endpointCount, 'endpoint')}`,
    ...(hints === null ? [] : [`hints      of ${hints.file} are taken into it`]),
    ...(refusals.length === 0 ? ['refused    nothing'] : [`refused or left out: ${refusals.length}`]),
    ...describeRefusals(refusals),
    `written to ${output}`,
    `next       datagen build --data ${output} --explain`,
  ];
}

/** Inside a folder that is read, the next run would read it too. */
function refuseWithin(output: string, paths: readonly string[]): void {
  for (const path of paths) {
    const way = relative(resolve(path), resolve(output));
    if (way === '' || way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way) continue;
    throw new UsageError(
      `${output} lies in ${path}, which is read: the next run would read every tool twice.`,
      'Name a place outside of it with --output.',
    );
  }
}

const mostYaml = 32 * 1024 * 1024;
const mostBytes = 64 * 1024 * 1024;

/** What `build` would not read back is not written. */
function refuseUnreadable(text: string, output: string): void {
  if (Buffer.byteLength(text) > mostBytes)
    throw new UsageError(
      `The catalog takes ${Buffer.byteLength(text)} bytes; files of more than ${mostBytes} are not read.`,
      'Import it in parts: a folder of --data at a time.',
    );
  if (text.length > mostYaml && !/\.json$/i.test(output))
    throw new UsageError(
      `The catalog takes ${text.length} characters; YAML of more than ${mostYaml} is not read.`,
      'Name a file that ends in .json.',
    );
}
