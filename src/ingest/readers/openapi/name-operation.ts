import { singularize } from '../../../concepts/singularize.js';
import { tokenizeName } from '../../../concepts/tokenize-name.js';
import type { Operation } from './list-operations.js';

/** Verbs by which people speak of what a method does. */
const verbs: { readonly [method: string]: string } = { put: 'update', patch: 'update', post: 'post' };

/**
 * What an operation is called in words: its id, but what generators make of method and path (`GET_pets-pet_id-photos`,
 * `list_photos_pets__pet_id__photos_get`) is read as what stands before that, or else as the path is.
 */
export function nameOf(operationId: string, operation: Pick<Operation, 'method' | 'path'>): string {
  const { method, path } = operation;
  const words = tokenizeName(operationId).filter((word) => word !== '');
  if (words.length === 0) return wordsOfPath(operation);
  const ofPath = tokenizeName(path.slice(0, 300));
  if (ofPath.length === 0) return operationId;
  const spoken = words.join(' ');
  const made = ofPath.join(' ');
  if (spoken === made || spoken === `${method} ${made}` || spoken === `${made} ${method}`)
    return wordsOfPath(operation);
  const ending = ` ${made} ${method}`;
  return spoken.endsWith(ending) ? spoken.slice(0, -ending.length) : operationId;
}

/** `GET /pets/{petId}/photos` as `get pet photos`, `DELETE /pets/{petId}` as `delete pet by pet id`. */
function wordsOfPath({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  const segments = path
    .slice(0, 300)
    .split('/')
    .filter((segment) => segment !== '' && !/^v\d+$/i.test(segment));
  const words = segments.flatMap((segment, index): readonly string[] => {
    if (isPlaceholder(segment)) return [];
    const own = tokenizeName(segment.replace(/\{[^{}]*\}/g, ' '));
    const last = own.at(-1);
    // Of a collection, what follows is one member.
    const isOne = last !== undefined && isPlaceholder(segments[index + 1] ?? '');
    return isOne ? [...own.slice(0, -1), singularize(last)] : own;
  });
  const key = segments.at(-1) ?? '';
  const by = isPlaceholder(key) ? tokenizeName(/\{([^{}]+)\}/.exec(key)?.[1] ?? '') : [];
  return [verbs[method] ?? method, ...words, ...(by.length > 0 ? ['by', ...by] : [])].join(' ');
}

function isPlaceholder(segment: string): boolean {
  return /^\{[^{}]+\}(?:\.[a-z]+)?$/.test(segment);
}
