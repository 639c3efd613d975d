import type { CatalogFormat } from '../ingest/catalog-reader.js';
import type { DifficultyWish } from '../types/difficulty-wish.js';
import type { JsonObject } from '../types/json.js';
import type { ModelRole } from '../types/language-model.js';
import type { LocaleOption, ModeOption, PhenomenonName } from '../types/plan-row.js';

/** Commands whose defaults stand in `config/run.yaml`. */
export const commandNames = [
  'build',
  'import-tools',
  'init',
  'generate',
  'verify',
  'assemble',
  'worker',
  'evaluate',
  'validate',
  'metrics',
  'inspect',
  'export',
  'import',
  'dedup',
  'decontaminate',
  'report',
  'view',
  'split',
  'merge',
  'package',
  'graph',
  'mcp',
] as const;
export type CommandName = (typeof commandNames)[number];

/** Complete settings of one command; the keys are the flags (`--max-repairs`, `max_repairs` in files) in camel case. */
export type CommandSettings = {
  readonly build: BuildSettings;
  readonly 'import-tools': ImportToolsSettings;
  readonly init: InitSettings;
  readonly generate: GenerateSettings;
  readonly verify: { readonly runDir: string };
  readonly assemble: { readonly runDir: string; readonly output: string };
  readonly worker: WorkerSettings;
  readonly evaluate: EvaluateSettings;
  readonly validate: ValidateSettings;
  readonly metrics: MetricsSettings;
  readonly inspect: InspectSettings;
  readonly export: ExportSettings;
  readonly import: ImportSettings;
  readonly dedup: DedupSettings;
  readonly decontaminate: DecontaminateSettings;
  readonly report: ReportSettings;
  readonly view: ViewSettings;
  readonly split: SplitSettings;
  readonly merge: MergeSettings;
  readonly package: PackageSettings;
  readonly graph: GraphViewSettings;
  readonly mcp: McpSettings;
};

/** One, several, or none. */
export type OneOrMore = string | readonly string[] | null;

/** Where tools come from. */
export type SourceSettings = {
  /** Folders, files and patterns of files. */
  readonly data: OneOrMore;
  /** Commands that start MCP servers. */
  readonly mcp: OneOrMore;
  /** Addresses of MCP servers. */
  readonly mcpUrl: OneOrMore;
  /** Seconds that one server may take. */
  readonly mcpTimeout: number;
  /** What the files are in; null: what their content says. */
  readonly format: CatalogFormat | null;
};

export type BuildSettings = SourceSettings & {
  readonly artifacts: string;
  /** File of hints; null: those beside the catalogs, where there are some. */
  readonly hints: string | null;
  /** Endpoint to explain, with `*` for anything; empty: all; null: none. */
  readonly explain: string | null;
};

export type ImportToolsSettings = SourceSettings & {
  readonly output: string;
  readonly hints: string | null;
  /** Write over a file that is there. */
  readonly force: boolean;
};

export type InitSettings = SourceSettings & {
  readonly dir: string;
};

export type GenerateSettings = {
  readonly n: number;
  readonly seed: number;
  readonly mode: ModeOption;
  readonly locale: LocaleOption;
  /** Null: the default file, or none where a run directory keeps the dataset. */
  readonly output: string | null;
  readonly artifacts: string;
  readonly evaluate: boolean;
  readonly judgeModel: string | null;
  readonly repair: boolean;
  readonly maxRepairs: number;
  readonly corpusMemory: boolean;
  /** Variants that differ in one declared way follow each record. */
  readonly twins: boolean;
  /** Categories or tools; empty: all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly holdoutTools: readonly string[];
  /** Minimums; 0 for none. */
  readonly difficulty: DifficultyWish;
  readonly agents: AgentsOption;
  readonly reasoning: boolean;
} & ShardOptions &
  ModelOptions;

/** Where a run is kept, and who makes its records. */
export type ShardOptions = {
  readonly runDir: string | null;
  readonly resume: 'never' | 'if-possible' | 'always';
  readonly extend: boolean;
  readonly workers: WorkersOption;
  readonly engine: 'local' | 'bullmq';
  readonly redis: string;
  /** From 0. */
  readonly shardIndex: number | null;
  readonly shardCount: number | null;
};

/** `auto`: by the cores of the machine. */
export type WorkersOption = number | 'auto';

export type WorkerSettings = Pick<ShardOptions, 'redis' | 'workers'> &
  Pick<ModelOptions, WorkerModelOption> & {
    readonly runDir: string;
    readonly artifacts: string;
  };

/** What one process may do with models: the bounds of a worker are its own. */
type WorkerModelOption =
  | 'cache'
  | 'replayOnly'
  | 'maxUsd'
  | 'maxTokens'
  | 'maxCalls'
  | 'concurrency'
  | 'policy';

/** `llm`: live agents; `rewrite`: offline conversations in a model's words. */
export type AgentsOption = 'offline' | 'llm' | 'rewrite';

/** Which models take part, and within what bounds. */
export type ModelOptions = {
  /** For every role. */
  readonly model: string | null;
  readonly role: { readonly [role in ModelRole]: string | null };
  /** Folder of recorded responses. */
  readonly cache: string;
  readonly replayOnly: boolean;
  /** Estimate what it would take, and do nothing. */
  readonly dryRun: boolean;
  /** US dollars. */
  readonly maxUsd: number | null;
  readonly maxTokens: number | null;
  readonly maxCalls: number | null;
  /** Calls at once; null: as configured. */
  readonly concurrency: number | null;
  readonly policy: string | null;
};

export type EvaluateSettings = {
  readonly input: string;
  readonly output: string;
  readonly repair: boolean;
  readonly maxRepairs: number;
  /** 1.0–5.0. */
  readonly threshold: number;
  readonly batch: boolean;
  readonly calibrate: boolean;
} & ModelOptions;

export type InputSettings = { readonly input: string };

export type ValidateSettings = InputSettings & { readonly workers: WorkersOption };

export type MetricsSettings = InputSettings & {
  /** Built graph to measure coverage against. */
  readonly artifacts: string | null;
  /** Two datasets, side by side instead of the one. */
  readonly compare: readonly [string, string] | null;
};

export type InspectSettings = InputSettings & {
  /** Two endpoints, by id or call name: explain the link from the first to the second instead of printing conversations. */
  readonly link: readonly [string, string] | null;
  /** Conditions on records, all of which must hold. */
  readonly filter: readonly string[];
  /** Conversations to pass over. */
  readonly offset: number;
  /** Most to show; null: all. */
  readonly limit: number | null;
  readonly artifacts: string;
};

export type ExportSettings = InputSettings & {
  readonly format: string | null;
  /** Null: `output/<format>` with the ending of the format. */
  readonly output: string | null;
  readonly parallelCalls: 'keep' | 'split';
  /** Null: as the format has them. */
  readonly arguments: 'object' | 'string' | null;
  readonly tools: 'list' | 'string' | null;
  readonly jsonSpacing: 'python' | 'compact' | null;
  /** File of names that an earlier export made. */
  readonly names: string | null;
  /** Null: repairs where `before` is given, else twins. */
  readonly pairs: 'twins' | 'repairs' | 'scores' | null;
  /** The dataset before it was repaired. */
  readonly before: string | null;
  readonly completions: 'one' | 'all';
  /** File or folder of a model's chat template. */
  readonly template: string | null;
  /** `YYYY-MM-DD`; null where no template may ask for it. */
  readonly templateDate: string | null;
  /** Null: as the model has them. */
  readonly bosToken: string | null;
  readonly eosToken: string | null;
  /** Null: as the format calls it. */
  readonly datasetName: string | null;
};

export type ImportSettings = {
  readonly input: string | null;
  readonly format: string | null;
  readonly output: string;
  readonly names: string | null;
};

/** Thresholds are similarities, 0–1, 0 for not looked at. */
export type DedupSettings = InputSettings & {
  readonly output: string;
  readonly userThreshold: number;
  readonly chainThreshold: number;
  readonly dialogueThreshold: number;
};

export type DecontaminateSettings = InputSettings & {
  readonly output: string;
  /** File or folder of benchmarks. */
  readonly against: string | null;
  /** Whether the shipped lists are looked at. */
  readonly lists: boolean;
  readonly byName: boolean;
};

/** Who is on which side; shares are 0–1. */
export type SplitSettings = InputSettings & {
  readonly output: string;
  /** `world`: no variants, chain or entity on both sides; `tool`: nor a called tool. */
  readonly by: 'tool' | 'world';
  /** Null: what the others leave. */
  readonly train: number | null;
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
  readonly dropBridges: boolean;
};

export type MergeSettings = { readonly input: readonly string[]; readonly output: string };

/** The input is a file, or a folder of splits that are kept. */
export type PackageSettings = SplitSettings & {
  /** o200k, cl100k or the path of a tokenizer.json. */
  readonly tokenizer: string;
  readonly maxTokens: number | null;
  /** Name for people; null: that of the input. */
  readonly title: string | null;
  /** As Hugging Face spells it. */
  readonly license: string;
  /** Uncompressed megabytes of one Parquet file. */
  readonly shardMb: number;
  /** A package to recount instead of making one. */
  readonly check: string | null;
  /** Dataset on the Hub, `<owner>/<name>`. */
  readonly push: string | null;
  readonly public: boolean;
};

/** What `report` and `view` show. */
type ShownDatasets = {
  /** One dataset, or two to compare. */
  readonly input: readonly string[];
  /** Built graph to measure coverage against. */
  readonly artifacts: string | null;
  /** Check the laws. */
  readonly laws: boolean;
  /** Compute the figures. */
  readonly figures: boolean;
};

export type ReportSettings = ShownDatasets & {
  readonly output: string;
  /** Most conversations of each dataset that the page holds. */
  readonly limit: number;
  /** Of the sample where there are more. */
  readonly seed: number;
};

export type ViewSettings = ShownDatasets & {
  /** 0: any that is free. */
  readonly port: number;
};

/** The picture of the graph; texts that may hold several names separate them by commas. */
export type GraphViewSettings = {
  readonly format: 'gexf' | 'graphml' | 'html';
  readonly artifacts: string;
  /** Null: `output/graph.<format>`. */
  readonly output: string | null;
  readonly category: string | null;
  readonly tool: string | null;
  readonly around: string | null;
  /** 0–10. */
  readonly depth: number;
  /** Null: as many as the format bears. */
  readonly limit: number | null;
};

/** How the server of the Model Context Protocol is reached, and what it may do. */
export type McpSettings = {
  /** Null: stdio; 0: any that is free. */
  readonly port: number | null;
  /** Folders that tools may read and write in. */
  readonly root: readonly string[];
  readonly allowModels: boolean;
};

/** What shapes the plan beside the flags. */
export type PlanSettings = {
  readonly blockSize: number;
  readonly attempts: number;
  /** Endpoints offered beside the needed ones. */
  readonly distractors: { readonly minimum: number; readonly maximum: number };
  /** Share (0–1) of all rows in each locale under locale `mixed`; together 1. */
  readonly localeShares: { readonly [locale: string]: number };
  /** Share (0–1) of all rows under mode `mixed`. */
  readonly shares: { readonly [phenomenon in PhenomenonName]: number };
};

/** What users give: any part of a command's settings; what is absent falls back to environment, file and default. */
export type RunOptions<Name extends CommandName> = {
  readonly [key in keyof CommandSettings[Name]]?: CommandSettings[Name][key] | undefined;
};

/** Everything a run depends on beside the catalog, complete and checked. */
export type RunConfig = CommandSettings & {
  readonly plan: PlanSettings;
  /** Settings of the other components, `config/<name>.yaml`, with what `--config` changes. Each component checks its own. */
  readonly components: { readonly [name: string]: JsonObject };
};
