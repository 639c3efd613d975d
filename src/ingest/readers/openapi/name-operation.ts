import { singularize } from '../../../concepts/singularize.js';
import { tokenizeName } from '../../../concepts/tokenize-name.js';
import type { Operation } from './list-operations.js';

/** Verbs by which people speak of what a method does. */
const verbs: { readonly [method: string]: string } = { put: 'update', patch: 'update', post: 'post' };

/** `GET /pets/{petId}/photos` as `get pet photos`, `DELETE /pets/{petId}` as `delete pet by pet id`. */
export function wordsOfPath({ method, path }: Pick<Operation, 'method' | 'path'>): string {
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
