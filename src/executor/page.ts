import type { Endpoint } from '../types/tool-registry.js';
import type { ReadArguments } from './read-arguments.js';

/** Which part of a list an answer shows. */
export type Page = {
  /** Members of the whole list. */
  readonly total: number;
  /** True where the call asks for a part of it, so that an answer may count more than it shows. */
  readonly isPart: boolean;
  /** Index of the first one shown. */
  readonly start: number;
  /** Most that a page holds. */
  readonly size: number;
  /** From 1. */
  readonly number: number;
};

/** How long a list is: `usual` members make one page, `more` follow on others; `total` is null while nothing was told of it. */
type Length = { readonly usual: number; readonly more: number; readonly total: number | null };

/** Which part of its list a call asks for. */
export function pageOf(endpoint: Endpoint, args: ReadArguments, { usual, more, total }: Length): Page {
  const turns = endpoint.parameters.filter(
    ({ name, role }) => (role === 'page' || role === 'offset') && Object.hasOwn(args.given, name),
  );
  const isPaged = turns.length > 0;
  const size = args.limit ?? (isPaged ? Math.max(usual, 1) : Number.MAX_SAFE_INTEGER);
  const start = args.offset + (args.page - 1) * size;
  // Who asks for a later page first knows that there is one.
  const first = start > 0 ? start + usual : isPaged ? usual + more : usual;
  const isPart = args.limit !== null || turns.some(({ name }) => turnNames.test(name));
  return { total: total ?? first, isPart, start, size, number: args.page };
}

/** Names that anyone takes for a place in a list. */
const turnNames = /^(page|offset|start|skip|cursor|page_?(number|no|index|token))$/i;
