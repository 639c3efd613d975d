import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeModelRequest } from '../../test/support/model-stub.js';
import { configDirectory } from '../config/package-paths.js';
import { ComponentConfigError } from '../errors/component-config-error.js';
import { UsageError } from '../errors/usage-error.js';
import type { LanguageModelRequest } from '../types/language-model.js';
import { describeUsage } from './describe-usage.js';
import { estimateTokens } from './estimate-tokens.js';
import { matchesEcho } from './matches-echo.js';
import { parseModelSettings } from './model-settings.js';
import { costOf } from './prices.js';
import { responseKey } from './response-key.js';
import { routeRoles } from './route-roles.js';

const document = parse(readFileSync(join(configDirectory, 'models.yaml'), 'utf8'));
const settings = parseModelSettings(document);
const haiku = 'claude-haiku-4-5-20251001';

describe('parseModelSettings', () => {
  it('reads the shipped file', () => {
    expect(settings.concurrency.limit).toBe(64);
    expect(settings.prices.get(haiku)).toEqual({ input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25 });
  });

  it('takes one’s own prices before the shipped', () => {
    const price = { model: haiku, input: 2, output: 2, cache_read: 2, cache_write: 2 };
    const own = parseModelSettings({ ...document, own_prices: [price, { ...price, input: 3 }] });
    expect(own.prices.get(haiku)?.input).toBe(2);
  });

  it.each([
    [{ ...document, concurency: {} }, 'concurency'],
    [{ ...document, concurrency: { ...document.concurrency, limit: 0 } }, 'concurrency.limit'],
    [{ ...document, roles: { ...document.roles, judge: 3 } }, 'roles.judge'],
    [{ ...document, own_prices: [{ model: 'x' }] }, 'own_prices.0'],
    [null, 'models'],
  ])('names what is wrong', (changed, place) => {
    expect(() => parseModelSettings(changed)).toThrow(ComponentConfigError);
    expect(() => parseModelSettings(changed)).toThrow(place);
  });
});

describe('routeRoles', () => {
  const route = (changes: Partial<Parameters<typeof routeRoles>[0]> = {}) =>
    Object.fromEntries(
      routeRoles({
        agents: 'llm',
        model: null,
        roles: {},
        judgeModel: null,
        settings,
        environment: {},
        ...changes,
      }),
    );

  it('takes the shipped models for the agents, and none for judge and repair', () => {
    expect(route()).toEqual({ planner: haiku, user: haiku, assistant: haiku });
    expect(route({ agents: 'offline' })).toEqual({});
    expect(
      route({ agents: 'offline', environment: { OPENAI_MODEL_NAME: 'x', OPENAI_API_KEY: 'y' } }),
    ).toEqual({});
  });

  it('has --model name all, --role one, --judge-model the judge', () => {
    expect(route({ model: 'm' })).toEqual({
      planner: 'm',
      user: 'm',
      assistant: 'm',
      judge: 'm',
      repair: 'm',
    });
    expect(route({ model: 'm', roles: { user: 'u', repair: 'offline' }, judgeModel: 'j' })).toEqual({
      ...{ planner: 'm', user: 'u', assistant: 'm', judge: 'j' },
    });
    expect(route({ agents: 'offline', model: 'm', roles: { user: 'u' } })).toEqual({
      judge: 'm',
      repair: 'm',
    });
    expect(route({ roles: { planner: 'offline' } })).toEqual({ user: haiku, assistant: haiku });
  });

  it('takes OPENAI_MODEL_NAME where no flag names a model', () => {
    const environment = { OPENAI_MODEL_NAME: 'claude-like' };
    const model = 'openai:claude-like';
    expect(route({ environment })).toEqual({ planner: model, user: model, assistant: model });
    expect(route({ environment, model: 'm', judgeModel: 'j' })).toMatchObject({ user: 'm', judge: 'j' });
  });

  it('refuses what makes no sense', () => {
    const refused = (changes: Parameters<typeof route>[0]) => {
      try {
        route(changes);
        return '';
      } catch (error) {
        return error instanceof UsageError ? `${error.message} ${error.hint}` : 'another error';
      }
    };
    expect(refused({ roles: { asistant: 'x' } })).toContain("Did you mean 'assistant'?");
    expect(refused({ roles: { __proto__x: 'x' } })).toContain('Roles are: planner');
    expect(refused({ roles: { judge: 'a' }, judgeModel: 'b' })).toContain('two judges');
    expect(refused({ model: ' ' })).toContain('is empty');
  });
});

describe('matchesEcho', () => {
  it.each([
    ['claude-haiku-4-5', haiku, true],
    ['claude-3-5-haiku-latest', 'claude-3-5-haiku-20241022', true],
    ['gpt-4o', 'gpt-4o-2024-08-06', true],
    ['openai/gpt-4o', 'gpt-4o-2024-08-06', true],
    ['llama3', 'meta/llama3', true],
    ['llama3', 'llama3:latest', true],
    ['gpt-4o', 'gpt-4o-mini', false],
    ['claude-haiku-4', haiku, false],
    [haiku, 'claude-haiku-4-5', false],
    ['a/llama3', 'b/llama3', false],
    ['gpt-4o', '', false],
  ])('asked %s, answered %s: %s', (asked, echoed, expected) => {
    expect(matchesEcho(asked, echoed)).toBe(expected);
  });
});

describe('responseKey', () => {
  const base = makeModelRequest();
  it('depends on all that is asked, and not on the order of keys', () => {
    const key = responseKey('anthropic', 'm', base);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    const shuffled = Object.fromEntries(Object.entries(base).reverse()) as LanguageModelRequest;
    expect(responseKey('anthropic', 'm', shuffled)).toBe(key);
    const others = [
      responseKey('openai', 'm', base),
      responseKey('anthropic', 'n', base),
      responseKey('anthropic', 'm', { ...base, logicalId: 'other' }),
      responseKey('anthropic', 'm', { ...base, messages: [{ role: 'user', content: '\ud800' }] }),
      responseKey('anthropic', 'm', { ...base, messages: [{ role: 'user', content: '\ud801' }] }),
      responseKey('anthropic', 'm', { ...base, maxTokens: 501 }),
    ];
    expect(new Set([key, ...others]).size).toBe(7);
  });
});

describe('figures', () => {
  it('estimates rather too many tokens than too few', () => {
    const text = 'The quick brown fox jumps over the lazy dog. '.repeat(40);
    const { input, output } = estimateTokens(
      makeModelRequest({ messages: [{ role: 'user', content: text }] }),
    );
    expect(output).toBe(500);
    // Ten tokens a sentence.
    expect(input).toBeGreaterThan(400);
    expect(input).toBeLessThan(800);
  });

  it('prices each kind of token, or says that nobody knows', () => {
    const usage = { input: 1_000_000, output: 100_000, cacheRead: 1_000_000, cacheWrite: 100_000 };
    expect(costOf(usage, settings.prices.get(haiku))).toBeCloseTo(1 + 0.5 + 0.1 + 0.125, 10);
    expect(costOf(usage, undefined)).toBeNull();
  });

  it('says in a line what was used', () => {
    const tokens = { input: 1_000_000, output: 530_000, cacheRead: 0, cacheWrite: 0 };
    const usage = {
      calls: 1204,
      cached: 310,
      retries: 1,
      tokens,
      costUsd: 2.409,
      inFlight: 3,
      concurrency: 64,
    };
    expect(describeUsage(usage)).toBe('1,204 calls, 310 from the cache, 1 retry, 1,530,000 tokens, $2.41');
    expect(describeUsage({ ...usage, cached: 0, retries: 0, costUsd: null })).toContain(
      'tokens, cost unknown',
    );
  });
});
