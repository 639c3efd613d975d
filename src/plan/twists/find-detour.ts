import type { Random } from '../../random/random.js';
import { isWrite } from '../../sampler/draft.js';
import type { PlanAttempt } from '../../types/plan-row.js';
import type { ChainArgument } from '../../types/tool-chain.js';
import type { Endpoint, Parameter } from '../../types/tool-registry.js';
import type { TwistContext } from './twist-planner.js';

export type Detour = { readonly endpointId: string; readonly arguments: readonly ChainArgument[] };

/** Endpoints looked at before there counts as none. */
const looks = 40;

/**
 * Another endpoint that reads the same kind of thing by the very values that the step takes: a person could expect either
 * to answer. Null where the catalog has none.
 */
export function findDetour(
  step: number,
  { chain, distractors }: PlanAttempt,
  { endpoints, byEntity }: TwistContext,
  random: Random,
): Detour | null {
  const planned = chain.steps[step];
  const endpoint = endpoints.get(planned?.endpointId ?? '');
  if (
    !planned ||
    !endpoint ||
    endpoint.entity === null ||
    isWrite(endpoint.intent) ||
    planned.parallelGroup !== null
  )
    return null;
  const taken = new Set([...chain.steps, ...distractors].map(({ endpointId }) => endpointId));
  const pool = byEntity.get(endpoint.entity) ?? [];
  const start = pool.length === 0 ? 0 : random.integer(0, pool.length - 1);
  for (let look = 0; look < Math.min(looks, pool.length); look += 1) {
    const other = pool[(start + look) % pool.length];
    if (!other || taken.has(other.id) || other.intent !== endpoint.intent) continue;
    if (isList(other) !== isList(endpoint)) continue;
    const mapped = mapArguments(planned.arguments, endpoint, other);
    if (mapped !== null) return { endpointId: other.id, arguments: mapped };
  }
  return null;
}

function isList({ response }: Endpoint): boolean {
  return (response.objects[0]?.at ?? '').includes('*');
}

/** Every value of the one finds a parameter of the other that means and takes the same, and nothing else is required. */
function mapArguments(
  wanted: readonly ChainArgument[],
  endpoint: Endpoint,
  other: Endpoint,
): ChainArgument[] | null {
  const mapped: ChainArgument[] = [];
  for (const { parameter: name, from } of wanted) {
    if (from.kind === 'default') continue;
    const own = endpoint.parameters.find((parameter) => parameter.name === name);
    const match = own && other.parameters.find((parameter) => takesTheSame(own, parameter));
    if (!match || mapped.some(({ parameter }) => parameter === match.name)) return null;
    // An identifier is issued by one tool and means nothing to another.
    if (match.role === 'identifier' && from.kind === 'link' && endpoint.toolId !== other.toolId) return null;
    mapped.push({ parameter: match.name, from });
  }
  const filled = new Set(mapped.map(({ parameter }) => parameter));
  const complete = other.parameters.every(({ name, required }) => !required || filled.has(name));
  return complete && mapped.length > 0 ? mapped : null;
}

function takesTheSame(own: Parameter, other: Parameter): boolean {
  if (own.concept === null || other.concept === null || own.concept.id !== other.concept.id) return false;
  const plain = [own, other].every(({ schema }) => schema.enum === undefined && schema.pattern === undefined);
  return (
    plain &&
    own.schema.type === other.schema.type &&
    own.schema.format === other.schema.format &&
    other.schema.minimum === undefined &&
    other.schema.maximum === undefined
  );
}
