/**
 * A stretch of memory that texts are put into as UTF-8 and that is used again: what rows wait as would else be garbage that
 * has grown old, which is collected late.
 */
export type TextArena = {
  /** The bytes of a text, good until `reset`. */
  readonly put: (text: string) => Uint8Array;
  readonly reset: () => void;
};

export function createTextArena(bytes: number): TextArena {
  const memory = Buffer.allocUnsafe(bytes);
  let end = 0;
  return {
    put(text) {
      // A UTF-16 unit is at most three bytes.
      if (end + 3 * text.length > bytes && end + Buffer.byteLength(text) > bytes)
        return Buffer.from(text, 'utf8');
      const begin = end;
      end += memory.write(text, begin, 'utf8');
      return memory.subarray(begin, end);
    },
    reset() {
      end = 0;
    },
  };
}
