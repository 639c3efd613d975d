import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/concepts/load-knowledge.js';
import { configDirectory } from '../../src/config/package-paths.js';
import { explainRegistry } from '../../src/explain/explain-registry.js';
import { explanationText } from '../../src/explain/explanation-text.js';
import { suggestionsText } from '../../src/explain/suggestions-text.js';
import { buildGraphs } from '../../src/graph/build-graphs.js';
import { checkHints } from '../../src/hints/check-hints.js';
import { type Hints, placeholder } from '../../src/hints/hints.js';
import { parseHints } from '../../src/hints/parse-hints.js';
import { readCatalogFile } from '../../src/ingest/read-catalog-file.js';
import { buildRegistry } from '../../src/registry/build-registry.js';
import { readGraphSettings } from '../support/read-settings.js';

const knowledge = loadKnowledge(configDirectory);

const account = { type: 'string', pattern: '^AC[0-9a-f]{8}$' };
const functions = [
  {
    name: 'list_messages',
    description: 'List messages',
    parameters: { type: 'object', required: ['AccountSid'], properties: { AccountSid: account } },
  },
  {
    name: 'fetch_message',
    description: 'Fetch a message by its sid',
    parameters: {
      type: 'object',
      required: ['AccountSid', 'Sid'],
      properties: { AccountSid: account, Sid: { type: 'string' } },
    },
  },
  {
    name: 'frobnicate',
    description: '',
    parameters: { type: 'object', required: ['Qux'], properties: { Qux: { type: 'string' } } },
  },
  {
    name: 'get_weather',
    description: 'Current weather of a city',
    parameters: { type: 'object', required: ['city'], properties: { city: { type: 'string' } } },
  },
].map((each) => ({ type: 'function', function: each }));

function explain(hints: Hints | null, name = '') {
  const { tools } = readCatalogFile(Buffer.from(JSON.stringify(functions)), 'voice.json');
  const { registry, use } = buildRegistry(tools, knowledge, hints);
  const { projected } = buildGraphs(registry, knowledge, readGraphSettings());
  const explanation = explainRegistry(registry, projected, knowledge, name);
  return {
    explanation,
    text: [...explanationText(explanation)].join('\n'),
    problems: hints === null ? [] : checkHints(hints, use, registry, knowledge),
  };
}

describe('an explanation', () => {
  it('says what was understood, and with which evidence', () => {
    const { text } = explain(null, 'get_weather');
    expect(text).toContain('voice::get_weather');
    expect(text).toMatch(/intent {5}retrieve \(name "get_weather"\)/);
    expect(text).toMatch(
      /parameter {2}city \(required filter\): city \(0\.\d+: attribute city of weather_report/,
    );
    expect(text).toContain('the user says it');
    expect(text).toContain('1 of 1 endpoints can be called');
    expect(text).not.toContain('fetch_message');
  });

  it('ranks why endpoints are lost, and ends in hints that win them', () => {
    const { explanation, text } = explain(null);
    expect(explanation.usable).toBe(1);
    expect(explanation.causes.map(({ endpoints }) => endpoints)).toEqual([2, 1]);
    const paste = suggestionsText(explanation.suggestions).join('\n');
    expect(text).toContain(paste);
    expect(explanation.suggestions.filter(({ isNeeded }) => isNeeded)).toMatchObject([
      { endpoint: 'voice::*', parameter: 'AccountSid', hint: { known_by: 'context' }, endpoints: 2 },
      { endpoint: 'voice::fetch_message', parameter: 'Sid', hint: { concept: 'message_id' } },
      { endpoint: 'voice::frobnicate', parameter: 'Qux', hint: { known_by: 'user', example: placeholder } },
    ]);
    const hinted = explain(parseHints(paste, 'voice.hints.yaml'));
    expect(hinted.problems.map((each) => each.text)).toContain(`'${placeholder}' is still to be put right.`);
    expect(hinted.explanation.endpoints.filter(({ lost }) => lost !== null)).toMatchObject([
      { callName: 'voice::frobnicate', lost: { reason: 'response_unknown' } },
    ]);
    expect(hinted.text).toContain('it stands in the system message');
    expect(hinted.text).toContain('takes      Sid from voice::list_messages#/results/*/id');
  });

  it('of a name that means nothing has no endpoints', () => {
    expect(explain(null, 'nothing::*').explanation.endpoints).toEqual([]);
  });
});
