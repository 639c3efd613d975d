import type { Source } from '../../types/provenance.js';
import { foldText } from '../reading/fold-text.js';
import { readQuantities } from '../reading/read-quantity.js';
import type { RecordView } from '../record-view.js';
import { remember } from '../remember.js';

/** A number told with a unit that the name of its field contradicts: `protein_g` in kg, `distance_light_years` in years. */
export function fieldUnitProblem(
  view: RecordView,
  source: Extract<Source, { kind: 'output' }>,
  text: string,
): string | null {
  if (source.normalization?.name !== 'unit') return null;
  const { units } = view.facts;
  const field = source.pointer.slice(source.pointer.lastIndexOf('/') + 1);
  const own = unitOf(field, units);
  if (own === null) return null;
  const said = readQuantities(text, view.facts).flatMap(({ after }) => units.get(after) ?? []);
  return said.length === 0 || said.includes(own) ? null : `${field} is no number of ${said.join(' or ')}`;
}

/** The unit that a field's name ends in; a rate ("calories per minute") has one that no table knows. */
function unitOf(field: string, units: ReadonlyMap<string, string>): string | null {
  const words = wordsOf(field);
  const [before, last] = [words.at(-2), words.at(-1)];
  const unit = units.get(`${before} ${last}`) ?? units.get(last ?? '') ?? null;
  return unit !== null && before === 'per' ? `rate by ${unit}` : unit;
}

const wordsOf = remember((field): readonly string[] =>
  field
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9°]+/)
    .map(foldText)
    .filter((word) => word !== ''),
);
