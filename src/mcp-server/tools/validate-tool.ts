import { lawNames } from '../../report/law-names.js';
import type { JsonObject } from '../../types/json.js';
import type { Law } from '../../types/verdict.js';
import { boundedList } from '../bounded.js';
import { count, counts, described, flag, list, notes, object, text, violation } from '../output-schemas.js';
import { readOnly, type ServerTool, type ToolOptions } from '../server-tool.js';
import { createSettingSchemas } from '../setting-schemas.js';

/** Dataset to broken laws. */
export function createValidateTool({ config, confinement }: ToolOptions): ServerTool {
  const properties = createSettingSchemas(config)('validate', {
    input: 'Dataset to check: a file of one JSON record a line.',
  });
  return {
    name: 'validate',
    title: 'Check the laws',
    description:
      'Check every law on every conversation of a dataset, from the file alone: the record format, roles in order, calls that keep the schemas of their tools, every argument with a source, answers that agree with each other. Lists what is broken, line by line.',
    inputSchema: { type: 'object', properties, additionalProperties: false },
    outputSchema: object(
      {
        input: text,
        kept: described(flag, 'Whether no law is broken.'),
        records: count,
        valid: described(count, 'Records without a violation.'),
        violations: count,
        by_law: described(counts, 'Violations by the number of the law.'),
        shown: list(violation, 'The first violations, as many as fit.'),
        unchecked_variants: count,
        imported: described(count, 'Conversations of others, of which less can be checked.'),
        unchecked: described(counts, 'What could not be checked, and in how many of them.'),
        notes,
      },
      ['imported', 'unchecked'],
    ),
    annotations: readOnly,
    prepare(given) {
      const input = confinement.locate(String(given.input ?? config.validate.input), 'entries');
      return {
        config: { ...config, validate: { ...config.validate, input: input.path } },
        places: { reads: [input.real], writes: [] },
        answer: ({ document, notes: told }) => describe(document as Report, told),
      };
    },
  };
}

/** What the command prints. */
type Report = {
  readonly input: string;
  readonly records: number;
  readonly valid: number;
  readonly violations: readonly (JsonObject & { readonly law: Law; readonly line: number })[];
  readonly unchecked_variants: number;
  readonly imported?: number;
  readonly unchecked?: { readonly [reason: string]: number };
  readonly by_law: { readonly [law: string]: number };
};

function describe(report: Report, told: readonly string[]): { structured: JsonObject; text: string } {
  const { violations, records, valid, input, by_law, imported, unchecked, unchecked_variants } = report;
  const shown = boundedList(violations, 200, 20_000);
  const structured: JsonObject = {
    ...{ input, kept: violations.length === 0, records, valid, violations: violations.length, by_law },
    ...{ shown, unchecked_variants, notes: [...told] },
    ...(imported === undefined ? {} : { imported }),
    ...(unchecked === undefined ? {} : { unchecked }),
  };
  const lines = [
    violations.length === 0
      ? `${input}: ${records} records, every law kept${imported === undefined ? '' : ' as far as it could be checked'}.`
      : `${input}: ${records} records, ${valid} valid, ${violations.length} violations.`,
    ...shown
      .slice(0, 20)
      .map(
        ({ line, law, rule, place, message }) =>
          `line ${line}: law ${law} (${lawNames[law]}), ${rule}, at ${place || 'the record'}: ${message}`,
      ),
    ...(violations.length > 20 ? [`… ${violations.length - 20} more.`] : []),
    ...told,
  ];
  return { structured, text: lines.join('\n') };
}
