import type { JsonValue } from '../types/json.js';
import type { Parameter } from '../types/tool-registry.js';

type Extensions = { readonly [key: string]: JsonValue };

/** Who brings a value, as the catalog or a hint states it (`x-known-by`), else as it was read. */
export function statedSource(
  extensions: Extensions,
  read: Parameter['source'],
): Pick<Parameter, 'source' | 'fromContext'> {
  switch (extensions['x-known-by']) {
    case 'user':
      return { source: 'user' };
    case 'context':
      return { source: 'user', fromContext: true };
    case 'system':
      return { source: 'none' };
    default:
      // What an answer is stated to bring, nobody says.
      return { source: statedLinks(extensions).links === undefined ? read : 'none' };
  }
}

/** `hotels::search_hotels#/results/<any>/id`, one or several. */
export function statedLinks(extensions: Extensions): Pick<Parameter, 'links'> {
  const stated = extensions['x-link'];
  const list = Array.isArray(stated) ? (stated as readonly JsonValue[]) : [stated];
  const links = list.filter((each) => typeof each === 'string' && each.includes('#')) as readonly string[];
  return links.length === 0 ? {} : { links: [...new Set(links)] };
}
