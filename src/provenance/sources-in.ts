import type { Source } from '../types/provenance.js';

/** A source with all that it is derived from, itself first, however deep. */
export function sourcesIn(source: Source): Source[] {
  return source.kind === 'derived' ? [source, ...source.inputs.flatMap(sourcesIn)] : [source];
}

/** Ids of the calls whose outputs a source draws on, in its order. */
export function callsOf(source: Source): string[] {
  if (source.kind === 'output') return [source.call];
  return source.kind === 'derived' ? source.inputs.flatMap(callsOf) : [];
}
