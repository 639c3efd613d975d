import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../test/support/sample-record.js';
import { scanLine } from './scan-line.js';
import { createKnownParts, readInParts as readKnown } from './shared-parts.js';

const lines = Object.values(sampleRecords).map((record) => JSON.stringify(record));

/** Null where the line is left to be read as a whole. */
function readInParts(line: string, known = createKnownParts()): object | null {
  const bytes = Buffer.from(line);
  const { shared } = scanLine(bytes, known);
  if (shared === null) return null;
  try {
    return readKnown(bytes, shared, known);
  } catch {
    return null;
  }
}

function readWhole(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return 'no JSON';
  }
}

describe('readInParts', () => {
  it('reads what JSON.parse reads, members in the same order', () => {
    for (const line of lines) expect(JSON.stringify(readInParts(line))).toBe(line);
    const spaced = lines.map((line) => JSON.stringify(JSON.parse(line), null, ' ').replaceAll('\n', '\t'));
    for (const line of spaced)
      expect(JSON.stringify(readInParts(line))).toBe(JSON.stringify(JSON.parse(line)));
  });

  it('gives the same definitions as the same frozen objects', () => {
    const known = createKnownParts();
    const [first, second] = [0, 0].map(() => readInParts(lines[0] ?? '', known)) as { tools: object[] }[];
    expect(first?.tools.length).toBeGreaterThan(0);
    first?.tools.forEach((tool, index) => {
      expect(second?.tools[index]).toBe(tool);
      expect(Object.isFrozen(tool)).toBe(true);
    });
  });

  it.each([
    '{"tools":[{"a":1}{"b":2}],"semantics":{}}',
    '{"tools":[{"a":1},,{"b":2}],"semantics":{}}',
    '{"tools":[{"a":1},],"semantics":{}}',
    '{"tools":[1,{"a":1}],"semantics":{}}',
    '{"tools":[{"a":1}],"tools":[{"b":1}],"semantics":{}}',
    '{"tools":[{"a":1}],"tools":5,"semantics":{}}',
    '{"tools":[{"a":1}],"\\u0074ools":[{"b":1}],"semantics":{}}',
    '{"tools":[{"a":1}],"semantics":{"x":1,"y":{}}}',
    '{"tools":[{"a":1}],"semantics":{"x":{},"x":{"z":1}}}',
    '{"tools":[{"a":1}],"semantics":{"__proto__":{"z":1}}}',
    '{"tools":[{"a":1}],"semantics":{"x":{}',
    '{"other":{"tools":[{"a":1}]},"semantics":{"x":{}},"tools":[]}',
    '{"a":"tools","tools":[{"a":"]}"}],"semantics":{"x\\"":{}}}',
    '["tools",[{"a":1}]]',
  ])('never reads %s otherwise than JSON.parse', (line) => {
    const record = readInParts(line);
    if (record !== null) expect(JSON.stringify(record)).toBe(JSON.stringify(readWhole(line)));
  });

  it.each([
    ['with', true],
    ['without', false],
  ])('never reads a damaged line otherwise than JSON.parse, %s members that are known', (_, isWarm) => {
    const known = createKnownParts();
    for (const line of isWarm ? lines : []) readInParts(line, known);
    fc.assert(
      fc.property(
        fc.constantFrom(...lines),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom(
          '',
          ',',
          '"',
          '{',
          '}',
          '[',
          ']',
          ':',
          '\\',
          ' ',
          '1',
          '"tools":[{}],',
          '"semantics":{},',
        ),
        (line, place, length, inserted) => {
          const at = place % line.length;
          // As a file would hold it: half a pair is no character there.
          const damaged = (line.slice(0, at) + inserted + line.slice(at + length)).toWellFormed();
          const record = readInParts(damaged, isWarm ? known : createKnownParts());
          if (record !== null) expect(JSON.stringify(record)).toBe(JSON.stringify(readWhole(damaged)));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
