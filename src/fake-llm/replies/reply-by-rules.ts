import type { JsonObject } from '../../types/json.js';
import type { FakeReply } from '../fake-reply.js';
import type { FakeRequest, FakeTool } from '../fake-request.js';
import type { ReplyPolicy } from '../server-options.js';
import { replyAsAssistant } from './assistant/reply-as-assistant.js';
import { withFlatInputs } from './assistant/with-flat-inputs.js';
import { fillSchema } from './fill-schema.js';
import { fillGoalForm, isGoalForm } from './goal-form.js';
import { fillJudgeForm, isJudgeForm } from './judge/judge-form.js';
import { fillTextsForm, isTextsForm } from './texts/texts-form.js';
import { fillUserForm, isUserForm } from './user/user-form.js';

export type Rules = { readonly seed: number; readonly policy: ReplyPolicy };

/**
 * What the rules answer, found from the request alone: a form is filled in, an assistant with tools acts on its conversation,
 * anything else is echoed. The same request under the same id has one answer.
 */
export function replyByRules(request: FakeRequest, rules: Rules): FakeReply {
  const reasoning = request.reasoning ? { reasoning: 'The last message decides what comes next.' } : {};
  const form = formOf(request);
  if (form !== null) return { calls: [{ name: form.name, input: fillForm(request, form, rules) }] };
  if (request.answerSchema !== null) {
    const tool = { name: 'answer', description: '', schema: request.answerSchema };
    return { ...reasoning, text: JSON.stringify(fillForm(request, tool, rules)) };
  }
  if (request.tools.length > 0 && request.toolChoice === 'auto')
    return { ...reasoning, ...withFlatInputs(request, replyAsAssistant) };
  return { ...reasoning, text: echo(request) };
}

/** The tool that must be called. */
function formOf({ toolChoice, tools }: FakeRequest): FakeTool | null {
  if (toolChoice === 'any') return tools[0] ?? null;
  if (typeof toolChoice === 'string') return null;
  return tools.find(({ name }) => name === toolChoice.tool) ?? null;
}

function fillForm(request: FakeRequest, form: FakeTool, rules: Rules): JsonObject {
  if (isJudgeForm(form)) return fillJudgeForm(request, form, rules);
  if (isUserForm(form)) return fillUserForm(request, form);
  if (isTextsForm(form)) return fillTextsForm(request, form, rules);
  if (isGoalForm(form)) return fillGoalForm(request, form);
  return fillSchema(form.schema) as JsonObject;
}

function echo({ messages }: FakeRequest): string {
  const text = messages.at(-1)?.text.trim() ?? '';
  return `You said: ${text.slice(0, 200)}`;
}
