/** Gives equal values one number, in the order of their first appearance. */
export type Interning<Value> = {
  numberOf(value: Value): number;
  all(): readonly Value[];
};

/**
 * Values are equal when their JSON is. The same object again is recognised without making it, where objects do come again
 * (`remembersObjects`).
 */
export function createInterning<Value extends object>(remembersObjects = true): Interning<Value> {
  const byObject = new Map<Value, number>();
  const byText = new Map<string, number>();
  const values: Value[] = [];
  return {
    numberOf: (value) => {
      const known = byObject.get(value);
      if (known !== undefined) return known;
      const text = JSON.stringify(value);
      let number = byText.get(text);
      if (number === undefined) {
        number = values.push(value) - 1;
        byText.set(text, number);
      }
      if (remembersObjects) byObject.set(value, number);
      return number;
    },
    all: () => values,
  };
}
