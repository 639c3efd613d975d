import { namesType } from '../json/names-type.js';
import type { Random } from '../random/random.js';
import type { JsonValue } from '../types/json.js';
import { fromPattern } from '../values/from-pattern.js';
import { digits, idPrefix, opaqueCode, uuid } from '../values/generators/codes.js';
import type { EntityProfile } from './entity-catalog.js';

/** An identifier of the kind that the entity's endpoints show: a number, a UUID, digits, or `htl_8f3k2mq`. */
export function issueId(profile: EntityProfile, random: Random): JsonValue {
  const { idSchema, entity } = profile;
  if (namesType(idSchema, 'integer') || namesType(idSchema, 'number')) {
    const low = Math.max(idSchema.minimum ?? 10_000, 1);
    return random.integer(
      low,
      Math.max(low, Math.min(idSchema.maximum ?? low + 9_989_999, Number.MAX_SAFE_INTEGER)),
    );
  }
  if (idSchema.format === 'uuid') return uuid(random);
  const example = profile.idExamples.find((item) => typeof item === 'string' && /^\d{3,18}$/.test(item));
  if (typeof example === 'string') return digits(example.length, random);
  if (idSchema.pattern !== undefined) {
    const drawn = fromPattern(idSchema.pattern, idSchema, opaqueCode(12, random));
    if (drawn !== null) return drawn;
  }
  const code = `${idPrefix(entity)}_${opaqueCode(7, random)}`;
  return idSchema.maxLength === undefined ? code : code.slice(-Math.max(4, idSchema.maxLength));
}
