import { isJsonObject } from '../json/is-json-object.js';
import type { RecordView } from '../record-view/record-view.js';
import type { JsonObject } from '../types/json.js';
import { type FigureFamily, known, unknown } from './figure.js';

const minimumObservations = 20;
const smallEnum = 20;

/**
 * Modal share: argument values pooled by parameter name over all endpoints; for each name with at least 20 observations
 * the share of its most common value; the mean over names. Booleans and members of small enums are left out.
 */
export function createModalShare(): FigureFamily {
  const pools = new Map<string, Map<string, number>>();
  return {
    add(view) {
      for (const call of view.calls) {
        for (const { name, pointer, value } of call.leaves) {
          if (typeof value === 'boolean' || isSmallEnum(view, call.name, pointer)) continue;
          const pool = pools.get(name.toLowerCase()) ?? new Map<string, number>();
          const key = JSON.stringify(value);
          pool.set(key, (pool.get(key) ?? 0) + 1);
          pools.set(name.toLowerCase(), pool);
        }
      }
    },
    figures() {
      const shares: number[] = [];
      for (const pool of pools.values()) {
        const counts = [...pool.values()];
        const total = counts.reduce((sum, count) => sum + count, 0);
        if (total >= minimumObservations)
          shares.push(counts.reduce((most, count) => Math.max(most, count), 0) / total);
      }
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
