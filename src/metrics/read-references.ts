import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ComponentConfigError } from '../errors/component-config-error.js';
import { parseYaml } from '../shipped/parse-yaml.js';

/** How one figure is printed, what we hold it to, and what others reach. */
export type FigureReference = {
  readonly name: string;
  readonly title: string;
  /** `share`: 0–1, printed as a percentage. */
  readonly unit: 'share' | 'number';
  readonly at_least?: number;
  readonly at_most?: number;
  readonly peer?: string;
  readonly gold?: string;
  /** True for figures on language, which are printed for each locale of the file. */
  readonly language?: boolean;
};

export type References = {
  readonly figures: readonly FigureReference[];
  /** Largest difference from a share's target that still counts as met. */
  readonly mix_tolerance: number;
};

/** Reads `config/metrics.yaml`, or another file of its form. Throws `ComponentConfigError`. */
export function readReferences(path?: string): References {
  const file = path ?? fileURLToPath(new URL('../../config/metrics.yaml', import.meta.url));
  let content: unknown;
  try {
    content = parseYaml(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ComponentConfigError(file, 'it cannot be read as YAML', { cause });
  }
  return parseReferences(content, file);
}

/** The references of settings that were read already, the section `metrics` by default. Throws `ComponentConfigError`. */
export function parseReferences(
  content: unknown,
  source = 'the section metrics of the configuration',
): References {
  const { figures, mix_tolerance: tolerance } = (content ?? {}) as Partial<References>;
  if (!Array.isArray(figures) || !figures.every(isReference)) {
    throw new ComponentConfigError(
      source,
      '`figures` must list entries with name, title and unit (share or number)',
    );
  }
  return { figures, mix_tolerance: tolerance ?? 0.01 };
}

function isReference(entry: Partial<FigureReference> | null): boolean {
  return (
    typeof entry?.name === 'string' &&
    typeof entry.title === 'string' &&
    (entry.unit === 'share' || entry.unit === 'number')
  );
}
