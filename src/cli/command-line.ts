import yargs, { type Argv, type Options } from 'yargs';
import { didYouMean } from '../config/did-you-mean.js';
import type { OptionText } from '../config/load-run-config.js';
import { type CommandName, commandNames } from '../config/run-config.js';
import { UsageError } from '../errors/usage-error.js';
import type { Flag } from './flags/flag.js';
import { mcpHelp } from './flags/mcp-flags.js';
import { flagsOf, sharedFlags } from './flags.js';

/** What the user typed, understood. */
export type CommandLine =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'command';
      readonly command: CommandName;
      /** By setting (`max_repairs`); only what was given. */
      readonly flags: { readonly [setting: string]: OptionText | undefined };
      readonly switches: Switches;
      readonly configFile: string | undefined;
    };

/** Flags that say how to report, not what to do. */
export type Switches = { readonly json: boolean; readonly quiet: boolean; readonly verbose: boolean };

const descriptions: { readonly [command in CommandName]: string } = {
  build: 'Read a catalog of tools and write the graph that conversations are sampled from',
  'import-tools': "Write tools of any format as one catalog in datagen's own format, to edit and keep",
  init: 'Start a project folder: configuration, catalog, hints and what to run first',
  generate: 'Write a dataset of conversations',
  verify: 'Check a run directory against its manifest: missing, short, changed and foreign files',
  assemble: 'Check the shards of a run directory and join them to one file',
  worker: 'Make shards of a run that generate --engine bullmq put into a queue',
  evaluate: 'Score a dataset, repair what fails, write it with scores and a report',
  validate: 'Check every law on a dataset, from the file alone',
  metrics: 'Print the figures of a dataset beside reference values',
  inspect: 'Print conversations for reading, each with its compliance by law; or why two endpoints link',
  export: 'Write a dataset in the format of a trainer or a viewer',
  import: 'Read a dataset in a format of others into records, to check, measure and show it',
  dedup: 'Drop conversations that repeat an earlier one, equal or nearly',
  decontaminate: 'Drop conversations that have something of a benchmark',
  report: 'Write one page that shows a dataset, or two side by side, and opens from the disk',
  view: 'Show the same of datasets too large for one page, in the browser of this machine',
  split: 'Deal a dataset to train, validation and test so that what belongs together stays together',
  merge: 'Join datasets to one, with unique ids and without what is said twice',
  package:
    'Make a Hugging Face dataset folder: Parquet, splits, token counts, and a card counted from the data',
  graph: 'Write a picture of the built graph: a page to explore, or a file for graph programs',
  mcp: 'Serve build, generate, validate, metrics and inspect to assistants as tools (MCP)',
};

/** Reads the arguments after the program's name. Throws `UsageError`. */
export async function parseCommandLine(argv: readonly string[], version: string): Promise<CommandLine> {
  refuseHostileFlags(argv);
  let text = '';
  const parsed = await createParser(version, commandAlone(argv)).parseAsync(
    [...argv],
    {},
    (_error, _argv, output) => {
      text = output;
    },
  );
  if (text !== '') return { kind: 'text', text };

  const [command, ...rest] = parsed._.map(String);
  if (command === undefined) {
    throw new UsageError(
      'No command was given.',
      `Commands: ${commandNames.join(', ')}. See datagen --help.`,
    );
  }
  if (!isCommand(command)) throw unknownCommand(command);
  const flags = new Map<string, unknown>(
    Object.entries(parsed)
      .filter(([name]) => name !== '_' && name !== '$0')
      .map(([name, value]) => [name, once(value, flagsOf(command).get(name))]),
  );
  refuseUnknownFlags(command, [...flags.keys()]);
  if (takesFiles.has(command)) takeFiles(flags, rest);
  else if (command === 'init') takeFolder(flags, rest);
  else refuseExtraWords(command, rest);
  const config = flags.get('config');
  return {
    kind: 'command',
    command,
    flags: Object.fromEntries(
      [...flagsOf(command)].map(([name]) => [name.replaceAll('-', '_'), optionValue(flags.get(name))]),
    ),
    switches: {
      json: flags.get('json') === true,
      quiet: flags.get('quiet') === true,
      verbose: flags.get('verbose') === true,
    },
    configFile: config === undefined ? undefined : String(config),
  };
}

/** Of a flag that stands twice the last counts, but for lists, which are joined. */
function once(value: unknown, flag: Flag | undefined): unknown {
  if (!Array.isArray(value)) return value;
  if (flag?.type === 'list') return value.join(',');
  if (flag?.type === 'each') return value;
  return flag?.type === 'pair' ? value.slice(-2) : value.at(-1);
}

/** What yargs would trip over, or take for a silent no. */
function refuseHostileFlags(argv: readonly string[]): void {
  const command = argv.find(isCommand);
  const known = [...(command === undefined ? [] : flagsOf(command)), ...sharedFlags];
  for (const word of argv) {
    const [, name, value] = /^--(?:no-)?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) continue;
    if (name in Object.prototype) {
      throw new UsageError(`${command ?? 'datagen'} has no flag '--${name}'.`, 'See datagen --help.');
    }
    const isSwitch = known.some(([each, flag]) => each === name && flag.type === 'boolean');
    if (isSwitch && value !== undefined && value !== 'true' && value !== 'false') {
      throw new UsageError(`--${name} is "${value}".`, `Write --${name} or --no-${name}.`);
    }
  }
}

/**
 * The command where its name comes first and nobody asks for help: yargs writes the help of each command that it knows and
 * runs, which takes longer than all else that it does. Null where there is a doubt.
 */
function commandAlone(argv: readonly string[]): CommandName | null {
  const [first] = argv;
  if (first === undefined || !isCommand(first)) return null;
  return argv.some((word) => /^(?:-[^-]*h|--(?:no-)?(?:help|version)|h$|help$)/.test(word)) ? null : first;
}

/** Knows the flags of one command, or all commands with theirs. */
function createParser(version: string, alone: CommandName | null) {
  const parser = yargs()
    .scriptName('datagen')
    .locale('en')
    .usage(
      '$0 <command> [flags]\n\nTurns a catalog of tools into a dataset of multi-turn conversations, offline.',
    )
    .version(version)
    .help()
    .alias('help', 'h')
    .wrap(100)
    .exitProcess(false)
    .showHelpOnFail(false)
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      'duplicate-arguments-array': true,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .fail((message: string | null, error: Error | undefined) => {
      throw message === null ? error : new UsageError(describeFailure(message));
    })
    .epilogue(
      'Every flag can also be set as DATAGEN_<FLAG> in the environment or .env, or in a file named by --config.\n' +
        'Exit codes: 0 ok, 1 error, 2 a gate or law not met, 3 refused by policy, 4 fewer conversations than asked, 130 interrupted.',
    );
  if (alone !== null) {
    addFlags(parser, alone);
    return parser;
  }
  for (const command of commandNames) {
    parser.command(command, descriptions[command], (commandParser) => addFlags(commandParser, command));
  }
  return parser;
}

function addFlags(parser: Argv, command: CommandName): Argv {
  for (const [name, flag] of [...flagsOf(command), ...sharedFlags]) parser.option(name, toOption(flag));
  return command === 'mcp' ? parser.epilogue(mcpHelp) : parser;
}

/** yargs names the flag without its dashes. */
function describeFailure(message: string): string {
  const missing = /^Not enough arguments following: (.+)$/.exec(message)?.[1];
  if (missing === undefined) return message;
  const isPair = commandNames.some((command) => flagsOf(command).get(missing)?.type === 'pair');
  return `--${missing} needs ${isPair ? 'two values' : 'a value'}.`;
}

/** Values stay text here: the configuration reads, checks and names them alike, whether flag, variable or file. */
function toOption(flag: Flag): Options {
  return {
    type: flag.type === 'boolean' ? 'boolean' : 'string',
    describe: flag.description,
    ...((flag.type === 'string' && flag.mayBeBare !== true) || flag.type === 'list' || flag.type === 'each'
      ? { requiresArg: true }
      : {}),
    ...(flag.type === 'pair' ? { nargs: 2 } : {}),
    ...(flag.shownDefault === undefined ? {} : { defaultDescription: flag.shownDefault }),
    ...(flag.alias === undefined ? {} : { alias: flag.alias }),
  };
}

function isCommand(word: string): word is CommandName {
  return (commandNames as readonly string[]).includes(word);
}

function unknownCommand(word: string): UsageError {
  const near = didYouMean(word, commandNames);
  const hint = near === null ? `Commands: ${commandNames.join(', ')}.` : `Did you mean '${near}'?`;
  return new UsageError(`There is no command '${word}'.`, hint);
}

function refuseUnknownFlags(command: CommandName, given: readonly string[]): void {
  const flags = [...flagsOf(command), ...sharedFlags];
  const known = [...flags.map(([name]) => name), 'help', 'version'];
  const aliases = ['h', ...flags.flatMap(([, flag]) => (flag.alias === undefined ? [] : [flag.alias]))];
  for (const name of given) {
    if (known.includes(name) || aliases.includes(name)) continue;
    const near = didYouMean(name, known);
    const hint = near === null ? `See datagen ${command} --help.` : `Did you mean '--${near}'?`;
    throw new UsageError(`${command} has no flag '${name.length === 1 ? '-' : '--'}${name}'.`, hint);
  }
}

/** Commands whose words are files to read. */
const takesFiles: ReadonlySet<CommandName> = new Set(['report', 'view', 'merge']);

/** `report a.jsonl b.jsonl` is `report --input a.jsonl --input b.jsonl`. */
function takeFiles(flags: Map<string, unknown>, words: readonly string[]): void {
  if (words.length === 0) return;
  if (flags.get('input') !== undefined)
    throw new UsageError('The datasets are named twice.', 'Leave out --input.');
  flags.set('input', words);
}

/** `init mine` is `init --dir mine`. */
function takeFolder(flags: Map<string, unknown>, words: readonly string[]): void {
  const [folder, ...others] = words;
  if (folder === undefined) return;
  if (others.length > 0 || flags.get('dir') !== undefined)
    throw new UsageError('The folder is named twice.', 'Name one.');
  flags.set('dir', folder);
}

function refuseExtraWords(command: CommandName, words: readonly string[]): void {
  const [word] = words;
  if (word === undefined) return;
  const flag = [...flagsOf(command).keys()].find((name) => ['input', 'data', 'output'].includes(name));
  const hint = flag === undefined ? '' : `Name a file with --${flag} ${word}.`;
  throw new UsageError(`${command} takes flags only, not '${word}'.`, hint);
}

function optionValue(value: unknown): OptionText | undefined {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'boolean' || value === undefined ? value : String(value);
}
