import type { Parameter } from '../types/tool-registry.js';

/** The name under which a parameter is compared with fields of answers. */
export function ownNameOf({ name, ownName }: Pick<Parameter, 'name' | 'ownName'>): string {
  return ownName ?? name;
}
