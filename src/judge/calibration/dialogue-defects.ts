import type { Message } from '../../types/conversation.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import type { ArgumentProvenance } from '../../types/provenance.js';
import type { Defect } from './defect.js';
import { defectWords } from './defect-words.js';
import { isText, madeCalls, withCall, withInserted, withMessages } from './record-edits.js';

/** What can be wrong with who says what when. Where values come from is read off the record's provenance. */
export const dialogueDefects: readonly Defect[] = [
  {
    kind: 'question_skipped',
    dimension: 'tool_correctness',
    says: 'a question that had to be asked is left out, and the argument is made up',
    plant(record, random) {
      const answers = saidValues(record).filter(
        ({ message, schema }) =>
          isText(record.messages[message - 1]) &&
          /[?？]/.test(record.messages[message - 1]?.content ?? '') &&
          !isText(record.messages[message - 2]) &&
          schema?.enum === undefined &&
          schema?.type !== 'boolean',
      );
      const alone = answers.filter(
        ({ text, message }) =>
          !record.messages.some(
            (other, index) => index < message && index !== message - 1 && other.content.includes(text),
          ),
      );
      if (alone.length === 0) return null;
      const { message } = random.pick(alone);
      return withMessages(
        record,
        record.messages.filter((_, index) => index !== message && index !== message - 1),
      );
    },
  },
  {
    kind: 'asks_what_was_said',
    dimension: 'naturalness',
    says: 'the assistant asks for what the user has said already',
    plant(record, random) {
      const words = defectWords[record.metadata.locale];
      const first = record.messages.findIndex(({ role }) => role === 'user');
      const said = saidValues(record).filter(({ message, text }) => message === first && text.length > 2);
      if (words === undefined || said.length === 0) return null;
      const { name, text } = random.pick(said);
      const label = name
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replace(/[^A-Za-z]+/g, ' ')
        .toLowerCase()
        .trim();
      return withInserted(record, first + 1, [
        { role: 'assistant', content: random.pick(words.askKnown).replace('{label}', () => label) },
        { role: 'user', content: random.pick(words.sayAgain).replace('{value}', () => text) },
      ]);
    },
  },
  {
    kind: 'stale_value_after_correction',
    dimension: 'tool_correctness',
    says: 'the old value is used after the user has corrected it',
    plant(record) {
      const corrected = record.phenomena.find(({ name }) => name === 'user_correction')?.messages[0];
      if (corrected === undefined) return null;
      const calls = madeCalls(record);
      for (const { call, message, name } of saidValues(record)) {
        const later = calls.find((made) => made.call.id === call);
        if (message !== corrected || later === undefined) continue;
        const earlier = calls.findLast(
          (made) =>
            made.at < corrected &&
            made.call.name === later.call.name &&
            made.call.parameters[name] !== later.call.parameters[name] &&
            made.call.parameters[name] !== undefined,
        );
        const old = earlier?.call.parameters[name];
        if (old !== undefined)
          return withCall(record, later, {
            ...later.call,
            parameters: { ...later.call.parameters, [name]: old },
          });
      }
      return null;
    },
  },
  {
    kind: 'confirmation_skipped',
    dimension: 'tool_correctness',
    says: 'something that needs a confirmation is done without one',
    plant(record) {
      const asked = record.phenomena.find(({ name }) => name === 'confirmation')?.messages ?? [];
      const [question = -1, reply = -1] = asked;
      const next = record.messages[reply + 1];
      const isDone = next?.role === 'assistant' && (next.tool_calls ?? []).length > 0;
      if (
        question < 1 ||
        reply !== question + 1 ||
        !isDone ||
        record.messages[question - 1]?.role === 'assistant'
      )
        return null;
      const usesReply = saidValues(record).some(({ message }) => message === reply);
      return usesReply
        ? null
        : withMessages(
            record,
            record.messages.filter((_, index) => index !== question && index !== reply),
          );
    },
  },
  {
    kind: 'user_ignored',
    dimension: 'task_completion',
    says: 'a further request of the user gets thanks instead of an answer',
    plant(record) {
      const users = record.messages.flatMap(({ role }, index) => (role === 'user' ? [index] : []));
      const at = users.findLast((index) => {
        const before = record.messages[index - 1];
        const next = record.messages[index + 1];
        const isCalled = next?.role === 'assistant' && (next.tool_calls ?? []).length > 0;
        return isCalled && isText(before) && !/[?？]/.test(before.content);
      });
      if (at === undefined) return null;
      const thanks = record.metadata.locale === 'ja' ? 'ありがとうございます。' : 'Thanks for writing.';
      const messages: Message[] = [
        ...record.messages.slice(0, at + 1),
        { role: 'assistant', content: thanks },
      ];
      return withMessages(record, messages);
    },
  },
];

type SaidValue = {
  readonly call: string;
  readonly name: string;
  readonly message: number;
  /** As the user said it. */
  readonly text: string;
  readonly schema: { readonly enum?: unknown; readonly type?: unknown } | undefined;
};

/** The arguments at the top level of calls that a user said, with the words that say them. */
function saidValues(record: DatasetRecord): SaidValue[] {
  return record.provenance.arguments.flatMap(({ call, pointer, source }: ArgumentProvenance): SaidValue[] => {
    if (source.kind !== 'user') return [];
    const name = pointer.slice(1);
    const made = record.tool_calls.find(({ id }) => id === call);
    const content = record.messages[source.message]?.content;
    if (made === undefined || content === undefined || !Object.hasOwn(made.parameters, name)) return [];
    const properties = record.tools.find((tool) => tool.name === made.name)?.parameters.properties;
    const text = [...content].slice(source.start, source.end).join('');
    return [{ call, name, message: source.message, text, schema: properties?.[name] }];
  });
}
