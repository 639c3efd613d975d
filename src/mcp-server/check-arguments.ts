import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors/usage-error.js';
import type { JsonObject } from '../types/json.js';
import type { ServerTool } from './server-tool.js';

/** Checks arguments against the schema of their tool. Throws `UsageError`. */
export type ArgumentCheck = (tool: ServerTool, given: JsonObject) => void;

export function createArgumentCheck(): ArgumentCheck {
  const ajv = new Ajv2020({ strict: false, verbose: true });
  const checks = new Map<ServerTool, ValidateFunction>();
  return (tool, given) => {
    const check = checks.get(tool) ?? ajv.compile(tool.inputSchema);
    checks.set(tool, check);
    if (check(given)) return;
    const [error] = check.errors ?? [];
    if (error !== undefined) throw describe(tool, error);
  };
}

function describe({ name, inputSchema }: ServerTool, error: ErrorObject): UsageError {
  const { keyword, instancePath, params, parentSchema, message = 'is wrong', data } = error;
  if (keyword === 'additionalProperties') {
    const unknown = String(params.additionalProperty).slice(0, 60);
    const properties = instancePath === '' ? inputSchema.properties : parentSchema?.properties;
    const known = Object.keys((properties ?? {}) as object);
    const near = didYouMean(unknown, known);
    const hint = near === null ? `It takes: ${known.join(', ')}.` : `Did you mean '${near}'?`;
    return new UsageError(
      `${name} takes no argument '${instancePath.slice(1)}${instancePath && '/'}${unknown}'.`,
      hint,
    );
  }
  const value = (JSON.stringify(data) ?? 'absent').slice(0, 60);
  const members = keyword === 'enum' ? ` (${(params.allowedValues as unknown[]).join(', ')})` : '';
  return new UsageError(`${instancePath.slice(1) || 'The whole'} is ${value}: it ${message}${members}.`, '');
}
