import { describe, expect, it } from 'vitest';
import { computeMetrics } from './compute-metrics.js';
import { readReferences } from './read-references.js';
import { renderComparison } from './render-comparison.js';

const call = { id: 'a', name: 'shop::find', parameters: { city: 'Lisbon' } };
const tool = {
  name: 'shop::find',
  description: '',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

function dataset(city: string, phenomena: object[]) {
  return (async function* () {
    yield {
      conversation_id: 'conv_1_0000',
      messages: [
        { role: 'user', content: `A shop in ${city}, please.` },
        { role: 'assistant', content: '', tool_calls: [call] },
        { role: 'tool', name: 'shop::find', tool_call_id: 'a', content: '{"name":"Corner"}' },
        { role: 'assistant', content: 'Try Corner.' },
      ],
      tools: [tool],
      phenomena,
    };
  })();
}

describe('two datasets side by side', () => {
  it('show each figure twice and how far they are apart', async () => {
    const options = { mixTargets: { refusal: 0.03 } as never };
    const one = { name: 'a.jsonl', metrics: await computeMetrics(dataset('Lisbon', []), options) };
    const other = {
      name: 'b.jsonl',
      metrics: await computeMetrics(dataset('Porto', [{ name: 'refusal', messages: [0] }]), options),
    };
    const lines = renderComparison(one, other, readReferences()).split('\n');
    const row = (title: string) =>
      lines
        .find((line) => line.includes(title))
        ?.split('│')
        .map((cell) => cell.trim())
        .slice(1, -1);
    expect(row('arguments ungrounded, blind')).toEqual([
      'arguments ungrounded, blind',
      '0 %',
      '100 %',
      '+100 points',
      '≤ 5 %',
    ]);
    expect(row('calls valid')).toEqual([
      'calls valid against their schema',
      '100 %',
      '100 %',
      '0 points',
      '≥ 100 %',
    ]);
    expect(row('refusal')).toEqual(['refusal', '0 %', '100 %', '+100 points', '3 %']);
  });
});
