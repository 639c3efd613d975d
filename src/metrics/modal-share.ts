import { isJsonObject } from '../json/is-json-object.js';
import type { RecordView } from '../record-view/record-view.js';
import type { JsonObject } from '../types/json.js';
import { type FigureFamily, known, unknown } from './figure.js';
import { createHashCounts } from './hash-counts.js';
import { hashText } from './hash-text.js';

const minimumObservations = 20;
const smallEnum = 20;
/** A value that first turns up behind so many others of its name is taken not to be the most common one. */
const mostValues = 20_000;

type Pool = { total: number; most: number; values: number };

/**
 * Modal share: argument values pooled by parameter name over all endpoints; for each name with at least 20 observations
 * the share of its most common value; the mean over names. Booleans and members of small enums are left out.
 */
export function createModalShare(): FigureFamily {
  const pools = new Map<string, Pool>();
  const counts = createHashCounts();
  return {
    add(view) {
      for (const call of view.calls) {
        for (const { name, pointer, value } of call.leaves) {
          if (typeof value === 'boolean' || isSmallEnum(view, call.name, pointer)) continue;
          const folded = name.toLowerCase();
          let pool = pools.get(folded);
          if (pool === undefined) {
            pool = { total: 0, most: 0, values: 0 };
            pools.set(folded, pool);
          }
          const hash = hashText(`${folded}\n${JSON.stringify(value)}`, 0);
          const count = pool.values < mostValues ? counts.add(hash) : counts.addKnown(hash);
          pool.total += 1;
          pool.most = Math.max(pool.most, count);
          if (count === 1) pool.values += 1;
        }
      }
    },
    figures() {
      const shares: number[] = [];
      for (const { total, most } of pools.values())
        if (total >= minimumObservations) shares.push(most / total);
      if (shares.length === 0)
        return { modal_share: unknown(`no parameter was given ${minimumObservations} times`) };
      return {
        modal_share: known(shares.reduce((sum, value) => sum + value, 0) / shares.length, shares.length),
      };
    },
  };
}

function isSmallEnum(view: RecordView, callName: string, pointer: string): boolean {
  let node: JsonObject | undefined = view.tools.get(callName)?.parameters;
  for (const segment of pointer.split('/').slice(1)) {
    if (node === undefined) return false;
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    const properties: unknown = node.properties;
    const next: unknown =
      isJsonObject(properties) && Object.hasOwn(properties, name)
        ? properties[name]
        : /^\d+$/.test(name)
          ? node.items
          : undefined;
    node = isJsonObject(next) ? next : undefined;
  }
  return node !== undefined && Array.isArray(node.enum) && node.enum.length < smallEnum;
}
