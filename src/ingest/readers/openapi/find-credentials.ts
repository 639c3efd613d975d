import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject } from '../../../types/json.js';
import { isJsonList, member, textMember } from '../../json-shape.js';
import type { OpenDocument } from './open-document.js';

/** Where whoever runs the tools puts a key or token. */
export type Credential = {
  /** Of the security scheme. */
  readonly scheme: string;
  readonly in: string;
  readonly name: string;
};

/** The credentials that the security schemes of a description ask for. Those that a scheme leaves open are the header `Authorization`. */
export function findCredentials(document: OpenDocument): readonly Credential[] {
  const holder = document.isSwagger ? document.root : member(document.root, 'components');
  const schemes = isJsonObject(holder)
    ? member(holder, document.isSwagger ? 'securityDefinitions' : 'securitySchemes')
    : undefined;
  if (!isJsonObject(schemes)) return [];
  return Object.entries(schemes).flatMap(([scheme, raw]): readonly Credential[] => {
    const described = document.follow(raw, () => {});
    if (described === null) return [];
    return [{ scheme, ...placeOf(described) }];
  });
}

function placeOf(scheme: JsonObject): Omit<Credential, 'scheme'> {
  const name = textMember(scheme, 'name');
  return textMember(scheme, 'type') === 'apiKey' && name !== ''
    ? { in: textMember(scheme, 'in'), name }
    : { in: 'header', name: 'Authorization' };
}

/** Whether whoever calls an operation must show who they are. */
export function isSecured(operation: JsonObject, { root }: OpenDocument): boolean {
  const security = member(operation, 'security') ?? member(root, 'security');
  return isJsonList(security) && security.length > 0;
}

/** Whether a parameter is a credential, or one of the headers that whoever makes the request sets. */
export function isSetByCaller(
  { in: place, name }: { readonly in: string; readonly name: string },
  credentials: readonly Credential[],
  secured: boolean,
): 'credential' | 'negotiation' | null {
  const isSame = (other: Credential): boolean =>
    other.in === place &&
    (place === 'header' ? other.name.toLowerCase() === name.toLowerCase() : other.name === name);
  if (credentials.some(isSame)) return 'credential';
  const plain = name.toLowerCase().replace(/^x-|[^a-z]/g, '');
  if (keys.has(plain) || (secured && plain === 'token')) return 'credential';
  if (place !== 'header') return null;
  const header = name.toLowerCase();
  if (header === 'authorization' || header === 'proxy-authorization') return 'credential';
  return negotiated.has(header) ? 'negotiation' : null;
}

/** Names that documents without a scheme, or with another one, list among the parameters of each operation. */
const keys = new Set(['apikey', 'accesstoken', 'authtoken', 'oauthtoken', 'bearertoken']);

const negotiated = new Set([
  'accept',
  'content-type',
  'content-length',
  'host',
  'user-agent',
  'accept-encoding',
]);
