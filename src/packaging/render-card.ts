import { stringify } from 'yaml';
import type { Figures } from '../metrics/figure.js';
import type { FigureReference } from '../metrics/read-references.js';
import { isMet, printTarget, printValue } from '../metrics/render-metrics.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import { type CardBlock, renderBlock } from './card-blocks.js';
import { frontMatter } from './card-front-matter.js';
import { type CardInput, countConversations } from './card-input.js';
import { licenceText, limitsText, modelsText, sourcesText } from './card-notes.js';
import { markdownTable, plainText } from './markdown.js';
import type { PackageFacts } from './package-facts.js';
import { type PackageManifest, toolNamesName } from './package-manifest.js';
import { tableColumns } from './package-tables.js';
import { preferenceColumns, preferenceTable } from './preference-table.js';

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

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
