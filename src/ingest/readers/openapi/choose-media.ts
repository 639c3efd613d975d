import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../../types/json.js';
import { member } from '../../json-shape.js';

/** The member of `content` that serves best: JSON, then forms, then JSON of other names, then any; null where there is none. */
export function chooseMedia(
  content: JsonValue | undefined,
): { readonly type: string; readonly media: JsonObject } | null {
  if (!isJsonObject(content)) return null;
  const ranked = Object.entries(content)
    .flatMap(([type, media], index) =>
      isJsonObject(media) ? [{ type, media, index, rank: rankOf(type) }] : [],
    )
    .sort((left, right) => left.rank - right.rank || left.index - right.index);
  const withSchema = ranked.find(
    ({ media, rank }) => rank < ranks.length && member(media, 'schema') !== undefined,
  );
  return withSchema ?? ranked[0] ?? null;
}

const ranks: readonly RegExp[] = [
  /^application\/json\b/i,
  /^application\/x-www-form-urlencoded\b/i,
  /^multipart\/form-data\b/i,
  /[+/]json\b/i,
  /^\*\/\*|^application\/\*/i,
  /xml\b|yaml\b/i,
];

function rankOf(type: string): number {
  const rank = ranks.findIndex((pattern) => pattern.test(type));
  return rank < 0 ? ranks.length : rank;
}
