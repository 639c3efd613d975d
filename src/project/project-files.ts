import type { ImportedTools } from '../catalog-format/import-tools.js';
import { catalogText } from '../catalog-format/write-catalog-text.js';
import type { ToolRegistry } from '../types/tool-registry.js';

/** Names of the files that a project starts with. */
export const projectFiles = {
  config: 'datagen.yaml',
  catalog: 'catalog.yaml',
  hints: 'catalog.hints.yaml',
  readme: 'README.md',
  ignore: '.gitignore',
} as const;

/** What the files of a new project hold, by their names. `registry` is that of its catalog, for examples that fit. */
export function newProject(imported: ImportedTools, registry: ToolRegistry): ReadonlyMap<string, string> {
  const { config, catalog, hints, readme, ignore } = projectFiles;
  return new Map([
    [catalog, catalogText(imported, catalog)],
    [hints, hintsText(registry)],
    [config, configText],
    [readme, readmeText(imported)],
    [ignore, ignoreText],
  ]);
}

const configText = `# Settings of this project; every command takes them with --config ${projectFiles.config}. What is not here is as shipped:
# config/*.yaml of the package say what there is. Paths are meant from the folder in which the command runs.

run:
  build:
    data: ${projectFiles.catalog}
    artifacts: artifacts
  generate:
    # Conversations to write; the same catalog, settings and seed give the same bytes.
    n: 20
    seed: 42
    # mixed, sequential, multi_tool, clarification_first, parallel or short
    mode: mixed
    # Language and customs, such as en or ja.
    locale: en
    output: output/conversations.jsonl
    artifacts: artifacts
`;

const ignoreText = `# What commands write; the catalog, the hints and the settings are what is kept.
artifacts/
output/
.env
`;

function hintsText(registry: ToolRegistry): string {
  const usable = registry.endpoints.filter(({ unusable }) => unusable === null);
  const example = usable.find(({ parameters }) => parameters.length > 0) ?? usable[0];
  const name = example?.callName ?? 'shop::create_order';
  const parameter = example?.parameters[0]?.name ?? 'customer_id';
  const source = usable.find(({ id, response }) => id !== example?.id && response.fields.length > 0);
  const link = `${source?.callName ?? 'shop::search_customers'}#${source?.response.fields[0]?.pointer ?? '/results/*/id'}`;
  return `# Hints about what ${projectFiles.catalog} does not say. Each names endpoints: tool::endpoint, tool/endpoint, the function's name or
# "METHOD /path", with * for anything; later ones count over earlier ones. "datagen build --explain" says which would help;
# one that names nothing is told with its line. Take the "#" away from what you want:

datagen_hints: 1
endpoints:
#  ${name}:
#    intent: search # or retrieve, create, update, delete, execute, compare, summarize
#    entity: hotel # what it is about, one of them
#    irreversible: true # the user confirms first
#    skip: true # leave it out of conversations
#    response_example: { id: a1, name: Example } # what it answers, where the catalog does not say
#    parameters:
#      ${JSON.stringify(parameter)}:
#        concept: city # what its values are: an id of config/concepts.yaml, or <thing>_id
#        examples: [Paris, Lima] # realistic values
#        known_by: user # says it; system: only an answer holds it; context: it stands in the system message
#        link: ${JSON.stringify(link)} # the answer that brings it
#    response:
#      /results/*/sid: { concept: message_id } # what a value of the answer is
#  "*": # every endpoint
#    parameters:
#      account_id: { known_by: context, example: acct_1042 }
`;
}

function readmeText({ document, endpointCount }: ImportedTools): string {
  const { config, catalog, hints } = projectFiles;
  return `# Conversations about ${document.tools.length === 1 ? 'a tool' : `${document.tools.length} tools`}

${endpointCount} operations stand in \`${catalog}\`. From them datagen makes conversations in which an assistant calls them.

| file | is |
| --- | --- |
| \`${catalog}\` | the tools, in a format to edit: descriptions, schemas, examples |
| \`${hints}\` | what the catalog does not say: meanings, who knows a value, links |
| \`${config}\` | settings of the commands |

## First run, in this folder

1. \`datagen build --config ${config} --explain\` reads the catalog and writes \`artifacts/\`. It says for each operation what was
   understood, which are lost and why, and ends in hints that would help: put those that are right into \`${hints}\`, and run it again.
2. \`datagen generate --config ${config}\` writes \`output/conversations.jsonl\`, one conversation a line, without any model.
3. \`datagen validate --config ${config}\` checks every law on what was written.
4. \`datagen inspect --config ${config}\` shows the conversations for reading.

More: \`datagen metrics\` (figures), \`datagen export --format openai\` (for a trainer), \`datagen report\` (a page to look through),
\`datagen --help\`.

## Other tools

\`datagen import-tools --data <files or folders> --output ${catalog} --force\` writes the catalog anew. What you edited in it is lost
then, hints are not: they are in a file of their own.
`;
}
