import { nameWords } from '../sampler/name-words.js';
import type { Endpoint } from '../types/tool-registry.js';

/** Words that half of all endpoints have in their names. */
export const commonWords: ReadonlySet<string> = new Set([
  ...[
    'get',
    'list',
    'search',
    'find',
    'fetch',
    'show',
    'read',
    'lookup',
    'query',
    'create',
    'add',
    'post',
    'new',
    'update',
  ],
  ...[
    'delete',
    'remove',
    'set',
    'all',
    'the',
    'and',
    'for',
    'with',
    'from',
    'into',
    'ids',
    'data',
    'info',
    'information',
  ],
  ...[
    'detail',
    'details',
    'api',
    'endpoint',
    'request',
    'result',
    'results',
    'item',
    'items',
    'name',
    'names',
    'available',
  ],
]);

const wordsOf = new WeakMap<Endpoint, readonly string[]>();

/** What a name says beyond what all names say: as the model sees it, after the tool's own name. */
export function tellingWords(endpoint: Endpoint): readonly string[] {
  let words = wordsOf.get(endpoint);
  if (!words) {
    const { callName } = endpoint;
    const tool = callName.indexOf('::');
    const own = tool < 0 ? '' : callName.slice(tool + 2);
    words = [...new Set(nameWords(own))].filter((word) => word.length >= 3 && !commonWords.has(word));
    wordsOf.set(endpoint, words);
  }
  return words;
}
