/** Gives equal values one number, in the order of their first appearance. */
export type Interning<Value> = {
  numberOf(value: Value): number;
  all(): readonly Value[];
};

/** Values are equal when their JSON is; the same object again is recognised without making it. */
export function createInterning<Value extends object>(): Interning<Value> {
  const byObject = new Map<Value, number>();
  const byText = new Map<string, number>();
  const values: Value[] = [];
  return {
    numberOf: (value) => {
      const known = byObject.get(value);
      if (known !== undefined) return known;
      const text = JSON.stringify(value);
      const number = byText.get(text) ?? values.push(value) - 1;
      byText.set(text, number);
      byObject.set(value, number);
      return number;
    },
    all: () => values,
  };
}
