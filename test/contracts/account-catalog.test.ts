import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { distinctnessKey } from '../../src/validate/distinctness-key.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { buildCatalog, generateRecords } from '../support/generate-records.js';

const text = { type: 'string' };
const accountId = { type: 'string', pattern: '^AC[0-9a-f]{8}$' };
const letterId = { type: 'string', pattern: '^LT[0-9a-f]{8}$' };
const letter = {
  type: 'object',
  properties: {
    sid: letterId,
    account_sid: accountId,
    to: text,
    text,
    state: { type: 'string', enum: ['queued', 'sent', 'failed'] },
  },
};
const answers = (schema: object) => ({
  200: { description: 'ok', content: { 'application/json': { schema } } },
});
const account = { name: 'AccountSid', in: 'path', required: true, schema: accountId };
const inBody = (schema: object) => ({ content: { 'application/json': { schema } } });

/** A service that wants the caller's account with every call, as many do. */
const service = {
  openapi: '3.1.0',
  info: { title: 'Letter Service', version: '1' },
  paths: {
    '/accounts/{AccountSid}/letters': {
      parameters: [account],
      get: {
        operationId: 'ListLetters',
        description: 'List the letters of an account',
        responses: answers({ type: 'object', properties: { letters: { type: 'array', items: letter } } }),
      },
      post: {
        operationId: 'SendLetter',
        description: 'Send a letter',
        requestBody: inBody({
          type: 'object',
          required: ['To', 'Text'],
          properties: { To: { ...text, description: 'Phone number of the recipient' }, Text: text },
        }),
        responses: answers(letter),
      },
    },
    '/accounts/{AccountSid}/letters/{Sid}': {
      parameters: [account, { name: 'Sid', in: 'path', required: true, schema: letterId }],
      get: { operationId: 'FetchLetter', description: 'Fetch one letter', responses: answers(letter) },
      delete: {
        operationId: 'DeleteLetter',
        description: 'Delete a letter',
        responses: { 204: { description: 'gone' } },
      },
    },
  },
};

describe('a catalog that wants the account of the caller with every call', () => {
  let records: readonly DatasetRecord[] = [];

  beforeAll(async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'datagen-account-')), 'letters.json');
    writeFileSync(path, JSON.stringify(service));
    records = await generateRecords(await buildCatalog(path), { n: '80', seed: '5' });
  }, 120_000);

  it('gives records that keep every law, no two of them alike', () => {
    expect(records.length).toBeGreaterThanOrEqual(76);
    for (const record of records) expect(validateRecord(record)).toEqual([]);
    expect(new Set(records.map(distinctnessKey)).size).toBe(records.length);
  });

  it('states the account once, where nobody has to say it', () => {
    const sources = records.flatMap(({ provenance }) =>
      provenance.arguments.flatMap(({ pointer, source }) => (pointer === '/AccountSid' ? source : [])),
    );
    expect(sources.length).toBeGreaterThan(50);
    expect(new Set(sources.map(({ kind }) => kind))).toEqual(new Set(['context']));
    for (const { tool_calls: calls } of records)
      expect(new Set(calls.map(({ parameters }) => parameters.AccountSid)).size).toBeLessThanOrEqual(1);
  });

  it('makes ids that every pattern takes, and passes on those that it was given', () => {
    const ids = records.flatMap(({ tool_calls: calls }) =>
      calls.flatMap(({ parameters }) => parameters.Sid ?? []),
    );
    expect(ids.length).toBeGreaterThan(10);
    for (const id of ids) expect(id).toMatch(/^LT[0-9a-f]{8}$/);
  });
});
