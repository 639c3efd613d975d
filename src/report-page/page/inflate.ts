/** Undoes deflate with a zlib header, for browsers without DecompressionStream. Throws where the data is broken. */
export function inflate(bytes: Uint8Array): Uint8Array {
  const bits = createBits(bytes, 2);
  const output = createOutput(bytes.length * 4);
  for (let isLast = false; !isLast; ) {
    isLast = bits.read(1) === 1;
    const kind = bits.read(2);
    if (kind === 0) copyStored(bits, output);
    else if (kind === 1) inflateBlock(bits, output, fixedLengths, fixedDistances);
    else if (kind === 2) inflateBlock(bits, output, ...readTables(bits));
    else throw new Error('The data of this page is broken.');
  }
  return output.bytes();
}

type Bits = ReturnType<typeof createBits>;
type Output = ReturnType<typeof createOutput>;

function createBits(bytes: Uint8Array, start: number) {
  let [at, held, count] = [start, 0, 0];
  return {
    read(wanted: number): number {
      while (count < wanted) {
        if (at >= bytes.length) throw new Error('The data of this page ends too early.');
        held |= (bytes[at] ?? 0) << count;
        at += 1;
        count += 8;
      }
      const value = held & ((1 << wanted) - 1);
      held >>>= wanted;
      count -= wanted;
      return value;
    },
    /** Bytes from the next whole one on. */
    take(length: number): Uint8Array {
      [held, count] = [0, 0];
      at += length;
      return bytes.subarray(at - length, at);
    },
  };
}

function createOutput(guess: number) {
  let bytes = new Uint8Array(Math.max(1024, guess));
  let length = 0;
  const reserve = (more: number): void => {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more));
    larger.set(bytes);
    bytes = larger;
  };
  return {
    push(byte: number) {
      reserve(1);
      bytes[length] = byte;
      length += 1;
    },
    append(more: Uint8Array) {
      reserve(more.length);
      bytes.set(more, length);
      length += more.length;
    },
    repeat(distance: number, count: number) {
      if (distance > length) throw new Error('The data of this page is broken.');
      reserve(count);
      for (let done = 0; done < count; done += 1) {
        bytes[length] = bytes[length - distance] ?? 0;
        length += 1;
      }
    },
    bytes: () => bytes.subarray(0, length),
  };
}

function copyStored(bits: Bits, output: Output): void {
  const [low = 0, high = 0] = bits.take(4);
  output.append(bits.take(low | (high << 8)));
}

/** How many codes there are of each length, and their symbols in order. */
type Table = { readonly counts: Uint16Array; readonly symbols: Uint16Array };

function makeTable(lengths: readonly number[]): Table {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const starts = new Uint16Array(16);
  for (let length = 1; length < 16; length += 1)
    starts[length] = (starts[length - 1] ?? 0) + (counts[length - 1] ?? 0);
  const symbols = new Uint16Array(lengths.length);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const place = starts[length] ?? 0;
    symbols[place] = symbol;
    starts[length] = place + 1;
  }
  return { counts, symbols };
}

function readSymbol(bits: Bits, { counts, symbols }: Table): number {
  let [code, first, index] = [0, 0, 0];
  for (let length = 1; length < 16; length += 1) {
    code |= bits.read(1);
    const count = counts[length] ?? 0;
    if (code - count < first) return symbols[index + code - first] ?? 0;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new Error('The data of this page is broken.');
}

const fixedLengths = makeTable(
  Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
);
const fixedDistances = makeTable(Array.from({ length: 30 }, () => 5));
const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function readTables(bits: Bits): [Table, Table] {
  const [literals, distances, codes] = [bits.read(5) + 257, bits.read(5) + 1, bits.read(4) + 4];
  const codeLengths = Array.from({ length: 19 }, () => 0);
  for (const place of order.slice(0, codes)) codeLengths[place] = bits.read(3);
  const codeTable = makeTable(codeLengths);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = readSymbol(bits, codeTable);
    if (symbol < 16) lengths.push(symbol);
    else {
      const repeated = symbol === 16 ? (lengths.at(-1) ?? 0) : 0;
      const count = symbol === 16 ? 3 + bits.read(2) : symbol === 17 ? 3 + bits.read(3) : 11 + bits.read(7);
      for (let done = 0; done < count; done += 1) lengths.push(repeated);
    }
  }
  return [makeTable(lengths.slice(0, literals)), makeTable(lengths.slice(literals, literals + distances))];
}

/** Length or distance of a symbol: where it begins, and how many more bits say how far beyond. */
function rangesOf(first: number, perStep: number, count: number): readonly (readonly [number, number])[] {
  let start = first;
  return Array.from({ length: count }, (_, place) => {
    const extra = Math.max(0, Math.floor(place / perStep) - 1);
    const range = [start, extra] as const;
    start += 1 << extra;
    return range;
  });
}

const lengthRanges = [...rangesOf(3, 4, 28), [258, 0] as const];
const distanceRanges = rangesOf(1, 2, 30);

function inflateBlock(bits: Bits, output: Output, literals: Table, distances: Table): void {
  for (;;) {
    const symbol = readSymbol(bits, literals);
    if (symbol < 256) output.push(symbol);
    else if (symbol === 256) return;
    else {
      const [length, lengthBits] = lengthRanges[symbol - 257] ?? [0, 0];
      const count = length + bits.read(lengthBits);
      const [distance, distanceBits] = distanceRanges[readSymbol(bits, distances)] ?? [0, 0];
      output.repeat(distance + bits.read(distanceBits), count);
    }
  }
}
