import { ConversationFailure } from '../errors/conversation-failure.js';
import { viewOfRecord } from '../grounding/conversation-view.js';
import { askForm, type Form } from '../language-models/ask-form.js';
import { fillPrompt, type Prompts } from '../prompts/load-prompts.js';
import type { ToolDefinition } from '../types/conversation.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { JsonSchema } from '../types/json.js';
import type { LanguageModel } from '../types/language-model.js';
import { type CheckedRewrite, checkRewrite, type RewriteCheck } from './check-rewrite.js';
import { spansOf } from './spans-of.js';

export type RewriteOptions = RewriteCheck & {
  /** Null: the user's texts stay. */
  readonly userModel: LanguageModel | null;
  /** Null: the assistant's texts stay. */
  readonly assistantModel: LanguageModel | null;
  /** Of the record's locale. */
  readonly prompts: Prompts;
  /** What was tried of the record before: attempt of its row and choice of words. */
  readonly attempt?: readonly number[];
};

export type RewrittenRecord = {
  readonly record: DatasetRecord;
  /** Indexes of the messages whose new text was taken. */
  readonly rewritten: readonly number[];
  readonly kept: readonly KeptMessage[];
};

/** A message that keeps its text: why, in a typed word (`value_lost`, `law`), and for people. */
export type KeptMessage = { readonly index: number; readonly reason: string; readonly detail: string };

type Speaker = 'user' | 'assistant';
type Rewrite = { readonly index: number; readonly text: string };

/**
 * Has models rewrite what is said in a record: one call for the user's texts, then one for the assistant's. Each new text is
 * tried by itself, and taken where it is proven to say the same; otherwise the old one stays. A model that brings no form
 * changes nothing. Throws `ModelCallError` where a model cannot be reached, and errors that end the run.
 */
export async function rewriteRecord(
  record: DatasetRecord,
  options: RewriteOptions,
): Promise<RewrittenRecord> {
  let current = record;
  const rewritten: number[] = [];
  const kept: KeptMessage[] = [];
  for (const [speaker, model] of [
    ['user', options.userModel],
    ['assistant', options.assistantModel],
  ] as const) {
    const indexes = spokenBy(speaker, record);
    if (model === null || indexes.length === 0) continue;
    const asked = await askFor(speaker, indexes, current, model, options);
    if (typeof asked === 'string') {
      for (const index of indexes) kept.push({ index, reason: 'model', detail: asked });
      continue;
    }
    const before = rewritten.length;
    for (const index of indexes) {
      const checked = tryRewrite(index, asked.rewrites, current, options);
      if (!checked.ok) kept.push({ index, reason: checked.reason, detail: checked.detail });
      else {
        current = checked.record;
        rewritten.push(index);
      }
    }
    for (const { index } of asked.rewrites)
      if (!indexes.includes(index) && !kept.some((each) => each.index === index))
        kept.push({ index, reason: 'not_asked', detail: `message ${index} was not to be rewritten` });
    if (rewritten.length > before) current = withAgent(current, speaker, asked.model);
  }
  return {
    record: current,
    rewritten: rewritten.sort((left, right) => left - right),
    kept: kept.sort((left, right) => left.index - right.index),
  };
}

function spokenBy(speaker: Speaker, { messages }: DatasetRecord): number[] {
  return messages.flatMap(({ role, content }, index) => (role === speaker && content !== '' ? [index] : []));
}

function tryRewrite(
  index: number,
  rewrites: readonly Rewrite[],
  record: DatasetRecord,
  check: RewriteCheck,
): CheckedRewrite {
  const own = rewrites.filter((each) => each.index === index);
  const [rewrite] = own;
  if (rewrite === undefined) return { ok: false, reason: 'not_rewritten', detail: `message ${index}` };
  if (own.length > 1) return { ok: false, reason: 'twice', detail: `message ${index}` };
  const text = rewrite.text.trim();
  if (text === record.messages[index]?.content)
    return { ok: false, reason: 'unchanged', detail: `message ${index}` };
  return checkRewrite(record, index, text, check);
}

const definition: ToolDefinition = {
  name: 'rewrite',
  description: 'Hands in the new texts, one entry for each message to rewrite.',
  parameters: {
    type: 'object',
    properties: {
      messages: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            index: { type: 'integer', description: 'Index of the message.' },
            text: { type: 'string', description: 'Its new text.' },
          },
          required: ['index', 'text'],
          additionalProperties: false,
        },
      },
    },
    required: ['messages'],
    additionalProperties: false,
  } satisfies JsonSchema,
};

/** The rewritten texts and the model that wrote them, or why there are none. */
async function askFor(
  speaker: Speaker,
  indexes: readonly number[],
  record: DatasetRecord,
  model: LanguageModel,
  options: RewriteOptions,
): Promise<{ readonly rewrites: readonly Rewrite[]; readonly model: string } | string> {
  const length = indexes.reduce((sum, index) => sum + (record.messages[index]?.content.length ?? 0), 0);
  try {
    const { filled, model: echoed } = await askForm(model, {
      form: { definition } as Form<{ readonly messages: readonly Rewrite[] }>,
      place: {
        conversationId: record.conversation_id,
        role: speaker,
        turn: 0,
        attempt: options.attempt ?? [],
      },
      system: fillPrompt(options.prompts.get(`rewrite-${speaker}`), {}),
      messages: [{ role: 'user', content: describe(speaker, indexes, record, options) }],
      maxTokens: 500 + 3 * length,
    });
    return { rewrites: filled.messages, model: echoed };
  } catch (error) {
    if (error instanceof ConversationFailure) return error.detail;
    throw error;
  }
}

/** The conversation as data, with what must stay of each message to rewrite. Outputs are no business of the rewriter. */
function describe(
  speaker: Speaker,
  indexes: readonly number[],
  record: DatasetRecord,
  check: RewriteCheck,
): string {
  const { persona } = record.scenario;
  const view = viewOfRecord(record, check);
  return JSON.stringify(
    {
      ...(speaker === 'user' ? { persona } : {}),
      locale: record.scenario.locale,
      conversation: record.messages.flatMap(({ role, content }, index) =>
        (role === 'user' || role === 'assistant') && content !== '' ? [{ index, role, content }] : [],
      ),
      rewrite: indexes.map((index) => {
        const points = Array.from(record.messages[index]?.content ?? '');
        return {
          index,
          keep: spansOf(record, index, view).map(({ start, end }) => points.slice(start, end).join('')),
        };
      }),
    },
    null,
    1,
  );
}

function withAgent(record: DatasetRecord, speaker: Speaker, model: string): DatasetRecord {
  const { metadata } = record;
  return { ...record, metadata: { ...metadata, agents: { ...metadata.agents, [speaker]: model } } };
}
