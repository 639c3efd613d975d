import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compileDefinition } from '../../src/validate/schema/compile-definition.js';
import { emptyFolder, makeTool, writeCatalog } from './hostile-catalog.js';
import { allWell, codesOf, runCommands } from './run-commands.js';

/** A server that nobody may ask, and a file that nobody may read. */
async function setCanaries() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{"type":"object","properties":{"canary":{"type":"string"}}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const file = join(emptyFolder(), 'canary.json');
  writeFileSync(file, '{"type":"object","properties":{"canary":{"type":"string"}}}');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest/meta-data`;
  return { asked, references: [url, pathToFileURL(file).href, file, '../../../etc/hostname'] };
}

/** 2^40 nodes, where each reference is followed. */
const bomb = Object.fromEntries(
  Array.from({ length: 40 }, (_, level) => {
    const next = { $ref: `#/definitions/b${level + 1}` };
    return [`b${level}`, { type: 'object', properties: { left: next, right: next } }];
  }),
);

describe('hostile input, row 4: references that lead away, in circles, or explode', () => {
  it('are followed inside the schema alone, and within bounds', async () => {
    const { asked, references } = await setCanaries();
    const away = Object.fromEntries(references.map((at, index) => [`away_${index}`, { $ref: at }]));
    const endpoint = {
      ...{ name: 'Get room', description: 'Gets a room.', method: 'GET', url: 'https://example.test/room' },
      schema: {
        ...{ type: 'object', definitions: { ...bomb, self: { $ref: '#/definitions/self' } } },
        properties: {
          ...{
            name: { type: 'string' },
            bomb: { $ref: '#/definitions/b0' },
            self: { $ref: '#/definitions/self' },
          },
          ...{ root: { $ref: '#' }, both: { allOf: [{ $ref: '#' }, { $ref: '#' }] } },
          ...away,
        },
      },
    };
    const tool = makeTool('Stays', { endpoints: [endpoint], fields: away });
    const runs = await runCommands(writeCatalog({ 't.json': tool }));
    expect(codesOf(runs)).toEqual(allWell);
    expect(runs.printed).toContain('schema_too_large');
    expect(runs.printed).not.toContain('canary');
    expect(asked).toEqual([]);
  });

  it('make a definition of a dataset unusable', async () => {
    const { asked, references } = await setCanaries();
    for (const $ref of [...references, '#'])
      expect(compileDefinition({ type: 'object', properties: { a: { $ref } } })).toEqual({
        usable: false,
        reason: 'it holds a reference',
      });
    const spelled = JSON.parse(
      '{"type":"object","properties":{"a":{"\\u0024ref":"#"}},"$id":"http://x.test"}',
    );
    expect(compileDefinition(spelled)).toMatchObject({ usable: false });
    expect(asked).toEqual([]);
  });
});
