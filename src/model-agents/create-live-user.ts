import type { Speakers, SpokenUserMove } from '../agents/agent-ports.js';
import type { Mark } from '../language/utterance.js';
import { askForm, type Form } from '../language-models/ask-form.js';
import { fillPrompt } from '../prompts/load-prompts.js';
import type { Random } from '../random/random.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { ModelMessage } from '../types/language-model.js';
import { directUser, type UserTask } from './directions.js';
import { inventedCode } from './invented-code.js';
import type { LiveContext } from './live-context.js';

type Spoken = {
  readonly message: string;
  readonly kind: (typeof kinds)[number];
  readonly finished: boolean;
};

const kinds = [
  'request',
  'answer',
  'choice',
  'confirmation',
  'refusal',
  'correction',
  'thanks',
  'other',
] as const;

/** Longest message of a user, in characters. */
const longest = 2_000;

/** How often a user stays for a word of thanks. */
const thanking = { patient: 0.45, impatient: 0.12 } as const;

/**
 * A user whose words are a model's. What they want, know and hold back follows from the plan; they see the conversation as
 * a person does, without calls and results.
 */
export function createLiveUser(context: LiveContext, random: Random): Speakers['user'] {
  return {
    async next(state) {
      const task = directUser(state, context.draftWish, context.language);
      const { patience } = state.brief.scenario.persona;
      if (state.closed) return null;
      if (task.directions.finish && !random.fork('thanks').chance(thanking[patience])) return null;
      const { filled, model } = await askForm<Spoken>(context.model, {
        form: speakForm(task, state, context),
        place: {
          conversationId: context.conversationId,
          role: 'user',
          turn: state.messages.length,
          attempt: context.attempt,
        },
        system: fillPrompt(context.prompts.get('live-user'), {}),
        messages: [situation(task, state)],
        maxTokens: context.maxTokens,
      });
      context.note(model);
      return toMove(filled, task, state, context);
    },
  };
}

function speakForm(task: UserTask, state: ConversationState, context: LiveContext): Form<Spoken> {
  return {
    definition: speakDefinition,
    findProblem({ message, finished }) {
      if (message.trim() === '') return task.directions.finish && finished ? null : 'the message is empty';
      if (message.length > longest) return `the message is longer than ${longest} characters`;
      const code = inventedCode(message, state);
      if (code !== null)
        return `nobody told you '${code}': say only what your directions or the conversation give`;
      if (task.opens === null) return null;
      const held = heldBack(state);
      const unasked = context.sources
        .mentionsIn(message, state.slots, state)
        .some(({ meaning }) => meaning.kind === 'mention' && held.has(meaning.slot));
      return !unasked
        ? null
        : 'it tells something that you tell only when asked: leave out what is not in your wish';
    },
  };
}

const speakDefinition = {
  name: 'speak',
  description: 'Writes the message of the person you play.',
  parameters: {
    type: 'object',
    properties: {
      message: { type: 'string', description: 'What the person writes, nothing else' },
      kind: { type: 'string', enum: [...kinds], description: 'What the message does' },
      finished: { type: 'boolean', description: 'True where nothing more is wanted' },
    },
    required: ['message', 'kind', 'finished'],
    additionalProperties: false,
  },
} as const;

/** Slots that are to be asked for first. */
function heldBack({ brief, mentions }: ConversationState): ReadonlySet<number> {
  return new Set([...brief.withheld].filter((slot) => !mentions.has(slot)));
}

/** Person, conversation and directions as data: what stands in texts never reads as an instruction. */
function situation({ directions }: UserTask, state: ConversationState): ModelMessage {
  const { persona, goal, now } = state.brief.scenario;
  const conversation = state.messages.flatMap(({ role, content }) =>
    (role === 'user' || role === 'assistant') && content !== ''
      ? [{ from: role === 'user' ? 'you' : 'assistant', text: content }]
      : [],
  );
  const data = { person: { ...persona, goal, now }, conversation, directions };
  return { role: 'user', content: `\`\`\`json\n${JSON.stringify(data, null, 1)}\n\`\`\`` };
}

function toMove(
  { message, kind, finished }: Spoken,
  { directions, opens, revises }: UserTask,
  state: ConversationState,
  { sources }: LiveContext,
): SpokenUserMove | null {
  const isEnd = directions.finish && finished;
  if (message.trim() === '') return null;
  // A correction gives the value that holds in the end.
  const sayable = state.slots.map((slot) =>
    slot.slot === revises ? (state.brief.slots[revises] ?? slot) : slot,
  );
  const marks = sources.mentionsIn(message, sayable, state);
  const corrects = revises !== null && marks.some(({ meaning }) => isMentionOf(meaning, revises));
  const isCorrection =
    corrects &&
    state.brief.twists.some((twist) => twist.kind === 'user_correction' && twist.slot === revises);
  return {
    utterance: { text: message, marks },
    opens,
    picks: new Map(),
    revises: corrects ? revises : null,
    manner: isEnd ? 'thanks' : isCorrection ? 'correction' : kind === 'refusal' ? 'refusal' : 'plain',
  };
}

function isMentionOf(meaning: Mark['meaning'], slot: number): boolean {
  return meaning.kind === 'mention' && meaning.slot === slot;
}
