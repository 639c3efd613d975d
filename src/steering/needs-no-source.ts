import type { Parameter } from '../types/tool-registry.js';

/** True of parameters that nobody speaks about: technical ones, and those left to their default. */
export function needsNoSource({ role, source }: Parameter): boolean {
  return role === 'technical' || source === 'default';
}
