import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/concepts/load-knowledge.js';
import { configDirectory } from '../../src/config/package-paths.js';
import { buildGraphs } from '../../src/graph/build-graphs.js';
import { checkHints } from '../../src/hints/check-hints.js';
import { findHints } from '../../src/hints/find-hints.js';
import { matchesName } from '../../src/hints/matches-name.js';
import { parseHints } from '../../src/hints/parse-hints.js';
import { buildRegistry } from '../../src/registry/build-registry.js';
import type { RawEndpoint, RawTool } from '../../src/types/raw-tool.js';
import { readGraphSettings } from '../support/read-settings.js';

const knowledge = loadKnowledge(configDirectory);

const string = (name: string, description = '') => ({
  ...{ name, type: 'STRING', description, default: null, extensions: {} },
});

function endpoint(given: Partial<RawEndpoint> & { readonly name: string }): RawEndpoint {
  return { description: '', method: 'GET', url: '', required: [], optional: [], extensions: {}, ...given };
}

const answer = (names: readonly string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});

const tool: RawTool = {
  source: 'voice.json',
  format: 'toolbench-folder',
  category: 'Communication',
  stem: 'voice',
  name: 'Voice',
  title: '',
  description: '',
  endpoints: [
    endpoint({
      name: 'list_calls',
      url: 'https://voice.example/v1/Accounts/{AccountSid}/Calls',
      required: [string('AccountSid')],
      responseSchema: {
        type: 'object',
        properties: { calls: { type: 'array', items: answer(['sid', 'to', 'status']) } },
      },
    }),
    endpoint({
      name: 'fetch_recording',
      url: 'https://voice.example/v1/Accounts/{AccountSid}/Recordings/{Ref}',
      required: [string('AccountSid'), string('Ref')],
      responseSchema: answer(['url', 'length']),
    }),
    endpoint({ name: 'mystery', url: 'https://voice.example/v1/Mystery', required: [string('Quux')] }),
  ],
};

const text = `datagen_hints: 1
endpoints:
  '*':
    parameters:
      AccountSid: { known_by: context, example: AC12345 }
  'GET /Accounts/{AccountSid}/Calls':
    response:
      /calls/*/sid: { concept: call_id }
  fetch_recording:
    irreversible: true
    entity: recording
    parameters:
      Ref: { link: 'voice::list_calls#/calls/*/sid' }
  'voice/mystery':
    response_example: { weather: sunny, city: Paris }
    parameters: { Quux: { concept: city, known_by: user } }
`;

describe('hints', () => {
  const hints = parseHints(text, 'voice.hints.yaml');
  const { registry, use } = buildRegistry([tool], knowledge, hints);
  const byName = new Map(registry.endpoints.map((each) => [each.name, each]));

  it('state what the catalog does not say', () => {
    const calls = byName.get('list_calls');
    expect(calls?.parameters[0]).toMatchObject({ source: 'user', fromContext: true, examples: ['AC12345'] });
    const sid = calls?.response.fields.find(({ name }) => name === 'sid');
    expect(sid?.concept).toEqual({ id: 'call_id', confidence: 1, evidence: ['x-fields'] });
    expect(byName.get('fetch_recording')).toMatchObject({ irreversible: true, entity: 'recording' });
    expect(byName.get('mystery')).toMatchObject({ unusable: null, response: { origin: 'declared' } });
    expect(byName.get('mystery')?.parameters[0]?.concept?.id).toBe('city');
    expect(checkHints(hints, use, registry, knowledge)).toEqual([]);
  });

  it('link endpoints that nothing else links', () => {
    const { projected } = buildGraphs(registry, knowledge, readGraphSettings());
    const found = projected.edges.filter(({ kind }) => kind === 'data_link');
    expect(
      found.map(({ from, to, links }) => [from, to, links.map((link) => [link.field, link.parameter])]),
    ).toEqual([
      ['communication/voice/list_calls', 'communication/voice/fetch_recording', [['/calls/*/sid', 'Ref']]],
    ]);
  });

  it('that say nothing are told with their line and what is near', () => {
    const wrong = parseHints(
      `datagen_hints: 1
endpoints:
  voice::list_cals: { skip: true }
  list_calls:
    parameters:
      AcountSid: { known_by: context }
      AccountSid:
        concept: citty
        link: voice::fetch_recordings#/url
    response:
      /calls/*/sidd: { concept: call_id }
`,
      'h.yaml',
    );
    const built = buildRegistry([tool], knowledge, wrong);
    const problems = checkHints(wrong, built.use, built.registry, knowledge);
    expect(problems.map(({ line, text: said }) => `${line} ${said}`)).toEqual([
      "3 'voice::list_cals' names no endpoint of the catalog. Did you mean 'voice::list_calls'?",
      "6 'voice::list_calls' has no parameter 'AcountSid'. Did you mean 'AccountSid'?",
      "7 'citty' is no concept. Did you mean 'city'? Identifiers are called <thing>_id.",
      "7 The link 'voice::fetch_recordings#/url' names no endpoint. Did you mean 'voice::fetch_recording'?",
      "11 No answer of 'list_calls' has a value at '/calls/*/sidd'. Did you mean '/calls/*/sid'?",
    ]);
  });

  it.each([
    ['no YAML', 'datagen_hints: 1\nendpoints: {', /^h\.yaml:\d+: It is no YAML/],
    [
      'a key twice',
      'datagen_hints: 1\nendpoints:\n  a: {}\n  a: {}\n',
      /^h\.yaml:4: It is no YAML: Map keys must be unique/,
    ],
    ['no head', 'endpoints: {}', /does not begin with "datagen_hints: 1"/],
    [
      'an unknown key',
      'datagen_hints: 1\nendpoints:\n  a:\n    intend: search\n',
      /^h\.yaml:4: .*Did you mean 'intent'/,
    ],
    [
      'an unknown value',
      'datagen_hints: 1\nendpoints:\n  a:\n    intent: look\n',
      /^h\.yaml:4: .*must be one of search/,
    ],
    [
      'a link without a field',
      "datagen_hints: 1\nendpoints:\n  a:\n    parameters:\n      b: { link: 'x::y' }\n",
      /^h\.yaml:5: .*must name a field/,
    ],
    [
      'aliases that explode',
      `datagen_hints: 1\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(20)}*a]\nc: [${'*b,'.repeat(20)}*b]\n`,
      /alias/i,
    ],
  ])('are refused where they hold %s', (_name, bad, message) => {
    expect(() => parseHints(bad, 'h.yaml')).toThrow(message);
  });

  it('cannot reach what objects inherit', () => {
    const odd = parseHints(
      'datagen_hints: 1\nendpoints:\n  __proto__: { skip: true }\n  constructor: { entity: __proto__ }\n',
      'h.yaml',
    );
    expect(odd.endpoints.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(buildRegistry([tool], knowledge, odd).use.endpoints).toEqual([]);
  });

  it('lie beside the catalog', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'datagen-hints-'));
    const catalog = join(folder, 'voice.json');
    writeFileSync(catalog, '{}');
    expect(await findHints([catalog], null)).toBeNull();
    writeFileSync(join(folder, 'hints.yaml'), 'datagen_hints: 1');
    expect((await findHints([catalog], null))?.hints.file).toBe(join(folder, 'hints.yaml'));
    expect((await findHints([folder], null))?.hints.file).toBe(join(folder, 'hints.yaml'));
    writeFileSync(join(folder, 'voice.hints.yaml'), 'datagen_hints: 1');
    expect((await findHints([catalog], null))?.hints.file).toBe(join(folder, 'voice.hints.yaml'));
    await expect(findHints([catalog], join(folder, 'none.yaml'))).rejects.toThrow('does not exist');
  });
});

describe('matchesName', () => {
  it.each([
    ['hotels::search', 'Hotels::Search', true],
    ['hotels::*', 'hotels::search', true],
    ['*::search', 'hotels::search', true],
    ['*', 'anything', true],
    ['a*b', 'ab', true],
    ['a*ab', 'ab', false],
    ['a*b*c', 'a b x c', true],
    ['a*b*c', 'a c b', false],
    ['hotels', 'hotels::search', false],
  ])('%s and %s', (name, given, expected) => {
    expect(matchesName(name, given)).toBe(expected);
  });

  it('takes no time on many stars', () => {
    expect(matchesName(`${'*a'.repeat(500)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});
