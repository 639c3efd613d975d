import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { knownLocales, mixedLocales } from '../../config/known-locales.js';
import type { RunConfig } from '../../config/run-config.js';
import { UsageError } from '../../errors/usage-error.js';
import { artifactFiles } from '../../graph/artifact-files.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { count, described, flag, list, notes, object, text } from '../output-schemas.js';
import { type ServerTool, type ToolOptions, writesItsOwn } from '../server-tool.js';
import { createSettingSchemas, toSettings } from '../setting-schemas.js';
import { refuseOthersFiles } from './build-tool.js';

/** Graph to dataset. */
export function createGenerateTool({ config, confinement, allowModels }: ToolOptions): ServerTool {
  const schemas = createSettingSchemas(config)('generate', {
    ...descriptions,
    ...(allowModels ? modelDescriptions : {}),
  });
  const properties = {
    ...schemas,
    n: { ...schemas.n, maximum: mostConversations },
    locale: { ...schemas.locale, enum: [...knownLocales(), mixedLocales] },
    difficulty: optionalParts(schemas.difficulty ?? {}),
    output: { ...schemas.output, default: config.generate.output ?? defaultOutput },
  };
  return {
    name: 'generate',
    title: 'Generate conversations',
    description: `Write a dataset of multi-turn tool-use conversations, one JSON record a line, from a built catalog. The same catalog, settings and seed give the same bytes. ${allowModels ? 'Offline unless agents, model or judge_model name models, which cost money.' : 'Everything is offline: no model is called.'} The file is whole or untouched; a cancelled run leaves nothing. Some tens of conversations a second. Check it with 'validate', measure it with 'metrics', read it with 'inspect'.`,
    inputSchema: { type: 'object', properties, additionalProperties: false },
    outputSchema: object({
      output: described({ type: ['string', 'null'] }, 'The dataset; null where nothing was written.'),
      asked: count,
      records: count,
      complete: described(flag, 'Whether as many conversations were written as asked for.'),
      variants: count,
      judged: count,
      passed: described(count, "Of those judged: how many passed the judge's gates."),
      rejected_attempts: count,
      shortfall: list(text, 'Why there are fewer than asked for.'),
      mix: list(
        object({ phenomenon: text, share: share, target: share, ceiling: share }),
        'What conversations exercise: share of the records beside the target, and the most that the catalog can carry.',
      ),
      coverage: described(
        {
          type: 'object',
          additionalProperties: object({
            covered: count,
            offered: count,
            bound: { type: ['number', 'null'] },
          }),
        },
        'Endpoints, links and concepts of the graph that the dataset uses.',
      ),
      notes,
    }),
    annotations: allowModels ? { ...writesItsOwn, openWorldHint: true } : writesItsOwn,
    prepare(given) {
      const settings = settle(config, given, allowModels);
      const output = confinement.locate(settings.output ?? defaultOutput, 'entries');
      requireDataset(output.real, output.path);
      // What is written beside it.
      const beside = ['.config.json', ...(allowModels ? ['.ledger.jsonl'] : [])].map((ending) =>
        confinement.locate(`${settings.output ?? defaultOutput}${ending}`, 'entries'),
      );
      const artifacts = confinement.locate(settings.artifacts, 'entries');
      refuseOthersFiles(artifacts.real);
      const isBuilt = existsSync(join(artifacts.real, artifactFiles.manifest));
      const writes = [output.real, ...beside.map(({ real }) => real), ...(isBuilt ? [] : [artifacts.real])];
      return {
        config: {
          ...config,
          components: allowModels ? config.components : withoutModels(config.components),
          generate: { ...settings, output: output.path, artifacts: artifacts.path },
        },
        places: { reads: isBuilt ? [artifacts.real] : [], writes },
        answer: ({ document, notes: told }) => describe(document as Report, told),
      };
    },
  };
}

/** What an assistant can wait for; the command line makes more. */
const mostConversations = 100_000;

const defaultOutput = 'output/conversations.jsonl';
const share: JsonObject = { type: ['number', 'null'] };

const descriptions = {
  n: 'Conversations to write.',
  seed: 'Same catalog, settings and seed: same bytes.',
  mode: 'Kind of conversations; mixed has all of them, by shares.',
  locale: "Language and customs of the conversations; 'mixed' is several.",
  output: 'File to write, ending in .jsonl; an earlier dataset of that name is replaced.',
  artifacts:
    "Folder of the graph that 'build' wrote; where there is none, the bundled catalog is built there.",
  evaluate: 'Judge each conversation by a rubric, and keep the scores in the records.',
  repair: 'Judge, and repair conversations that fail.',
  max_repairs: 'Attempts to repair one conversation.',
  corpus_memory: 'Steer away from goals that are planned already.',
  twins: 'Follow each conversation by variants that differ in one declared way.',
  include: 'Only these categories or tools, by name.',
  exclude: 'Neither call nor offer these categories or tools.',
  holdout_tools: 'Tools that must stay unseen, for a test set of their own.',
  difficulty: 'Minimums that each conversation keeps.',
};

const modelDescriptions = {
  agents: 'offline, llm (live models) or rewrite (a model words offline conversations).',
  model: 'Model for every role, by id.',
  judge_model: 'Model that judges; without it the offline rubric.',
  max_usd: 'Most that models may cost, in US dollars.',
};

/** An assistant names the minimums that it wants. */
function optionalParts(schema: JsonObject): JsonObject {
  const { required: _, ...rest } = schema;
  return rest;
}

/** What shall be generated. No run directories, queues or files of others, and no models unless they are allowed. */
function settle(config: RunConfig, given: JsonObject, allowModels: boolean): RunConfig['generate'] {
  const { generate } = config;
  const difficulty = { ...generate.difficulty, ...(given.difficulty as object | undefined) };
  const settings = { ...generate, ...toSettings(given), difficulty } as RunConfig['generate'];
  const cap = generate.maxUsd;
  const offline = {
    agents: 'offline',
    model: null,
    judgeModel: null,
    reasoning: false,
    role: { planner: null, user: null, assistant: null, judge: null, repair: null },
  } as const;
  return {
    ...settings,
    ...(allowModels ? {} : offline),
    // The user's own limit holds, whatever the assistant asks for.
    maxUsd: cap === null ? settings.maxUsd : Math.min(cap, settings.maxUsd ?? cap),
    ...{ runDir: null, engine: 'local', shardIndex: null, shardCount: null, extend: false, dryRun: false },
  };
}

/** Agents that are offline speak without models; who judges is offline too, whatever the user's file says. */
function withoutModels(components: RunConfig['components']): RunConfig['components'] {
  const { models = {} } = components;
  const roles = isJsonObject(models.roles) ? models.roles : {};
  return { ...components, models: { ...models, roles: { ...roles, judge: 'offline', repair: 'offline' } } };
}

/** Throws `UsageError` where a file is in the way that is no dataset. */
function requireDataset(real: string, path: string): void {
  if (!/\.jsonl$/i.test(path)) throw new UsageError(`'${path}' does not end in .jsonl.`, 'Name such a file.');
  if (!existsSync(real) || !statSync(real).isFile()) return;
  const start = Buffer.alloc(4096);
  const file = openSync(real, 'r');
  const read = readSync(file, start, 0, start.length, 0);
  closeSync(file);
  if (read === 0 || start.toString('latin1', 0, read).includes('"conversation_id"')) return;
  throw new UsageError(`'${path}' is there and is no dataset.`, 'Name another file with output.');
}

/** What the command prints, as far as it is passed on. */
type Report = {
  readonly output: string | null;
  readonly asked: number;
  readonly records: number;
  readonly variants: number;
  readonly judged: number;
  readonly passed: number;
  readonly rejected_attempts: number;
  readonly shortfall: readonly string[];
  readonly mix: readonly JsonObject[];
  readonly coverage: { readonly graph: { readonly [what: string]: JsonObject } };
};

function describe(report: Report, told: readonly string[]): { structured: JsonObject; text: string } {
  const { output, asked, records, variants, judged, passed, rejected_attempts, shortfall } = report;
  const pick = (from: JsonObject, names: readonly string[]): JsonObject =>
    Object.fromEntries(names.map((name): [string, JsonValue] => [name, from[name] ?? null]));
  const graph = Object.entries(report.coverage.graph).map(([what, each]): [string, JsonObject] => [
    what,
    pick(each, ['covered', 'offered', 'bound']),
  ]);
  const structured: JsonObject = {
    ...{ output, asked, records, complete: records >= asked },
    ...{ variants, judged, passed, rejected_attempts },
    shortfall: [...shortfall],
    mix: report.mix.map((each) => pick(each, ['phenomenon', 'share', 'target', 'ceiling'])),
    coverage: Object.fromEntries(graph),
    notes: [...told],
  };
  const lines = [
    output === null
      ? 'Nothing was written.'
      : `${records} of ${asked} conversations${variants > 0 ? ` and ${variants} variants` : ''} written to ${output}.`,
    ...(judged > 0 ? [`${passed} of ${judged} passed the judge's gates.`] : []),
    ...graph.map(([what, each]) => `${what}: ${each.covered} of ${each.offered} used`),
    ...told,
  ];
  return { structured, text: lines.join('\n') };
}
