import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';

/** One frozen object for all that say the same: whoever looks at a definition remembers what it found by the object. */
export type SharedValues = {
  readonly member: <Value extends object>(value: Value) => Value;
  /** An object whose members are such objects. */
  readonly members: (value: JsonValue | undefined) => JsonValue;
};

export function createSharedValues(): SharedValues {
  const known = new Map<string, object>();
  const member = <Value extends object>(value: Value): Value => {
    const text = JSON.stringify(value);
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier as Value;
    if (known.size >= mostShared) known.clear();
    known.set(text, Object.freeze(value));
    return value;
  };
  return {
    member,
    members(value) {
      if (!isJsonObject(value)) return value ?? null;
      const entries = Object.entries(value).map(([name, each]): [string, JsonValue] => [
        name,
        isJsonObject(each) ? member<JsonObject>(each) : (each ?? null),
      ]);
      return Object.fromEntries(entries);
    },
  };
}

const mostShared = 5000;
