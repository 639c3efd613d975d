import type { JsonObject } from '../types/json.js';
import { type CardInput, countConversations } from './card-input.js';
import type { PackageFacts } from './package-facts.js';
import { tableNames } from './package-tables.js';
import { preferenceTable } from './preference-table.js';

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
    // Nobody says so where nobody knows.
    ...(facts.languages.length === 0 ? {} : { language: facts.languages }),
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
