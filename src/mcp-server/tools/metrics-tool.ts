import { UsageError } from '../../errors/usage-error.js';
import type { Metrics } from '../../metrics/metrics.js';
import { parseReferences } from '../../metrics/read-references.js';
import { renderComparison } from '../../metrics/render-comparison.js';
import { renderMetrics } from '../../metrics/render-metrics.js';
import { renderGraphCoverage } from '../../report/render-graph-coverage.js';
import type { GraphCoverage } from '../../steering/coverage-meter.js';
import type { JsonObject } from '../../types/json.js';
import { count, countOrNone, described, flag, list, notes, object, text } from '../output-schemas.js';
import { readOnly, type ServerTool, type ToolAnswer, type ToolOptions } from '../server-tool.js';
import { createSettingSchemas } from '../setting-schemas.js';

/** Dataset to figures. */
export function createMetricsTool({ config, confinement }: ToolOptions): ServerTool {
  const schemas = createSettingSchemas(config)('metrics', {
    input: 'Dataset to measure: a file of one JSON record a line.',
    artifacts: "Folder of the graph that 'build' wrote, to measure coverage against.",
  });
  const compare = {
    ...{ type: 'string', minLength: 1 },
    description: 'A second dataset, to set beside the first; the text then shows both and how they differ.',
  };
  return {
    name: 'metrics',
    title: 'Measure a dataset',
    description:
      'Compute the figures of a dataset beside reference values: validity and sources of calls, diversity of chains and language, duplicates, mix of phenomena, coverage. With compare, two datasets side by side.',
    inputSchema: { type: 'object', properties: { ...schemas, compare }, additionalProperties: false },
    outputSchema,
    annotations: readOnly,
    prepare(given) {
      const input = confinement.locate(String(given.input ?? config.metrics.input), 'entries');
      const other = given.compare === undefined ? null : confinement.locate(String(given.compare), 'entries');
      const wanted = given.artifacts ?? config.metrics.artifacts;
      if (other !== null && given.artifacts !== undefined)
        throw new UsageError('Coverage is measured of one dataset.', 'Leave out compare or artifacts.');
      const graph = wanted === null || other !== null ? null : confinement.locate(String(wanted), 'entries');
      const places = [input, other, graph].flatMap((place) => (place === null ? [] : [place.real]));
      return {
        config: {
          ...config,
          metrics: {
            input: input.path,
            artifacts: graph?.path ?? null,
            compare: other === null ? null : [input.path, other.path],
          },
        },
        places: { reads: places, writes: [] },
        answer({ document, notes: told }) {
          const references = parseReferences(config.components.metrics);
          if (other !== null) return describeTwo((document as Compared).compare, references, told);
          const { graph_coverage: covered, ...metrics } = document as Measured;
          const datasets = [{ input: input.path, ...metrics }];
          const parts = [
            renderMetrics(metrics, references),
            ...(covered === undefined ? [] : [renderGraphCoverage(covered)]),
            ...told,
          ];
          return {
            structured: toStructured(datasets, covered, told),
            text: parts.join('\n'),
          };
        },
      };
    },
  };
}

const number = { type: ['number', 'null'] } as const;
const figures = {
  type: 'object',
  additionalProperties: object({ value: number, basis: { type: 'number' }, comparable: flag, note: text }, [
    'note',
  ]),
} as const;

const outputSchema = object(
  {
    datasets: list(
      object({
        input: text,
        seed: count,
        records: object({ total: count, base: count, twins: count, skipped: count }),
        language: described({ type: ['string', 'null'] }, 'Locale of the language figures.'),
        figures: described(
          figures,
          'Shares are 0 to 1; null where the file does not say it. comparable: whether there is enough to set it beside the reference values.',
        ),
        other_languages: { type: 'object', additionalProperties: figures },
        mix: list(object({ phenomenon: text, count, share: number, target: number })),
        shapes: described(
          {
            type: 'object',
            additionalProperties: { type: ['object', 'null'], additionalProperties: countOrNone },
          },
          'How often each domain, pattern, locale and so on occurs.',
        ),
      }),
    ),
    graph_coverage: described({ type: 'object' }, 'What of the graph the dataset uses, with artifacts.'),
    notes,
  },
  ['graph_coverage'],
);

type Measured = Metrics & { readonly graph_coverage?: GraphCoverage };
type NamedDataset = Metrics & { readonly input: string };
type Compared = { readonly compare: readonly NamedDataset[] };

function describeTwo(
  datasets: readonly NamedDataset[],
  references: ReturnType<typeof parseReferences>,
  told: readonly string[],
): ToolAnswer {
  const [one, other] = datasets.map(({ input, ...metrics }) => ({ name: input, metrics }));
  const table = one === undefined || other === undefined ? '' : renderComparison(one, other, references);
  return { structured: toStructured(datasets, undefined, told), text: [table, ...told].join('\n') };
}

/** The document is JSON, and has no more parts than the schema names. */
function toStructured(
  datasets: readonly NamedDataset[],
  covered: GraphCoverage | undefined,
  told: readonly string[],
): JsonObject {
  return {
    datasets: datasets.map(
      ({ input, seed, records, language, figures: found, other_languages, mix, shapes }) => ({
        ...{ input, seed, records, language, figures: found, other_languages, shapes: boundedShapes(shapes) },
        mix: mix.map((each) => ({ ...each })),
      }),
    ) as unknown as JsonObject[],
    ...(covered === undefined ? {} : { graph_coverage: covered as unknown as JsonObject }),
    notes: [...told],
  };
}

/** Catalogs may have thousands of domains: of each shape the most frequent ones. */
function boundedShapes(shapes: Metrics['shapes']): Metrics['shapes'] {
  const most = 100;
  const entries = Object.entries(shapes).map(([name, counts]) => {
    const all = Object.entries(counts ?? {});
    if (counts === null || all.length <= most) return [name, counts];
    return [name, Object.fromEntries(all.sort(([, one], [, other]) => other - one).slice(0, most))];
  });
  return Object.fromEntries(entries);
}
