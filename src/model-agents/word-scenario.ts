import { ConversationFailure } from '../errors/conversation-failure.js';
import { askForm, type Form } from '../language-models/ask-form.js';
import type { ConversationBrief } from '../planner/conversation-brief.js';
import type { CorpusMemoryEntry } from '../types/plan-row.js';
import type { LiveContext } from './live-context.js';

type Worded = { readonly goal: string };

/** Longest goal, in characters. */
const longest = 600;

/**
 * Has a model word the scenario's goal. It changes nothing that the plan fixes: where it states what nobody knows, the
 * offline words stay.
 */
export async function wordScenario(
  brief: ConversationBrief,
  memory: readonly CorpusMemoryEntry[] | null,
  { model, prompts, conversationId, attempt, maxTokens, note }: LiveContext,
): Promise<ConversationBrief> {
  const { scenario } = brief;
  const { persona, goal, knows } = scenario;
  const data = {
    person: { occupation: persona.occupation, age_band: persona.age_band },
    goal,
    values: knows.map(({ label, value }) => ({ label, value })),
    said_before: (memory ?? []).map(({ text }) => text),
  };
  const known = JSON.stringify(data);
  const form: Form<Worded> = {
    definition: wordDefinition,
    findProblem({ goal: worded }) {
      if (worded.trim() === '') return 'the goal is empty';
      if (worded.length > longest) return `the goal is longer than ${longest} characters`;
      const foreign = (worded.match(/\d+/g) ?? []).find((digits) => !known.includes(digits));
      return foreign === undefined ? null : `${foreign} is not among the values`;
    },
  };
  try {
    const { filled, model: name } = await askForm(model, {
      form,
      place: { conversationId, role: 'planner', turn: 0, attempt },
      system: prompts.get('word-scenario').text,
      messages: [{ role: 'user', content: `\`\`\`json\n${JSON.stringify(data, null, 1)}\n\`\`\`` }],
      maxTokens,
    });
    note(name);
    return { ...brief, scenario: { ...scenario, goal: filled.goal.trim() } };
  } catch (error) {
    if (error instanceof ConversationFailure) return brief;
    throw error;
  }
}

const wordDefinition = {
  name: 'word_scenario',
  description: 'Notes the goal of the person, for whoever plays them.',
  parameters: {
    type: 'object',
    properties: { goal: { type: 'string', description: 'One or two sentences' } },
    required: ['goal'],
    additionalProperties: false,
  },
} as const;
