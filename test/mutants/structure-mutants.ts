import type { MutableRecord, Mutant } from './mutant.js';
import { indexesOf, pickOrNull } from './record-edits.js';

/** Law 0. */
export const structureMutants: readonly Mutant[] = [
  {
    name: 'tool-message-dropped',
    law: 0,
    mutate: (record, random) =>
      removeMessage(
        record,
        pickOrNull(
          indexesOf(record, ({ role }) => role === 'tool'),
          random,
        ),
      ),
  },
  {
    name: 'last-text-dropped',
    law: 0,
    mutate: (record) => removeMessage(record, record.messages.length - 1),
  },
  {
    name: 'user-message-doubled',
    law: 0,
    mutate(record, random) {
      const index = pickOrNull(
        indexesOf(record, ({ role }) => role === 'user'),
        random,
      );
      const message = index === null ? undefined : record.messages[index];
      if (index === null || message === undefined) return false;
      record.messages.splice(index, 0, message);
      return true;
    },
  },
  {
    name: 'system-message-moved',
    law: 0,
    mutate(record) {
      const [first] = record.messages;
      if (first?.role !== 'system') return false;
      record.messages.splice(2, 0, first);
      record.messages.shift();
      return true;
    },
  },
  {
    name: 'tool-messages-swapped',
    law: 0,
    mutate(record) {
      const [index] = indexesOf(
        record,
        ({ role }, at) => role === 'tool' && record.messages[at + 1]?.role === 'tool',
      );
      if (index === undefined) return false;
      record.messages.splice(index, 2, ...record.messages.slice(index, index + 2).reverse());
      return true;
    },
  },
  {
    name: 'answer-given-to-another-id',
    law: 0,
    mutate: (record, random) =>
      editTool(record, random, (message) => {
        message.tool_call_id = 'zzzzzzzzz';
      }),
  },
  {
    name: 'tool-content-changed',
    law: 0,
    mutate: (record, random) =>
      editTool(record, random, (message) => {
        message.content = JSON.stringify({ changed: message.content.length });
      }),
  },
  {
    name: 'tool-content-not-json',
    law: 0,
    mutate: (record, random) =>
      editTool(record, random, (message) => {
        message.content = `${message.content}}`;
      }),
  },
  {
    name: 'roles-swapped',
    law: 0,
    mutate(record, random) {
      const index = pickOrNull(
        indexesOf(record, (message) => message.role === 'user'),
        random,
      );
      const message = index === null ? undefined : record.messages[index];
      if (message === undefined) return false;
      (message as { role: string }).role = 'assistant';
      return true;
    },
  },
  {
    name: 'top-level-call-dropped',
    law: 0,
    mutate: (record) => record.tool_calls.pop() !== undefined,
  },
  {
    name: 'top-level-output-dropped',
    law: 0,
    mutate: (record) => record.tool_outputs.pop() !== undefined,
  },
  {
    name: 'call-id-repeated',
    law: 0,
    mutate(record) {
      const [first, second] = record.tool_calls;
      if (first === undefined || second === undefined) return false;
      const text = JSON.stringify(record).replaceAll(second.id, first.id);
      Object.assign(record, JSON.parse(text));
      return true;
    },
  },
  {
    name: 'keys-reordered',
    law: 0,
    mutate(record) {
      const { messages } = record;
      Reflect.deleteProperty(record, 'messages');
      record.messages = messages;
      return true;
    },
  },
  {
    name: 'key-added',
    law: 0,
    mutate: (record) => Object.assign(record, { checksum: 'abc' }) !== null,
  },
  {
    name: 'key-dropped',
    law: 0,
    mutate: (record) => Reflect.deleteProperty(record, 'semantics'),
  },
  {
    name: 'content-null',
    law: 0,
    mutate(record, random) {
      const message = random.pick(record.messages);
      (message as { content: unknown }).content = null;
      return true;
    },
  },
  ...(['num_turns', 'num_tool_calls', 'num_distinct_tools', 'num_clarification_questions'] as const).map(
    (key): Mutant => ({
      name: `metadata-${key}-changed`,
      law: 0,
      mutate(record) {
        record.metadata[key] += 1;
        return true;
      },
    }),
  ),
  {
    name: 'grounding-rate-changed',
    law: 0,
    mutate(record) {
      const rate = record.metadata.memory_grounding_rate;
      record.metadata.memory_grounding_rate = rate === null ? 1 : rate > 0.5 ? rate / 2 : rate + 0.25;
      return true;
    },
  },
  {
    name: 'difficulty-changed',
    law: 0,
    mutate(record, random) {
      record.metadata.difficulty[
        random.pick(['depth', 'fan_in', 'calls', 'clarifications', 'distractors'] as const)
      ] += 1;
      return true;
    },
  },
  {
    name: 'distractor-similarity-changed',
    law: 0,
    mutate(record) {
      const { difficulty } = record.metadata;
      difficulty.distractor_similarity = difficulty.distractor_similarity < 0.5 ? 0.9 : 0.1;
      return true;
    },
  },
  {
    name: 'pattern-changed',
    law: 0,
    mutate(record) {
      record.metadata.pattern_type =
        record.metadata.pattern_type === 'multi_tool_chain' ? 'parallel' : 'multi_tool_chain';
      return true;
    },
  },
  {
    name: 'endpoint-id-dropped',
    law: 0,
    mutate: (record) => record.metadata.endpoint_ids.pop() !== undefined,
  },
  {
    name: 'mode-promise-broken',
    law: 0,
    mutate(record) {
      const isParallel = record.messages.some(
        (message) => message.role === 'assistant' && (message.tool_calls?.length ?? 0) > 1,
      );
      if (isParallel) return false;
      record.metadata.sampling_mode = 'parallel';
      return true;
    },
  },
  {
    name: 'phenomenon-made-up',
    law: 0,
    mutate(record) {
      const isParallel = record.messages.some(
        (message) => message.role === 'assistant' && (message.tool_calls?.length ?? 0) > 1,
      );
      if (isParallel) return false;
      record.phenomena.push({ name: 'parallel_calls', messages: [1] });
      return true;
    },
  },
  {
    name: 'phenomenon-hidden',
    law: 0,
    mutate(record) {
      const shown = [
        'parallel_calls',
        'short',
        'long',
        'follow_up_goal',
        'tool_error',
        'confirmation',
        'no_tool',
      ];
      const index = record.phenomena.findIndex(({ name }) => shown.includes(name));
      if (index < 0) return false;
      record.phenomena.splice(index, 1);
      return true;
    },
  },
  {
    name: 'phenomenon-evidence-emptied',
    law: 0,
    mutate(record, random) {
      const byCount = ['short', 'long', 'refusal'];
      const phenomenon = pickOrNull(
        record.phenomena.filter(({ name }) => !byCount.includes(name)),
        random,
      );
      if (phenomenon === null) return false;
      phenomenon.messages = [];
      return true;
    },
  },
  {
    name: 'phenomenon-evidence-out-of-range',
    law: 0,
    mutate(record, random) {
      const phenomenon = pickOrNull(record.phenomena, random);
      if (phenomenon === null) return false;
      phenomenon.messages = [record.messages.length];
      return true;
    },
  },
  {
    name: 'seed-changed',
    law: 0,
    mutate(record) {
      record.metadata.seed += 1;
      return true;
    },
  },
];

function removeMessage(record: MutableRecord, index: number | null): boolean {
  if (index === null) return false;
  record.messages.splice(index, 1);
  return true;
}

type ToolMessage = Extract<MutableRecord['messages'][number], { role: 'tool' }>;

function editTool(
  record: MutableRecord,
  random: Parameters<Mutant['mutate']>[1],
  edit: (message: ToolMessage) => void,
): boolean {
  const message = pickOrNull(
    record.messages.filter((each) => each.role === 'tool'),
    random,
  );
  if (message === null) return false;
  edit(message);
  return true;
}
