import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configDirectory } from '../../src/config/package-paths.js';
import {
  createModelRuntime,
  type ModelRuntimeOptions,
} from '../../src/language-models/create-model-runtime.js';
import { type ModelSettings, parseModelSettings } from '../../src/language-models/model-settings.js';
import { wait } from '../../src/language-models/wait.js';

/** The shipped settings, with changes. */
export function makeModelSettings(changes: Partial<ModelSettings> = {}): ModelSettings {
  const shipped = parseModelSettings(parse(readFileSync(join(configDirectory, 'models.yaml'), 'utf8')));
  return { ...shipped, ...changes };
}

/** A runtime with the judge at Anthropic's and the repairer at an endpoint of one's own, both at `url`, that never sleeps long. */
export function makeRuntime(url: string, changes: Partial<ModelRuntimeOptions> & { cacheDirectory: string }) {
  return createModelRuntime({
    roles: new Map([
      ['judge', 'claude-haiku-4-5-20251001'],
      ['repair', 'local-model'],
    ]),
    settings: makeModelSettings(),
    environment: {
      ANTHROPIC_API_KEY: 'sk-ant-planted-key-000',
      ANTHROPIC_BASE_URL: url,
      OPENAI_BASE_URL: `${url}/v1`,
    },
    replay: 'auto',
    ledgerPath: null,
    budget: { calls: null, tokens: null, usd: null },
    policy: null,
    sleep: (milliseconds, signal) => wait(Math.min(milliseconds, 2), signal),
    random: () => 0.5,
    ...changes,
  });
}
