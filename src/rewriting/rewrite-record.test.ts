import { describe, expect, it } from 'vitest';
import { hotelRecord } from '../../test/support/sample-hotel-record.js';
import { configDirectory } from '../config/package-paths.js';
import { ModelCallError } from '../errors/model-call-error.js';
import { viewLanguage } from '../grounding/conversation-view.js';
import { loadLanguage } from '../language/data/load-language.js';
import { loadPrompts } from '../prompts/load-prompts.js';
import type { JsonObject } from '../types/json.js';
import type { LanguageModel, LanguageModelRequest } from '../types/language-model.js';
import { validateRecord } from '../validate/validate-record.js';
import { type RewriteOptions, rewriteRecord } from './rewrite-record.js';
import { rewritingWords } from './rewriting-words.js';

/** Hands in the same form whenever it is asked, and remembers the requests. */
function modelHanding(
  parameters: JsonObject | Error,
): LanguageModel & { readonly asked: LanguageModelRequest[] } {
  const asked: LanguageModelRequest[] = [];
  return {
    id: 'model-1',
    asked,
    generate: async (request) => {
      asked.push(request);
      if (parameters instanceof Error) throw parameters;
      const usage = { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 };
      const toolCalls = [{ id: 't1', name: 'rewrite', parameters }];
      return { text: '', reasoning: [], toolCalls, stopReason: 'tool_use', usage, model: 'model-1-echoed' };
    },
  };
}

const options = (models: Pick<RewriteOptions, 'userModel' | 'assistantModel'>): RewriteOptions => ({
  ...viewLanguage(loadLanguage(configDirectory, 'en'), configDirectory),
  rewriting: rewritingWords(configDirectory, 'en'),
  prompts: loadPrompts(configDirectory, 'en'),
  validate: validateRecord,
  ...models,
});
const nobody = { userModel: null, assistantModel: null };
const hotel =
  'Hello! Looking for a hotel in Lisbon, from May 4 for three nights, two people, at most 150 euros a night.';

describe('rewriteRecord', () => {
  it('takes what is proven and names the model that wrote it', async () => {
    const userModel = modelHanding({ messages: [{ index: 1, text: hotel }] });
    const { record, rewritten, kept } = await rewriteRecord(hotelRecord, options({ ...nobody, userModel }));
    expect(rewritten).toEqual([1]);
    expect(record.messages[1]?.content).toBe(hotel);
    expect(record.metadata.agents).toMatchObject({ user: 'model-1-echoed', assistant: 'offline' });
    expect(validateRecord(record)).toEqual([]);
    expect(kept.map(({ index, reason }) => [index, reason])).toEqual([
      [5, 'not_rewritten'],
      [9, 'not_rewritten'],
    ]);
  });

  it('lets one bad text spoil no other', async () => {
    const messages = [
      { index: 1, text: hotel },
      { index: 5, text: 'Zanzibar Lodge sounds nice, tell me more about it.' },
      { index: 9, text: 'Yes, please do that.' },
    ];
    const userModel = modelHanding({ messages });
    const { rewritten, kept } = await rewriteRecord(hotelRecord, options({ ...nobody, userModel }));
    expect(rewritten).toEqual([1, 9]);
    expect(kept).toMatchObject([{ index: 5 }]);
  });

  it('asks once for each speaker, and tells what must stay', async () => {
    const [userModel, assistantModel] = [modelHanding({ messages: [] }), modelHanding({ messages: [] })];
    await rewriteRecord(hotelRecord, options({ userModel, assistantModel }));
    expect(userModel.asked.map(({ logicalId, role }) => [logicalId, role])).toEqual([
      ['conv_7_0000/user/0/0', 'user'],
    ]);
    expect(assistantModel.asked.map(({ logicalId }) => logicalId)).toEqual(['conv_7_0000/assistant/0/0']);
    const [request] = userModel.asked;
    expect(request?.toolChoice).toEqual({ tool: 'rewrite' });
    const told = JSON.parse(request?.messages[0]?.content ?? '{}');
    expect(told.rewrite[0]).toEqual({
      index: 1,
      keep: ['Lisbon', 'May 4', 'three', 'two people', '150 euros'],
    });
    expect(JSON.stringify(told)).not.toContain('HTL-20391');
  });

  it.each([
    ['of a tool', { index: 3, text: 'I am a tool.' }, 'not_asked'],
    ['of nobody', { index: 77, text: 'Hello.' }, 'not_asked'],
    ['of the other speaker', { index: 4, text: 'Hello.' }, 'not_asked'],
    ['before the first', { index: -1, text: 'Hello.' }, 'not_asked'],
    ['of great length', { index: 9, text: 'x'.repeat(100_000) }, 'too_long'],
    ['with controls', { index: 9, text: 'Yes \u0000 please' }, 'control_characters'],
    ['with markup', { index: 9, text: '<script>yes</script> please' }, 'markup'],
    ['as it was', { index: 9, text: 'Yes please, go ahead.' }, 'unchanged'],
  ])('keeps every text from one %s', async (_, entry, reason) => {
    const userModel = modelHanding({ messages: [entry] });
    const { record, rewritten, kept } = await rewriteRecord(hotelRecord, options({ ...nobody, userModel }));
    expect(rewritten).toEqual([]);
    expect(kept).toContainEqual(expect.objectContaining({ index: entry.index, reason }));
    expect(record).toBe(hotelRecord);
  });

  it('keeps a text that is handed in twice', async () => {
    const text = 'Yes, please do that.';
    const userModel = modelHanding({
      messages: [
        { index: 9, text },
        { index: 9, text },
      ],
    });
    const { kept } = await rewriteRecord(hotelRecord, options({ ...nobody, userModel }));
    expect(kept).toContainEqual(expect.objectContaining({ index: 9, reason: 'twice' }));
  });

  it.each([['brings no form', { messages: 'none' }]])(
    'changes nothing where the model %s',
    async (_, reply) => {
      const userModel = modelHanding(reply);
      const { record, kept } = await rewriteRecord(hotelRecord, options({ ...nobody, userModel }));
      expect(record).toBe(hotelRecord);
      expect(kept.map(({ reason }) => reason)).toEqual(['model', 'model', 'model']);
    },
  );

  it('throws where the model cannot be reached: the same run, made again, would come to other texts', async () => {
    const userModel = modelHanding(new ModelCallError('server', 'it is down'));
    const rewriting = rewriteRecord(hotelRecord, options({ ...nobody, userModel }));
    await expect(rewriting).rejects.toThrow('it is down');
  });

  it('throws on what ends the run', async () => {
    const userModel = modelHanding(new RangeError('budget'));
    await expect(rewriteRecord(hotelRecord, options({ ...nobody, userModel }))).rejects.toThrow('budget');
  });

  it.each(['en', 'ja'])('has prompts in %s', (locale) => {
    const prompts = loadPrompts(configDirectory, locale);
    for (const name of ['rewrite-user', 'rewrite-assistant'])
      expect(prompts.get(name).id).toBe(`${name}/${locale}@2`);
  });
});
