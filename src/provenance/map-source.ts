import type { Source } from '../types/provenance.js';

/** Applies a change to a source and to the inputs of derived ones, however deep. */
export function mapSource(change: (source: Source) => Source): (source: Source) => Source {
  const map = (source: Source): Source =>
    source.kind === 'derived' ? { ...source, inputs: source.inputs.map(map) } : change(source);
  return map;
}
