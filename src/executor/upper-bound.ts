import { namesType } from '../json/names-type.js';
import type { JsonValue } from '../types/json.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import type { Siblings } from './sibling-values.js';
import type { World } from './world.js';

export const upperBounds = /^(.*_)?(max|high|highest|maximum)(_.*)?$/;

/** A maximum above the minimum beside it; undefined for other attributes. */
export function upperBound(
  attribute: string,
  number: Siblings['number'],
  profile: AttributeProfile,
  instance: Instance,
  world: World,
): JsonValue | undefined {
  const match = upperBounds.exec(attribute);
  if (match === null || attribute.includes('#') || instance.facts.has(attribute)) return undefined;
  const lows = ['min', 'low', 'lowest', 'minimum'].map((word) => `${match[1] ?? ''}${word}${match[3] ?? ''}`);
  const low = number(...lows) ?? siblingLow(instance, attribute, profile, world);
  if (low === undefined) return undefined;
  // The distance of the two is drawn as if it were an attribute of its own.
  const gap = world.value(instance, `${attribute}#gap`, {
    ...profile,
    schema: { type: 'number', minimum: 2, maximum: 11 },
    concept: null,
  });
  const spread = typeof gap === 'number' ? gap : 5;
  // Clamped here, as folding it into the bounds would tear it from its minimum.
  const above = Math.abs(low) > 60 ? low * (1 + spread / 40) : low + spread;
  const high = Math.min(
    Math.max(above, profile.schema.minimum ?? above),
    Math.max(low, profile.schema.maximum ?? above),
  );
  return namesType(profile.schema, 'integer') ? Math.ceil(high) : Math.round(high * 100) / 100;
}

/** A part of an instance has no profile that lists its attributes: its minimum is taken to be named like its maximum. */
function siblingLow(
  instance: Instance,
  attribute: string,
  profile: AttributeProfile,
  world: World,
): number | undefined {
  if (instance.parent === null || world.has(instance.entity)) return undefined;
  const lower = (text: string): string =>
    text
      .replace(/maximum/, 'minimum')
      .replace(/highest/, 'lowest')
      .replace(/high/, 'low')
      .replace(/max/, 'min');
  const value = world.value(instance, lower(attribute), { ...profile, label: lower(profile.label) });
  return typeof value === 'number' ? value : undefined;
}
