import { stringify } from 'yaml';
import { isJsonObject } from '../json/is-json-object.js';
import type { Figures } from '../metrics/figure.js';
import type { FigureReference } from '../metrics/read-references.js';
import { isMet, printTarget, printValue } from '../metrics/render-metrics.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import type { JsonObject } from '../types/json.js';
import { type CardBlock, renderBlock } from './card-blocks.js';
import { markdownTable, plainText } from './markdown.js';
import type { PackageFacts } from './package-facts.js';
import { manifestName, type PackageManifest, toolNamesName } from './package-manifest.js';
import { tableColumns, tableNames } from './package-tables.js';
import { preferenceColumns, preferenceTable } from './preference-table.js';

export type CardInput = {
  readonly facts: PackageFacts;
  readonly manifest: PackageManifest;
  /** The configuration that made the dataset; null where none was saved. */
  readonly saved: JsonObject | null;
};

/** The README of a package: a pure function of its data and manifest, so that it can be made again and compared. */
export function renderCard(input: CardInput): string {
  const front = stringify(frontMatter(input), { lineWidth: 0 });
  const parts = [`---\n${front}---`, `# ${plainText(input.manifest.title)}`];
  for (const [title, block] of sections(input)) {
    if (title !== '') parts.push(`## ${title}`);
    parts.push(renderBlock(block));
  }
  return `${parts.join('\n\n')}\n`;
}

/** What Hugging Face reads; `license`, `pretty_name` and `tags` may be changed by hand. */
export function frontMatter({ facts, manifest }: CardInput): JsonObject {
  const conversations = countConversations(facts);
  const isImported = Object.keys(facts.imported).length > 0;
  const made = isImported
    ? {}
    : {
        annotations_creators: ['machine-generated'],
        language_creators: ['machine-generated'],
        source_datasets: ['original'],
      };
  return {
    pretty_name: manifest.title,
    license: manifest.license,
    language: languagesOf(facts),
    ...made,
    task_categories: ['text-generation'],
    tags: [
      'tool-use',
      'function-calling',
      'agent',
      'multi-turn',
      ...(isImported ? [] : ['synthetic']),
      'datagen',
    ],
    size_categories: [sizeCategory(conversations)],
    configs: configsOf(facts),
  };
}

function configsOf({ splits, pairs }: PackageFacts): JsonObject[] {
  const tables = tableNames.map((table) => ({ table: String(table), in: splits.map(({ name }) => name) }));
  if (pairs.length > 0) tables.push({ table: preferenceTable, in: pairs.map(({ split }) => split) });
  return tables.map(({ table, in: names }) => ({
    config_name: table,
    ...(table === 'default' ? { default: true } : {}),
    data_files: names.map((name) => ({ split: name, path: `${table}/${name}-*.parquet` })),
  }));
}

function languagesOf({ metrics }: PackageFacts): string[] {
  return Object.keys(metrics.shapes.locales).filter((locale) => /^[a-z]{2,3}$/.test(locale));
}

const sizes: readonly (readonly [number, string])[] = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
  [1e7, '1M<n<10M'],
  [1e8, '10M<n<100M'],
];

function sizeCategory(conversations: number): string {
  return sizes.find(([limit]) => conversations < limit)?.[1] ?? '100M<n<1B';
}

function countConversations({ splits }: PackageFacts): number {
  return splits.reduce((sum, { conversations }) => sum + conversations, 0);
}

type Section = readonly [title: string, block: CardBlock];

function sections(input: CardInput): Section[] {
  const { facts, manifest } = input;
  const { shapes } = facts.metrics;
  return [
    ['', { name: 'summary', text: summary(facts) }],
    ['Load it', { name: 'load', text: howToLoad(facts) }],
    ['Splits', { name: 'splits', text: splitsText(facts, manifest) }],
    ['Figures', { name: 'figures', text: figuresText(facts, manifest) }],
    ['What conversations exercise', { name: 'phenomena', text: phenomenaText(facts) }],
    ['Domains', { name: 'domains', text: countsTable('domain', shapes.domains) }],
    ['Shapes', { name: 'shapes', text: shapesText(facts) }],
    ['Tools', { name: 'tools', text: toolsText(facts) }],
    ['Tokens', { name: 'tokens', text: tokensText(facts, manifest) }],
    ['Columns', { name: 'columns', text: columnsText(facts) }],
    ['Sources and configuration', { name: 'sources', text: sourcesText(input) }],
    ['Who speaks and who judges', { name: 'models', text: modelsText(facts) }],
    ['Licence', { name: 'licence', text: licenceText(input) }],
    ['Known limits', { name: 'limits', text: limitsText(facts, manifest) }],
  ];
}

function summary(facts: PackageFacts): string {
  const calls = facts.splits.reduce((sum, split) => sum + split.calls, 0);
  return [
    `${countConversations(facts)} conversations between a user and an assistant that calls tools: ${calls} calls of`,
    `${facts.endpoints.length} functions of ${facts.calledTools} tools, ${facts.tokens.total} tokens.`,
    '',
    'Everything between the comments `datagen:…` is counted from the data in this folder; `datagen package --check` counts it again.',
  ].join('\n');
}

function howToLoad({ splits, untrained }: PackageFacts): string {
  const [split] = splits;
  const lines = [
    '```python',
    'from datasets import load_dataset  # 4.7 or later reads messages and tools as lists and dicts',
    '',
    `rows = load_dataset("<this repository>", split="${split?.name ?? 'train'}")`,
  ];
  if (untrained.messages > 0)
    lines.push(
      '# Wrong calls before their recovery have weight 0. A trainer without such a mark must not see them:',
      'rows = rows.filter(lambda row: row["num_untrained"] == 0)',
    );
  lines.push(
    '```',
    '',
    'With an older version take the configuration `strings`, where `messages` and `tools` are JSON text. `records` holds, row for row, what proves each conversation: the source of every argument and of every fact in an answer.',
  );
  return lines.join('\n');
}

function splitsText(facts: PackageFacts, { split, left_out: left }: PackageManifest): string {
  const total = countConversations(facts);
  const rows = facts.splits.map((each) => [
    each.name,
    each.conversations,
    percent(total === 0 ? 0 : each.conversations / total),
    wantedOf(split.wanted, each.name),
    ...[each.variants, each.messages, each.calls, each.tools, each.tokens],
  ]);
  for (const name of splitNames)
    if (split.wanted?.[name] !== undefined && !facts.splits.some((each) => each.name === name))
      rows.push([name, 0, percent(0), wantedOf(split.wanted, name), 0, 0, 0, 0, 0]);
  const head = [
    'split',
    'conversations',
    'share',
    'wanted',
    'variants',
    'messages',
    'calls',
    'tools',
    'tokens',
  ];
  const { shared, testTools, pairs } = facts;
  const lines = [markdownTable(head, rows), ''];
  if (pairs.length > 0) {
    const counts = pairs.map(({ split: name, pairs: count }) => `${count} in ${name}`);
    lines.push(
      `Pairs of a right and a wrong message (configuration \`${preferenceTable}\`): ${counts.join(', ')}.`,
      '',
    );
  }
  lines.push(sides[split.by](split.seed));
  lines.push(
    `In several splits: ${shared.twins} groups of variants, ${shared.request} first requests, ${shared.chain} chains, ${shared.entity} entities, ${shared.tool} called tools.`,
  );
  if (testTools.called > 0)
    lines.push(
      `Of ${testTools.called} tools that the test split calls, ${testTools.unseen} are neither called nor offered in another split.`,
    );
  lines.push(
    `Left out: ${left.unreadable} lines that hold no conversation, ${left.too_long} conversations that are too long, ${left.bridges} that tied splits together.`,
  );
  return lines.join('\n');
}

const sides: { readonly [by in PackageManifest['split']['by']]: (seed: number | null) => string } = {
  world: (seed) =>
    `Split by world (seed ${seed}): variants of one conversation, conversations that begin alike, have the same chain of calls or name the same entity are in one split.`,
  tool: (seed) =>
    `Split by tool (seed ${seed}): conversations that call the same tool, begin alike, have the same chain of calls, are variants of one or name the same entity are in one split.`,
  given: () => 'The splits are those of the files that it was made from.',
};

function wantedOf(wanted: PackageManifest['split']['wanted'], name: SplitName): string {
  const share = wanted?.[name];
  return typeof share === 'number' ? percent(share) : '';
}

function figuresText({ metrics }: PackageFacts, { references }: PackageManifest): string {
  const { records } = metrics;
  const parts = [
    `Over ${records.base} base conversations (${records.twins} variants left out). *Peer*: the best offline generator of this kind; *gold*: dialogues of people or models (τ-bench, ToolTalk, API-Bank). Targets are set for datagen's bundled catalog.`,
    figureTable(metrics.figures, references.figures),
  ];
  for (const [locale, figures] of Object.entries(metrics.other_languages)) {
    const language = references.figures.filter((reference) => reference.language);
    parts.push(`Language figures: ${plainText(locale)}`, figureTable(figures, language));
  }
  return parts.join('\n\n');
}

function figureTable(figures: Figures, references: readonly FigureReference[]): string {
  const rows = references.flatMap((reference) => {
    const figure = figures[reference.name];
    if (figure === undefined) return [];
    const met = isMet(figure, reference);
    const basis = figure.value === null ? '' : String(figure.basis);
    const value = printValue(figure, reference);
    return [
      [
        reference.title,
        value,
        printTarget(reference),
        met,
        basis,
        reference.peer ?? '',
        reference.gold ?? '',
      ],
    ];
  });
  return markdownTable(['figure', 'value', 'target', 'met', 'basis', 'peer', 'gold'], rows);
}

function phenomenaText({ metrics }: PackageFacts): string {
  if (metrics.shapes.phenomena === null) return 'The conversations do not say.';
  const rows = metrics.mix.map(({ phenomenon, count, share, target }) => [
    phenomenon,
    count,
    share === null ? '' : percent(share),
    target === null ? '' : percent(target),
  ]);
  return markdownTable(['phenomenon', 'conversations', 'share', 'target'], rows);
}

function shapesText({ metrics: { shapes } }: PackageFacts): string {
  return [
    ['pattern', shapes.patterns],
    ['mode', shapes.modes],
    ['language', shapes.locales],
    ['calls', shapes.calls_per_conversation],
    ['user turns', shapes.user_turns_per_conversation],
    ['tool error', shapes.error_types],
  ]
    .map(([title, counts]) => countsTable(String(title), counts as { readonly [name: string]: number }))
    .join('\n\n');
}

function countsTable(title: string, counts: { readonly [name: string]: number }): string {
  const entries = Object.entries(counts);
  if (entries.length === 0) return `No ${title}.`;
  const shown = entries.slice(0, mostRows);
  const rest = entries.slice(mostRows).reduce((sum, [, count]) => sum + count, 0);
  const rows = [...shown, ...(rest > 0 ? [[`${entries.length - mostRows} others`, rest] as const] : [])];
  return markdownTable(
    [title, 'conversations'],
    rows.map(([name, count]) => [name, count]),
  );
}

const mostRows = 60;

function toolsText({ endpoints, offeredTools, calledTools }: PackageFacts): string {
  const head = `${offeredTools} tools are offered, ${calledTools} of them called, by ${endpoints.length} functions.`;
  const names = `Functions have names that every trainer takes; \`${toolNamesName}\` maps them to the catalog's own, which stand here and in the configuration \`records\`.`;
  if (endpoints.length === 0) return `${head} ${names}`;
  const rows = endpoints.slice(0, 20).map(({ name, calls }) => [name, calls]);
  return [`${head} ${names}`, markdownTable(['most called', 'calls'], rows)].join('\n\n');
}

function tokensText(
  { tokens, splits }: PackageFacts,
  { tokenizer, max_tokens: most, left_out: left }: PackageManifest,
): string {
  const file = tokenizer.sha256 === null ? '' : ` (SHA-256 ${tokenizer.sha256})`;
  const { total, mean, median, p90, p99, longest } = tokens;
  const limit = most === null ? '' : ` Longer ones than ${most} were left out: ${left.too_long}.`;
  return [
    `Counted with ${plainText(tokenizer.name)}${file}: tools and messages as text, calls as JSON, roles in words; a model's own template differs by its marks.${limit}`,
    markdownTable(
      ['tokens', 'all', ...splits.map(({ name }) => name)],
      [['in all', total, ...splits.map((each) => each.tokens)]],
    ),
    markdownTable(
      ['a conversation', 'tokens'],
      Object.entries({ mean, median, '90 % at most': p90, '99 % at most': p99, longest }),
    ),
  ].join('\n\n');
}

function columnsText({ pairs }: PackageFacts): string {
  const { default: chat, records } = tableColumns;
  const rows = (columns: typeof chat) => columns.map(({ name, type, says }) => [name, types[type], says]);
  return [
    markdownTable(['default, strings', 'type', 'what it is'], rows(chat)),
    markdownTable(['records', 'type', 'what it is'], rows(records)),
    ...(pairs.length === 0
      ? []
      : [markdownTable([preferenceTable, 'type', 'what it is'], rows(preferenceColumns))]),
  ].join('\n\n');
}

const types = {
  json: 'JSON',
  text: 'text',
  texts: 'list of texts',
  whole: 'whole number',
  number: 'number',
  truth: 'true or false',
} as const;

function sourcesText({ facts, manifest, saved }: CardInput): string {
  const lines: string[] = [];
  const imported = Object.entries(facts.imported);
  for (const [format, count] of imported)
    lines.push(
      `- ${count} conversations were imported from the format ${plainText(format)}; who made them, and from what, is not known.`,
    );
  const madeBy = saved !== null && isJsonObject(saved.made_by) ? saved.made_by : {};
  if (imported.length < 1 || saved !== null) {
    const version = typeof madeBy.version === 'string' ? plainText(madeBy.version) : 'not known';
    const hash = typeof madeBy.catalog_hash === 'string' ? plainText(madeBy.catalog_hash) : 'not known';
    lines.push(`- Made by datagen, version ${version}.`, `- Catalog of tools: hash ${hash}.`);
  }
  lines.push(
    saved === null
      ? '- No configuration was saved beside the dataset.'
      : '- The whole configuration is `generation.config.json`; `datagen generate --config` repeats it.',
  );
  lines.push(
    `- Packaged by datagen ${plainText(manifest.made_by)}; \`${manifestName}\` holds its settings and the hash of each file.`,
  );
  const run = saved !== null && isJsonObject(saved.run) ? saved.run : {};
  if (!isJsonObject(run.generate)) return lines.join('\n');
  const settings = Object.entries(run.generate).map(([name, value]) => [name, JSON.stringify(value)]);
  return [lines.join('\n'), markdownTable(['setting of generate', 'value'], settings)].join('\n\n');
}

function modelsText({ agents, metrics }: PackageFacts): string {
  const rows = Object.entries(agents).flatMap(([role, played]) =>
    Object.entries(played).map(([agent, count]) => [role, agent, count]),
  );
  if (rows.length === 0) return 'The conversations do not say who wrote them.';
  const scored = metrics.figures.score_mean_score?.basis ?? 0;
  return [
    markdownTable(['role', 'who', 'conversations'], rows),
    '`offline` is no language model: rules with data. Tool results are always simulated; no API was called.',
    scored === 0 ? 'No conversation was judged.' : `${scored} base conversations were judged.`,
  ].join('\n\n');
}

function licenceText({ facts, manifest }: CardInput): string {
  const said =
    manifest.license === 'unknown'
      ? 'Whoever publishes this dataset has not named a licence yet (`--license`).'
      : `Published under ${plainText(manifest.license)}, as whoever publishes it says.`;
  const models = Object.values(facts.agents).some((played) => Object.keys(played).some(isModel));
  const notes = [said, 'Names and descriptions of tools come from the catalog and stay under its terms.'];
  if (models)
    notes.push(
      'Texts of language models may fall under the terms of their providers, on training other models with them in particular.',
    );
  if (Object.keys(facts.imported).length > 0)
    notes.push('Imported conversations stay under the terms of where they come from.');
  return notes.join(' ');
}

function isModel(agent: string): boolean {
  return !agent.startsWith('offline');
}

function limitsText(facts: PackageFacts, { references, split }: PackageManifest): string {
  const { responses, untrained, metrics, shared, testTools } = facts;
  const lines: string[] = [];
  const imported = Object.values(facts.imported).reduce((sum, count) => sum + count, 0);
  if (imported > 0) lines.push(`Of ${imported} imported conversations no source of any value is known.`);
  if (imported < countConversations(facts))
    lines.push(
      'Users, results and the world behind them are simulated; names and places are plausible, not real.',
    );
  if (responses.inferred > 0)
    lines.push(
      `${responses.inferred} of ${responses.declared + responses.inferred + responses.unknown} calls are of functions whose catalog declares no response: the shape of their results was inferred.`,
    );
  if (untrained.messages > 0)
    lines.push(
      `${untrained.messages} assistant messages in ${untrained.conversations} conversations have weight 0 and are not to be trained on.`,
    );
  if (split.by !== 'tool' && shared.tool > 0)
    lines.push(
      `${shared.tool} tools are called in several splits: the test split says little about tools that were never seen.`,
    );
  else if (testTools.called > testTools.unseen)
    lines.push(
      `${testTools.called - testTools.unseen} of the tools that the test split calls are offered, not called, in others.`,
    );
  const missed = references.figures.flatMap((reference) => {
    const figure = metrics.figures[reference.name];
    return figure !== undefined && isMet(figure, reference) === 'no' ? [plainText(reference.title)] : [];
  });
  if (missed.length > 0) lines.push(`Figures that miss their target: ${missed.join('; ')}.`);
  return lines.length === 0 ? 'None that the data show.' : lines.map((line) => `- ${line}`).join('\n');
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
