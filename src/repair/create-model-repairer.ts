import { askForm } from '../language-models/ask-form.js';
import { fillPrompt, type Prompts } from '../prompts/load-prompts.js';
import type { ToolDefinition } from '../types/conversation.js';
import type { DatasetRecord, RepairMethod } from '../types/dataset-record.js';
import type { LanguageModel } from '../types/language-model.js';
import { type Locale, referenceLocale } from '../types/plan-row.js';
import type { Repair, Repairer } from '../types/ports.js';
import type { GateName, JudgeScores, Violation } from '../types/verdict.js';
import type { CheckText, FindClaims } from './change-text.js';
import { checkMeaning } from './check-meaning.js';
import { createOfflineRepairer } from './create-offline-repairer.js';
import { describeCase } from './describe-case.js';
import { describeModelFault } from './describe-model-fault.js';
import { editableMessages } from './editable-messages.js';
import { findFormProblem, mendForm, type NewTexts, rewriteForm } from './repair-forms.js';
import { type TakenTexts, type TextTools, takeTexts } from './take-texts.js';

export type ModelRepairerOptions = {
  readonly model: LanguageModel;
  /** Prompts of a record's language; asked for with every attempt, so it should keep what it has read. */
  readonly promptsFor: (locale: Locale) => Prompts;
  /** As for `judgeAndRepair`: a text that adds a violation is not taken over. */
  readonly validate: (record: DatasetRecord) => readonly Violation[];
  /** Sources of what a text tells anew. */
  readonly findClaims: FindClaims;
  /** Whether a text still does what it did in the conversation; by default closed rules that refuse rather too much. */
  readonly checkText?: CheckText;
};

/**
 * Has a model mend the texts of a record: on the first attempt those that the verdict is about, on the second all of them.
 * Calls, outputs and what texts and arguments rest on stay; a text that cannot keep them is not taken over. What is
 * mechanical is mended first, without the model. Errors that end a run pass through; everything else that the model does
 * wrong is a repair that failed.
 */
export function createModelRepairer(options: ModelRepairerOptions): Repairer {
  return {
    id: options.model.id,
    first: createOfflineRepairer(),
    async repair(record, scores, attempt) {
      const way = ways[attempt - 1];
      if (way === undefined) return null;
      if (isBeyondText(scores)) return attempt === 1 ? beyondText(way, options.model) : null;
      try {
        return await mend(record, scores, { ...way, turn: attempt - 1 }, options);
      } catch (error) {
        const fault = describeModelFault(error);
        if (fault === null) throw error;
        return failed(way, options.model.id, 'failed', [fault]);
      }
    },
  };
}

type Way = {
  readonly method: RepairMethod;
  readonly prompt: string;
  readonly form: ToolDefinition;
  readonly maxTokens: number;
  /** Whether every text has to be given. */
  readonly isWhole: boolean;
};

const ways: readonly Way[] = [
  { method: 'surgical', prompt: 'repair-surgical', form: mendForm, maxTokens: 4096, isWhole: false },
  { method: 'rewrite', prompt: 'repair-rewrite', form: rewriteForm, maxTokens: 8192, isWhole: true },
];

async function mend(
  record: DatasetRecord,
  scores: JudgeScores,
  way: Way & { readonly turn: number },
  { model, promptsFor, validate, findClaims, checkText = checkMeaning }: ModelRepairerOptions,
): Promise<Repair> {
  const editable = editableMessages(record);
  const prompts = promptsFor(record.metadata?.locale ?? referenceLocale);
  const reading = readTexts(record, way, editable, { validate, findClaims, checkText });
  const { model: agent } = await askForm<NewTexts>(model, {
    form: { definition: way.form, findProblem: reading.findProblem },
    place: { conversationId: record.conversation_id, role: 'repair', turn: way.turn, attempt: [] },
    system: fillPrompt(prompts.get(way.prompt), {}),
    messages: [
      {
        role: 'user',
        content: fillPrompt(prompts.get('repair-case'), {
          failed: failedDimensions(scores).join(', '),
          case: describeCase(record, scores, editable),
        }),
      },
    ],
    maxTokens: way.maxTokens,
  });
  const { taken, refused, ...result } = reading.last();
  const notes = [
    ...refused.map(({ index, reason }) => `message ${index} keeps its text: ${reason}`.slice(0, 300)),
    ...(scores.failed_gates.includes('tool_correctness') ? [callsStay] : []),
  ];
  if (taken.length === 0)
    return failed(way, agent, 'refused', notes.length === 0 ? ['no text differs'] : notes);
  const changed = taken.map((index) => `message ${index}: text changed`);
  return { method: way.method, agent, record: result.record, changed, notes };
}

/** Checks forms as they come in. What a model could do better it is told once; after that what can be taken is taken. */
function readTexts(
  record: DatasetRecord,
  { isWhole }: Way,
  editable: readonly number[],
  tools: TextTools,
): { readonly findProblem: (texts: NewTexts) => string | null; readonly last: () => TakenTexts } {
  let last: TakenTexts = { record, taken: [], refused: [] };
  let isTold = false;
  return {
    last: () => last,
    findProblem(texts) {
      const problem = findFormProblem(texts, record, editable);
      if (problem !== null) return problem;
      last = takeTexts(record, texts, tools);
      const given = new Set(texts.messages.map(({ index }) => index));
      const missing = isWhole ? editable.filter((index) => !given.has(index)) : [];
      const problems = [
        ...last.refused.map(({ index, reason }) => `message ${index}: ${reason}`),
        ...(missing.length === 0 ? [] : [`the texts of ${missing.join(', ')} are missing`]),
      ];
      if (isTold || problems.length === 0) return null;
      isTold = true;
      return `${problems.slice(0, 10).join('; ').slice(0, 1500)} (give all the other texts again, too)`;
    },
  };
}

function failedDimensions(scores: JudgeScores): GateName[] {
  const named = scores.failed_gates.filter((gate) => gate !== 'mean_score');
  if (named.length > 0) return named;
  // Only the mean fails: what texts can raise, the lowest first.
  const raisable = ['task_completion', 'naturalness'] as const;
  return [...raisable].sort((left, right) => scores[left] - scores[right]);
}

/** Whether calls alone are at fault. */
function isBeyondText({ failed_gates }: JudgeScores): boolean {
  return (
    failed_gates.includes('tool_correctness') &&
    failed_gates.every((gate) => gate === 'tool_correctness' || gate === 'mean_score')
  );
}

const callsStay =
  'tool_correctness: calls and their arguments stay as they were made; texts cannot mend them';

function beyondText(way: Way, model: LanguageModel): Repair {
  return failed(way, model.id, 'beyond_text', [callsStay]);
}

function failed(
  { method }: Way,
  agent: string,
  problem: Exclude<Repair['problem'], undefined>,
  notes: readonly string[],
): Repair {
  return { method, agent, record: null, changed: [], notes, problem };
}
