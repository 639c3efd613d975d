import { matchesName } from '../hints/matches-name.js';
import type { PointerPattern } from '../types/json.js';
import type { Endpoint, Parameter, ToolRegistry } from '../types/tool-registry.js';
import type { ValueIdentity } from './value-identity.js';

/** Links that a catalog or a hint states, as identities that both ends have in common. */
export type StatedLinks = {
  /** What a parameter is stated to take. */
  readonly wanted: (parameter: Parameter) => readonly ValueIdentity[];
  /** What a field is stated to bring. */
  readonly brought: (endpointId: string, pointer: PointerPattern) => ValueIdentity | null;
};

/** `<call name>#<pointer>`: the endpoints of a stated link (`*` for any), and the field of their answers. */
export function findLinkEnd(
  link: string,
  { endpoints }: Pick<ToolRegistry, 'endpoints'>,
): { readonly endpoints: readonly Endpoint[]; readonly pointer: PointerPattern } {
  const hash = link.indexOf('#');
  const name = link.slice(0, hash).trim();
  const isMeant = ({ callName, id, functionName }: Endpoint): boolean =>
    matchesName(name, callName) || matchesName(name, id) || matchesName(name, functionName ?? callName);
  return { endpoints: endpoints.filter(isMeant), pointer: link.slice(hash + 1).trim() };
}

/** Looked up once for a registry. Links that lead nowhere are none. */
export function createStatedLinks(registry: Pick<ToolRegistry, 'endpoints'>): StatedLinks {
  const wanted = new Map<string, readonly ValueIdentity[]>();
  const brought = new Map<string, ValueIdentity>();
  for (const { parameters } of registry.endpoints)
    for (const link of parameters.flatMap((parameter) => parameter.links ?? [])) {
      if (wanted.has(link)) continue;
      const { endpoints, pointer } = findLinkEnd(link, registry);
      const sources = endpoints.filter(({ response }) =>
        response.fields.some((field) => field.pointer === pointer),
      );
      wanted.set(
        link,
        sources.map(({ id }) => identityOf(id, pointer)),
      );
      for (const { id } of sources) brought.set(`${id} ${pointer}`, identityOf(id, pointer));
    }
  return {
    wanted: ({ links = [] }) => links.flatMap((link) => wanted.get(link) ?? []),
    brought: (endpointId, pointer) =>
      brought.size === 0 ? null : (brought.get(`${endpointId} ${pointer}`) ?? null),
  };
}

function identityOf(endpointId: string, pointer: PointerPattern): ValueIdentity {
  const entity = `stated ${endpointId}#${pointer}`;
  return { concept: null, entity, anchor: null, confidence: 1, pointed: true, stated: true };
}
