import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ComponentConfigError } from '../errors/component-config-error.js';
import { parseYaml } from '../shipped/parse-yaml.js';
import { type Dimension, dimensionNames, phraseLists, type Rubric } from './rubric.js';

const gateNames = [...dimensionNames, 'mean_score'] as const;

/** Reads `config/judge.yaml`, or another file of its form. Throws `ComponentConfigError` naming what is wrong. */
export function readRubric(path?: string): Rubric {
  const file = path ?? fileURLToPath(new URL('../../config/judge.yaml', import.meta.url));
  let content: unknown;
  try {
    content = parseYaml(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ComponentConfigError(file, 'it cannot be read as YAML', { cause });
  }
  return parseRubric(content, file);
}

/** The rubric of settings that were read already, the section `judge` by default. Throws `ComponentConfigError`. */
export function parseRubric(content: unknown, source = 'the section judge of the configuration'): Rubric {
  const problem = findProblem(content as Partial<Rubric> | null);
  if (problem !== null) throw new ComponentConfigError(source, problem);
  return content as Rubric;
}

function findProblem(content: Partial<Rubric> | null): string | null {
  if (typeof content?.version !== 'number') return '`version` must be a number';
  for (const gate of gateNames) {
    const bound = content.gates?.[gate];
    if (typeof bound !== 'number' || bound < 1 || bound > 5)
      return `\`gates.${gate}\` must be a number from 1 to 5`;
  }
  for (const name of dimensionNames) {
    const dimension = content.dimensions?.[name];
    if (!isDimension(dimension)) {
      return `\`dimensions.${name}\` needs \`findings\`, each with numbers \`deduct\` and \`at_most\` and a text \`says\``;
    }
  }
  const { caps, quote, calibration } = content;
  if (!Object.values(caps ?? { none: null }).every((kinds) => isNumbers(kinds, 1, 5)))
    return '`caps` needs scores from 1 to 5 by dimension and kind of finding';
  for (const bound of quoteBounds) {
    if (!Number.isInteger(quote?.[bound]) || (quote?.[bound] ?? 0) < 100)
      return `\`quote.${bound}\` must be a whole number from 100`;
  }
  if (!dimensionNames.every((name) => isNumber(calibration?.alarm_below?.[name], 1, 5)))
    return '`calibration.alarm_below` needs a number from 1 to 5 for each dimension';
  if (!isNumber(calibration?.seen_from, 0, 1)) return '`calibration.seen_from` must be a share from 0 to 1';
  for (const list of phraseLists) {
    const lists = content.phrases?.[list];
    if (!Array.isArray(lists?.en) || !Object.values(lists).every(Array.isArray))
      return `\`phrases.${list}\` needs a list \`en\`, and lists for the other locales`;
  }
  return null;
}

const quoteBounds = ['text_characters', 'total_characters', 'answer_tokens'] as const;

function isNumbers(entries: unknown, least: number, most: number): boolean {
  return (
    typeof entries === 'object' &&
    entries !== null &&
    Object.values(entries).every((entry) => isNumber(entry, least, most))
  );
}

function isNumber(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

function isDimension(dimension: Dimension | undefined): boolean {
  return (
    typeof dimension?.findings === 'object' &&
    dimension.findings !== null &&
    Object.values(dimension.findings).every(
      (rule) =>
        typeof rule?.deduct === 'number' && typeof rule.at_most === 'number' && typeof rule.says === 'string',
    )
  );
}
