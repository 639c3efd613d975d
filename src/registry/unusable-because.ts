import { tokenizeName } from '../concepts/tokenize-name.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { Endpoint } from '../types/tool-registry.js';
import { isHealthCheck } from './exclusions.js';
import { isIdentifier } from './parameter-role.js';

type Why = { readonly reason: Refusal['reason']; readonly detail: string };

export function unusableBecause(
  raw: RawEndpoint,
  endpoint: Omit<Endpoint, 'unusable'>,
  blocked: Why | null,
  category: string,
  knowledge: Knowledge,
): Why | null {
  if (raw.extensions['x-skip'] === true) return { reason: 'left_out', detail: 'it is stated to be left out' };
  if (blocked !== null) return blocked;
  if (isHealthCheck(raw, category, knowledge))
    return { reason: 'health_check_or_test', detail: 'says only whether the service is up' };
  const words = tokenizeName(raw.name).filter((word) => /[^\d]/.test(word));
  if (words.length === 0 && endpoint.description === '')
    return { reason: 'no_meaning', detail: 'has neither a usable name nor a description' };
  const unknown = endpoint.parameters.find(
    (one) =>
      one.required &&
      one.source === 'none' &&
      !isStated(one.name, raw) &&
      one.role !== 'identifier' &&
      !(one.concept !== null && isIdentifier(one.concept.id, knowledge)),
  );
  if (unknown !== undefined)
    return { reason: 'required_parameter_without_source', detail: `nobody could know '${unknown.name}'` };
  if (endpoint.response.origin === 'unknown')
    return {
      reason: 'response_unknown',
      detail: 'the catalog declares no response and none can be inferred',
    };
  if (!endpoint.response.fields.some((field) => field.object >= 0) && endpoint.response.objects.length > 0)
    return { reason: 'response_without_content', detail: 'the response says nothing about the world' };
  if (!endpoint.response.fields.some((field) => field.label !== ''))
    return { reason: 'response_without_content', detail: 'the response holds no value' };
  return null;
}

/** True where it is stated that an answer brings the value: then somebody knows it. */
function isStated(name: string, { required, optional }: RawEndpoint): boolean {
  const parameter = [...required, ...optional].find((each) => each.name.trim() === name);
  return parameter?.extensions['x-known-by'] === 'system' || parameter?.extensions['x-link'] !== undefined;
}
