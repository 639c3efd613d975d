import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hotelRecord } from '../test/support/sample-hotel-record.js';
import { packageRoot } from './config/package-paths.js';
import * as api from './index.js';

const gates = { tool_correctness: 3.5, task_completion: 3.5, naturalness: 3, mean_score: 3.5 };
const names = Object.keys(api);

describe('the public API', () => {
  it('offers each way to use models', () => {
    expect(names).toEqual(
      expect.arrayContaining(
        [
          'createModelRuntime',
          'routeRoles',
          'parseModelSettings',
          'readPolicy',
          'createScriptedModel',
        ].concat(
          ['createModelJudge', 'createModelRepairer', 'loadGroundedClaims', 'loadPrompts', 'createFinisher'],
          ['rewriteRecord', 'loadRewriting', 'estimateRun', 'estimateEvaluation', 'generateDataset'],
        ),
      ),
    );
  });

  it('offers to read catalogs of any format, and to exchange and mend datasets', () => {
    expect(names).toEqual(
      expect.arrayContaining(
        ['interpretCatalog', 'importTools', 'readServers', 'explainRegistry', 'buildArtifacts'].concat([
          'exportAs',
          'importDataset',
          'dedupDataset',
          'decontaminateDataset',
          'splitDataset',
          'mergeDatasets',
        ]),
      ),
    );
  });

  it('holds every name that the README imports', () => {
    const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');
    const imported = Array.from(readme.matchAll(/import \{([^}]*)\} from 'datagen'/g), ([, list = '']) =>
      list.split(',').map((name) => name.trim()),
    ).flat();
    expect(imported).not.toEqual([]);
    for (const name of imported.filter((each) => each !== '')) expect(names).toContain(name);
  });

  it('lets any model of the port judge, and rewrite within the laws', async () => {
    const { createModelJudge, createScriptedModel, loadPrompts, loadRewriting, rewriteRecord } = api;
    const scores = { tool_correctness: 4, task_completion: 4, naturalness: 4, reasoning: 'Sound.' };
    const model = createScriptedModel(({ tools }) => ({
      toolCalls: [{ id: 'c', name: tools[0]?.name ?? '', parameters: scores }],
    }));
    const prompts = loadPrompts(api.configDirectory, 'en');
    const judge = createModelJudge({ model, rubric: api.readRubric(), prompts });
    expect(await judge.judge(hotelRecord, gates)).toMatchObject({ passed: true, judge_model: 'scripted' });

    const silent = createScriptedModel(() => ({ text: 'No form.' }));
    const { record, rewritten } = await rewriteRecord(hotelRecord, {
      ...loadRewriting(api.configDirectory, 'en'),
      ...{ userModel: silent, assistantModel: null, validate: api.validateRecord },
    });
    expect(rewritten).toEqual([]);
    expect(record.messages).toEqual(hotelRecord.messages);
  });
});
