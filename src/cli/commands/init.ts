import { relative, resolve } from 'node:path';
import { projectFiles } from '../../project/project-files.js';
import { startProject } from '../../project/start-project.js';
import { describeHintProblems, describeRefusal, describeRefusals } from '../describe-refusals.js';
import { exitCodes } from '../exit-codes.js';
import { isNothingNamed, openSources } from '../open-sources.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Starts a project folder and says what to run next. */
export const runInit: Command = async ({ init: { dir, ...wanted } }, { json, verbose }, io) => {
  const sources = isNothingNamed(wanted) ? null : (await openSources(wanted, [], io)).sources;
  const { files, imported } = await startProject(dir, sources);
  const { document, endpointCount, refusals, hints } = imported;
  const isHere = relative(resolve('.'), resolve(dir)) === '';
  const next = [
    ...(isHere ? [] : [`cd ${dir}`]),
    `datagen build --config ${projectFiles.config} --explain`,
    `datagen generate --config ${projectFiles.config}`,
    `datagen validate --config ${projectFiles.config}`,
    `datagen inspect --config ${projectFiles.config}`,
  ];
  if (json)
    io.printJson({ dir, files, tools: document.tools.length, endpoints: endpointCount, refusals, next });
  else {
    io.print(
      `A project of ${plural(document.tools.length, 'tool')} with ${plural(endpointCount, 'endpoint')} is in ${dir}:`,
    );
    io.print(`  ${files.join(', ')}`);
    if (refusals.length > 0) io.print(`refused or left out: ${refusals.length}`);
    for (const line of describeRefusals(refusals)) io.print(line);
    io.print('Next:');
    for (const line of next) io.print(`  ${line}`);
  }
  for (const line of hints === null ? [] : describeHintProblems(hints.file, hints.problems))
    io.logError(`datagen: ${line}`);
  if (verbose) for (const refusal of refusals) io.log(describeRefusal(refusal));
  return exitCodes.ok;
};
