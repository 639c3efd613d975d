import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../../test/support/sample-record.js';
import { configDirectory } from '../config/package-paths.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { checkModel, checkRecordModels, parsePolicy, readPolicy } from './policy.js';

const example = readPolicy(join(configDirectory, 'policies', 'example.yaml'));
const withAgents = (agents: object, judge?: string) =>
  ({
    conversation_id: 'conv_1',
    metadata: { agents },
    ...(judge === undefined ? {} : { judge_scores: { judge_model: judge } }),
  }) as unknown as DatasetRecord;

describe('policies', () => {
  it('allows what the example names, and nothing that is only like it', () => {
    expect(() => checkModel('claude-haiku-4-5-20251001', example)).not.toThrow();
    for (const model of ['claude-haiku-4-5', 'CLAUDE-HAIKU-4-5-20251001', 'toString', '']) {
      expect(() => checkModel(model, example)).toThrow('config/policies/example.yaml');
      expect(() => checkModel(model, null)).not.toThrow();
    }
  });

  it('looks at all who made a record', () => {
    for (const record of Object.values(sampleRecords))
      expect(() => checkRecordModels(record, example)).not.toThrow();
    const offline = { planner: 'offline', judge: 'offline-rubric@3' };
    expect(() => checkRecordModels(withAgents(offline, 'offline-rubric@3'), example)).not.toThrow();
    expect(() => checkRecordModels(withAgents({ user: 'gpt-4o' }), example)).toThrow('conv_1: The policy');
    expect(() => checkRecordModels(withAgents(offline, 'gpt-4o'), example)).toThrow('gpt-4o');
    expect(() => checkRecordModels(withAgents({ user: ['offline', 'gpt-4o'] }), example)).toThrow('gpt-4o');
    expect(() => checkRecordModels(withAgents({ user: 'offline\u001b[31m' }), example)).toThrow('\\u001b');
  });

  it.each(['allowed_models: gpt', '- gpt', 'models: [gpt]', 'allowed_models: [1]', '{', ''])(
    'refuses %j with what a policy is',
    (yaml) => {
      expect(() => parsePolicy(yaml, 'my.yaml')).toThrow(/my\.yaml/);
    },
  );
});
