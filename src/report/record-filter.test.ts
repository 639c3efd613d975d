import { describe, expect, it } from 'vitest';
import { parseRecordFilter } from './record-filter.js';

const record = {
  conversation_id: 'conv_1_0001',
  messages: [
    { role: 'user', content: 'Cancel my Order, please.' },
    { role: 'assistant', content: '', tool_calls: [{ id: 'a', name: 'shop::cancel', parameters: {} }] },
    {
      role: 'tool',
      name: 'shop::cancel',
      tool_call_id: 'a',
      content: '{"error":{"type":"conflict","message":"secret"}}',
    },
    { role: 'assistant', content: 'It was sent already.' },
  ],
  phenomena: [{ name: 'tool_error', messages: [2] }],
  judge_scores: { mean_score: 3.2, failed_gates: ['mean'] },
  passed: false,
  metadata: { domain: 'Shopping', pattern_type: 'single_call', sampling_mode: 'short' },
};
const violations = [{ law: 2, rule: 'arguments-sourced', place: '', message: '' }] as const;
const takes = (...conditions: string[]) => parseRecordFilter(conditions).takes(record, violations);

describe('a filter of records', () => {
  it('finds words in each part, whatever their case', () => {
    for (const condition of [
      'id=0001',
      'text=order',
      'tool=SHOP',
      'phenomenon=tool_error',
      'domain=shop',
      'pattern=single',
      'mode=short',
      'locale=en',
      'error=conflict',
      'gate=mean',
      'passed=no',
      'rule=sourced',
    ])
      expect(takes(condition), condition).toBe(true);
    for (const condition of [
      'id=0002',
      'text=secret',
      'tool=hotel',
      'gate=natural',
      'passed=yes',
      'tool!=shop',
    ])
      expect(takes(condition), condition).toBe(false);
  });

  it('compares numbers', () => {
    for (const condition of [
      'calls=1',
      'calls>=1',
      'turns<2',
      'score<3.5',
      'score>3',
      'violations!=0',
      'calls <= 1',
    ])
      expect(takes(condition), condition).toBe(true);
    for (const condition of ['calls>1', 'score>=3.5', 'violations=0'])
      expect(takes(condition), condition).toBe(false);
  });

  it('wants all conditions, and nothing of what is no record', () => {
    expect(takes('calls=1', 'tool=shop')).toBe(true);
    expect(takes('calls=1', 'tool=hotel')).toBe(false);
    expect(parseRecordFilter(['calls>=0']).takes({ no: 'record' }, [])).toBe(false);
    expect(parseRecordFilter(['score<5']).takes({ ...record, judge_scores: null }, [])).toBe(false);
  });

  it('says what can be asked where it is asked something else', () => {
    for (const condition of [
      'tone=kind',
      'calls',
      'calls>=many',
      'tool>5',
      '__proto__=x',
      'score=',
      'tool=',
      'id!= ',
    ])
      expect(() => parseRecordFilter([condition]), condition).toThrow(/is no condition\. ?.*/);
  });
});
