import { askForm, type FormQuestion, formRequest } from '../language-models/ask-form.js';
import { fillPrompt, type Prompts } from '../prompts/load-prompts.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { LanguageModel, LanguageModelRequest } from '../types/language-model.js';
import type { Judge } from '../types/ports.js';
import { capByFacts } from './cap-by-facts.js';
import { quoteTranscript } from './quote-transcript.js';
import type { Rubric } from './rubric.js';
import { type ScoreSheet, scoreForm } from './score-form.js';
import { toJudgeScores } from './to-judge-scores.js';
import { wordRubric } from './word-rubric.js';

export type ModelJudgeOptions = {
  readonly model: LanguageModel;
  readonly rubric: Rubric;
  /** Those of the dataset's language. */
  readonly prompts: Prompts;
};

/**
 * The judge that a model stands behind. System prompt and form are the same for each record, so that providers can keep them
 * in their cache; the conversation is quoted as data. What rules can prove caps what the model may give. Throws
 * `ConversationFailure` where the model gives no verdict that fits the form.
 */
export function createModelJudge({ model, rubric, prompts }: ModelJudgeOptions): Judge {
  const ask = judgeQuestion(rubric, prompts);
  return {
    id: model.id,
    async judge(record, gates, attempt = 0) {
      const { filled, model: judge_model } = await askForm(model, ask(record, attempt));
      const { scores, notes } = capByFacts(record, roundScores(filled), rubric);
      const reasoning = [filled.reasoning.trim(), ...notes].join(' ');
      return toJudgeScores(scores, gates, { judge_model, reasoning });
    },
  };
}

/**
 * The first request that the model judge makes for a record: what a batch submits in advance. The answer has to be put into the
 * response cache under the same request; the judge then finds it there.
 */
export function createJudgeRequest({
  rubric,
  prompts,
}: Omit<ModelJudgeOptions, 'model'>): (record: DatasetRecord, attempt?: number) => LanguageModelRequest {
  const ask = judgeQuestion(rubric, prompts);
  return (record, attempt = 0) => formRequest(ask(record, attempt));
}

function judgeQuestion(
  rubric: Rubric,
  prompts: Prompts,
): (record: DatasetRecord, attempt: number) => FormQuestion<ScoreSheet> {
  const system = fillPrompt(prompts.get('judge'), { rubric: wordRubric(rubric) });
  return (record, attempt) => ({
    form: scoreForm,
    place: { conversationId: record.conversation_id, role: 'judge', turn: 0, attempt: [attempt] },
    system,
    messages: [{ role: 'user', content: quoteTranscript(record, rubric.quote) }],
    maxTokens: rubric.quote.answer_tokens,
  });
}

function roundScores(sheet: ScoreSheet) {
  const round = (score: number): { readonly score: number } => ({ score: Math.round(score * 10) / 10 });
  return {
    tool_correctness: round(sheet.tool_correctness),
    task_completion: round(sheet.task_completion),
    naturalness: round(sheet.naturalness),
  };
}
