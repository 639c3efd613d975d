import { childPointer } from '../json/json-pointer.js';
import type { JsonPointer } from '../types/json.js';
import type { RawEndpoint, RawParameter } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { Parameter } from '../types/tool-registry.js';
import { buildParameter, type ParameterContext } from './build-parameter.js';
import { isCredential, isUpload } from './exclusions.js';

export type BuiltParameters = {
  readonly parameters: readonly Parameter[];
  /** Places of those that nobody is offered: secrets, files. */
  readonly leftOut: readonly JsonPointer[];
  /** Why the endpoint cannot be called with what a conversation has, or null. */
  readonly blocked: { readonly reason: Refusal['reason']; readonly detail: string } | null;
};

/** Property names that an object literal cannot carry as data; no real API uses them. */
const unusableNames = new Set(['__proto__', '']);

/** All parameters of an endpoint, duplicates and secrets taken out, required ones first in the catalog's order. */
export function buildParameters(
  endpoint: RawEndpoint,
  given: Omit<ParameterContext, 'companions'>,
  refuse: (reason: Refusal['reason'], parameter: string, detail: string) => void,
): BuiltParameters {
  const companions = new Set(endpoint.optional.flatMap((each) => each.companions ?? []));
  const context: ParameterContext = { ...given, companions };
  const parameters: Parameter[] = [];
  const taken = new Map<string, RawParameter>();
  const leftOut: JsonPointer[] = [];
  let blocked: BuiltParameters['blocked'] = null;
  const placeholders = urlPlaceholders(endpoint.url);

  const listed = [
    ...endpoint.required.map((raw) => ({ raw, required: true })),
    ...endpoint.optional.map((raw) => ({ raw, required: placeholders.has(raw.name) })),
  ];
  for (const { raw, required } of listed) {
    const name = raw.name.trim();
    if (unusableNames.has(name)) {
      if (required)
        blocked ??= {
          reason: 'required_parameter_without_source',
          detail: 'a required parameter has no usable name',
        };
      refuse('technical_parameter', raw.name, 'The name cannot be used in a call.');
      continue;
    }
    const key = name.toLowerCase();
    const earlier = taken.get(key);
    if (earlier !== undefined) {
      refuse(
        'duplicate_parameter',
        name,
        earlier.name.trim() === name
          ? 'Listed twice; the first one stands.'
          : `Differs from '${earlier.name.trim()}' in case only; the first one stands.`,
      );
      continue;
    }
    taken.set(key, raw);
    const clean: RawParameter = { ...raw, name };
    if (isCredential(clean, context.knowledge)) {
      refuse(
        'credential_parameter',
        name,
        required ? 'Required, so the endpoint is not used.' : 'Optional, so it is left out.',
      );
      if (required) blocked ??= { reason: 'needs_credentials', detail: `requires the secret '${name}'` };
      leftOut.push(placeOf(raw));
      continue;
    }
    if (raw.isUnknown === true) {
      if (required)
        blocked ??= {
          reason: 'input_cannot_be_met',
          detail: `what '${name}' must be could not be read`,
        };
      else continue;
    }
    if (isUpload(clean, context.knowledge)) {
      if (required) blocked ??= { reason: 'needs_file_upload', detail: `requires the file '${name}'` };
      else refuse('technical_parameter', name, 'Carries a file; left out.');
      if (!required) {
        leftOut.push(placeOf(raw));
        continue;
      }
    }
    parameters.push(buildParameter(clean, required, context));
  }
  for (const placeholder of placeholders) {
    if (taken.has(placeholder.toLowerCase())) continue;
    refuse(
      'placeholder_without_parameter',
      placeholder,
      `The URL holds {${placeholder}}, which no parameter fills.`,
    );
    blocked ??= {
      reason: 'required_parameter_without_source',
      detail: `the URL holds {${placeholder}}, which no parameter fills`,
    };
  }
  return {
    parameters: [...parameters.filter((one) => one.required), ...parameters.filter((one) => !one.required)],
    leftOut,
    blocked,
  };
}

function placeOf({ at, name }: RawParameter): JsonPointer {
  return at ?? childPointer('', name);
}

function urlPlaceholders(url: string): ReadonlySet<string> {
  const path = url.slice(0, 1_000);
  const found = new Set<string>();
  for (const match of path.matchAll(/\{([^{}/]{1,60})\}/g)) found.add((match[1] ?? '').trim());
  return found;
}
