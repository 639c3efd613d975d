import type { Form } from '../language-models/ask-form.js';
import type { JsonSchema } from '../types/json.js';

/** What a model fills in to judge: the one way in which a verdict is read. */
export type ScoreSheet = {
  readonly reasoning: string;
  readonly tool_correctness: number;
  readonly task_completion: number;
  readonly naturalness: number;
};

const score: JsonSchema = { type: 'number', minimum: 1, maximum: 5 };

/** Constant, so that providers can keep it in their cache. The reasoning comes first: what is written first guides the rest. */
export const scoreForm: Form<ScoreSheet> = {
  definition: {
    name: 'score',
    description: 'Gives the verdict on the conversation: why, and three scores from 1.0 to 5.0.',
    parameters: {
      type: 'object',
      properties: {
        reasoning: {
          type: 'string',
          description: 'What took points away and where, in one to three sentences.',
          minLength: 1,
          maxLength: 4000,
        },
        tool_correctness: score,
        task_completion: score,
        naturalness: score,
      },
      required: ['reasoning', 'tool_correctness', 'task_completion', 'naturalness'],
      additionalProperties: false,
    },
  },
};
