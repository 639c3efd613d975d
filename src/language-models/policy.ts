import { readFileSync } from 'node:fs';
import { ComponentConfigError } from '../errors/component-config-error.js';
import { ModelRunError } from '../errors/model-run-error.js';
import { parseYaml } from '../shipped/parse-yaml.js';
import { schemaCheck } from '../shipped/schema-check.js';
import type { DatasetRecord } from '../types/dataset-record.js';

/** Which models may generate. */
export type ModelPolicy = {
  /** Where it was read, for messages. */
  readonly source: string;
  readonly name: string;
  /** Exact ids. */
  readonly allowed: ReadonlySet<string>;
};

type Document = { readonly name?: string; readonly allowed_models: readonly string[] };

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    allowed_models: { type: 'array', items: { type: 'string', minLength: 1 } },
  },
  required: ['allowed_models'],
  additionalProperties: false,
};

/** Reads a policy file, `config/policies/example.yaml` or one's own; none without a path. Throws `ComponentConfigError`. */
export function readPolicy(path: string | null): ModelPolicy | null {
  if (path === null) return null;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ComponentConfigError(path, 'it cannot be read', { cause });
  }
  return parsePolicy(text, path);
}

const checkDocument = schemaCheck<Document>(() => schema);

/** A policy from YAML. Throws `ComponentConfigError`. */
export function parsePolicy(yaml: string, source = 'the policy'): ModelPolicy {
  let content: unknown;
  try {
    content = parseYaml(yaml);
  } catch (cause) {
    throw new ComponentConfigError(source, 'it cannot be read as YAML', { cause });
  }
  const validate = checkDocument();
  if (!validate(content)) {
    const [problem] = validate.errors ?? [];
    const place = (problem?.instancePath ?? '').slice(1).replaceAll('/', '.');
    throw new ComponentConfigError(
      source,
      `\`${place || 'policy'}\` ${problem?.message ?? 'is not valid'}; a policy is \`allowed_models\`, a list of exact model ids`,
    );
  }
  return { source, name: content.name ?? source, allowed: new Set(content.allowed_models) };
}

/** Throws `ModelRunError` (`policy`) unless a model may generate. Without a policy all may. */
export function checkModel(model: string, policy: ModelPolicy | null): void {
  if (policy === null || isOffline(model) || policy.allowed.has(model)) return;
  throw new ModelRunError(
    'policy',
    `The policy ${policy.source} does not allow the model ${shown(model)}. It allows: ${[...policy.allowed].join(', ') || 'none'}. Use one of these, or change the policy.`,
  );
}

/** Throws `ModelRunError` (`policy`) when a model made, judged or mended a record that may not, as on export. */
export function checkRecordModels(
  record: Pick<DatasetRecord, 'conversation_id' | 'metadata' | 'judge_scores'>,
  policy: ModelPolicy | null,
): void {
  const models = new Set<unknown>(Object.values(record.metadata.agents ?? {}));
  if (record.judge_scores) models.add(record.judge_scores.judge_model);
  for (const model of models) {
    // A record of others may hold anything here, and several models for one role.
    const named =
      typeof model === 'string' ? [model] : Array.isArray(model) ? model.map(String) : [String(model)];
    for (const each of named)
      try {
        checkModel(each, policy);
      } catch (error) {
        if (!(error instanceof ModelRunError)) throw error;
        throw new ModelRunError('policy', `${record.conversation_id}: ${error.message}`);
      }
  }
}

function isOffline(model: string): boolean {
  return model === 'offline' || /^offline-[a-z]+@[\w.]+$/.test(model);
}

/** Ids out of files and answers may hold anything. */
function shown(model: string): string {
  return JSON.stringify(model.slice(0, 120)).slice(1, -1);
}
