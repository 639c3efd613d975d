import type { ValidateFunction } from 'ajv/dist/2020.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import { load } from '../shipped/store.js';
import type { ToolDefinition } from '../types/conversation.js';
import type {
  LanguageModel,
  LanguageModelRequest,
  LanguageModelResponse,
  ModelMessage,
} from '../types/language-model.js';
import { type CallPlace, logicalId } from './logical-id.js';

/** Something that a model fills in: a tool that it must call, so that nothing is ever read out of free text. */
export type Form<Filled> = {
  readonly definition: ToolDefinition;
  /** What is wrong with a form that its schema lets pass, in words for the model; null where nothing is. */
  readonly findProblem?: (filled: Filled) => string | null;
};

export type FormQuestion<Filled> = {
  readonly form: Form<Filled>;
  readonly place: CallPlace;
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly maxTokens: number;
};

export type FilledForm<Filled> = { readonly filled: Filled; readonly model: string };

/** Times that a model may be told what is wrong with its form. */
const corrections = 2;

/**
 * Has a model fill in a form. What does not fit is sent back with the reason. Throws `ConversationFailure` when the model
 * refuses, runs out of tokens twice or never gets it right.
 */
export async function askForm<Filled>(
  model: LanguageModel,
  question: FormQuestion<Filled>,
): Promise<FilledForm<Filled>> {
  const { form, place, messages, maxTokens } = question;
  const said: ModelMessage[] = [...messages];
  let problem = '';
  let room = maxTokens;
  for (let tried = 0; tried <= corrections; tried += 1) {
    const response = await model.generate(
      formRequest({ ...question, messages: [...said], maxTokens: room }, tried),
    );
    if (response.stopReason === 'refusal')
      throw new ConversationFailure('model-refused', `${model.id} declined to play the ${place.role}`);
    if (response.stopReason === 'max_tokens') {
      problem = `it did not end within ${room} tokens`;
      room *= 2;
      continue;
    }
    const [call] = response.toolCalls;
    problem = problemOf(response, form);
    if (problem === '' && call) return { filled: call.parameters as Filled, model: response.model };
    said.push(...correction(response, form.definition.name, problem));
  }
  throw new ConversationFailure('model-reply', `${model.id} as ${place.role}: ${problem}`);
}

/** The request by which a form is asked for; the first where nothing was `tried`. A batch submits the same one. */
export function formRequest<Filled>(
  { form, place, system, messages, maxTokens }: FormQuestion<Filled>,
  tried = 0,
): LanguageModelRequest {
  return {
    logicalId: logicalId({ ...place, attempt: [...place.attempt, tried] }),
    role: place.role,
    system,
    messages,
    tools: [form.definition],
    toolChoice: { tool: form.definition.name },
    maxTokens,
    reasoning: false,
  };
}

function problemOf<Filled>({ toolCalls }: LanguageModelResponse, form: Form<Filled>): string {
  const [call] = toolCalls;
  if (call?.name !== form.definition.name) return `${form.definition.name} was not called`;
  if (call.parameters === null) return `the input of ${call.name} is no JSON object`;
  const validate = compiled(form.definition);
  if (!validate(call.parameters)) {
    const [error] = validate.errors ?? [];
    return `${error?.instancePath || 'the input'} ${error?.message ?? 'does not fit'}`.slice(0, 300);
  }
  return form.findProblem?.(call.parameters as Filled) ?? '';
}

/** The exchange that asks again: the wrong form, and why it is wrong. */
function correction(
  { text, toolCalls }: LanguageModelResponse,
  name: string,
  problem: string,
): ModelMessage[] {
  const [call] = toolCalls;
  const reason = `Not accepted: ${problem}. Call ${name} again.`;
  if (call === undefined || call.parameters === null)
    return [
      { role: 'assistant', content: text === '' ? '…' : text },
      { role: 'user', content: reason },
    ];
  return [
    { role: 'assistant', content: text, toolCalls: [call] },
    { role: 'tool', toolCallId: call.id, content: reason, isError: true },
  ];
}

const validators = new WeakMap<ToolDefinition, ValidateFunction>();

/** Forms are ours, so their schemas may be compiled. */
function compiled(definition: ToolDefinition): ValidateFunction {
  const known = validators.get(definition);
  if (known) return known;
  const { Ajv2020 }: typeof import('ajv/dist/2020.js') = load('ajv/dist/2020.js');
  const made = new Ajv2020({ allErrors: false }).compile(definition.parameters as object);
  validators.set(definition, made);
  return made;
}
