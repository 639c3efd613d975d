/** A list of whole numbers from 0 to 2³² − 1 that takes 4 bytes each. */
export type GrowingNumbers = {
  readonly length: number;
  readonly at: (index: number) => number;
  readonly push: (value: number) => void;
  readonly set: (index: number, value: number) => void;
};

export function createGrowingNumbers(): GrowingNumbers {
  let values = new Uint32Array(1 << 10);
  let length = 0;
  return {
    get length() {
      return length;
    },
    at: (index) => values[index] ?? 0,
    push(value) {
      if (length === values.length) {
        const larger = new Uint32Array(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    set(index, value) {
      values[index] = value;
    },
  };
}
