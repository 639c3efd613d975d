import type { CallMove, PlannedCall, Speakers, SpokenAssistantMove } from '../agents/agent-ports.js';
import { resolveArguments } from '../agents/resolve-arguments.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import { valueAt } from '../json/json-pointer.js';
import { asks } from '../language/asks.js';
import type { Mark } from '../language/utterance.js';
import { logicalId } from '../language-models/logical-id.js';
import { toToolDefinition } from '../registry/tool-definition.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { ToolDefinition } from '../types/conversation.js';
import type { JsonObject, JsonPointer } from '../types/json.js';
import type { LanguageModelResponse, ModelMessage, ReasoningPart } from '../types/language-model.js';
import type { Source } from '../types/provenance.js';
import { openSteps } from './directions.js';
import type { LiveContext } from './live-context.js';
import { type MatchedStep, matchStep } from './match-step.js';
import { toModelMessages } from './to-model-messages.js';

export type LiveAssistantContext = LiveContext & {
  /** Asks for reasoning and keeps it apart from the content. */
  readonly reasoning: boolean;
  /** What speaks against a text as the next message of the conversation, in words for the model; empty where nothing does. */
  readonly findFaults: (text: string, marks: readonly Mark[], state: ConversationState) => readonly string[];
};

/** Times that one message may be asked for again, with the reason. */
const corrections = 2;

/**
 * An assistant whose choices are a model's: it sees system message, tools and conversation, and nothing of the plan. What it
 * says and calls is taken up only with a source for every value; what is not taken up is asked for again, outside of the
 * conversation. Throws `ConversationFailure` where that does not help, and for a call that the task has no use for.
 */
export function createLiveAssistant(context: LiveAssistantContext): Speakers['assistant'] {
  const reasoned = new Map<number, readonly ReasoningPart[]>();
  return {
    async next(state) {
      const { brief } = state;
      const tools = brief.offered.map(toToolDefinition);
      const aside: ModelMessage[] = [];
      let maxTokens = context.maxTokens;
      let problem = '';
      for (let tried = 0; tried <= corrections; tried += 1) {
        const response = await context.model.generate({
          logicalId: logicalId({
            conversationId: context.conversationId,
            role: 'assistant',
            turn: state.messages.length,
            attempt: [...context.attempt, tried],
          }),
          role: 'assistant',
          system: `${context.prompts.get('live-assistant').text}\n\n${brief.systemMessage}`,
          messages: [...toModelMessages(state.messages, reasoned), ...aside],
          ...{ tools, toolChoice: 'auto', maxTokens, reasoning: context.reasoning },
        });
        context.note(response.model);
        if (response.stopReason === 'refusal')
          throw new ConversationFailure(
            'model-refused',
            `${context.model.id} declined to play the assistant`,
          );
        if (response.stopReason === 'max_tokens') {
          problem = `the message did not end within ${maxTokens} tokens`;
          maxTokens *= 2;
          continue;
        }
        const heard = hear(response, tools, state, context);
        if (typeof heard !== 'string') {
          if (response.reasoning.length > 0) reasoned.set(state.messages.length, response.reasoning);
          const text = response.reasoning.map((part) => part.text).join('\n');
          return context.reasoning && text !== '' ? { ...heard, reasoning: text } : heard;
        }
        problem = heard;
        aside.push(...asideOf(response, problem));
      }
      throw new ConversationFailure(failureOf(problem), problem);
    },
  };
}

/** The move that a response comes to, or what is wrong with it. */
function hear(
  response: LanguageModelResponse,
  tools: readonly ToolDefinition[],
  state: ConversationState,
  context: LiveAssistantContext,
): CallMove | SpokenAssistantMove | string {
  return response.toolCalls.length > 0
    ? hearCalls(response, tools, state, context)
    : hearText(response.text.trim(), state, context);
}

function hearCalls(
  { toolCalls }: LanguageModelResponse,
  tools: readonly ToolDefinition[],
  state: ConversationState,
  { sources }: LiveAssistantContext,
): CallMove | string {
  const calls: PlannedCall[] = [];
  const taken = new Set<number>();
  for (const { name, parameters } of toolCalls) {
    if (!tools.some((tool) => tool.name === name))
      return `unknown tool: there is no tool ${name.slice(0, 80)}`;
    if (parameters === null) return `unreadable call: the arguments of ${name} are no JSON object`;
    const grounded = sources.groundCall({ name, parameters }, state);
    if (grounded.ungrounded.length > 0)
      return `ungrounded argument: nothing said or found so far gives ${grounded.ungrounded.join(', ')} of ${name}; leave it out, look it up or ask the user`;
    const matched = matchStep({ name, parameters }, taken, state);
    if (matched === null)
      throw new ConversationFailure(
        'call-beside-the-task',
        `${name} ${JSON.stringify(parameters).slice(0, 200)}`,
      );
    taken.add(matched.step);
    calls.push({
      ...matched,
      name,
      parameters,
      sources: asPlanned(matched, parameters, grounded.sources, state),
    });
  }
  return { kind: 'call', calls: withoutEarly(calls, state), picks: new Map() };
}

/** Calls that the task builds on others of the same message wait for these: their model makes them again when it has seen them. */
function withoutEarly(calls: readonly PlannedCall[], { brief }: ConversationState): PlannedCall[] {
  const made = new Set(calls.map(({ step }) => step));
  return calls.filter(({ step }) =>
    (brief.chain.steps[step]?.arguments ?? []).every(
      ({ from }) => from.kind !== 'link' || !made.has(from.step),
    ),
  );
}

/** Where several results give a value, it is from the one that the task takes it from. */
function asPlanned(
  { step, detour }: MatchedStep,
  parameters: JsonObject,
  found: PlannedCall['sources'],
  state: ConversationState,
): PlannedCall['sources'] {
  const planned = plannedSources(step, parameters, state);
  return detour
    ? found
    : found.map((each) => ({ ...each, source: planned.get(each.pointer) ?? each.source }));
}

function plannedSources(
  step: number,
  parameters: JsonObject,
  state: ConversationState,
): ReadonlyMap<JsonPointer, Source> {
  try {
    const planned = resolveArguments(step, state);
    return new Map(
      planned.sources.flatMap(({ pointer, source }) =>
        source.kind === 'output' && valueAt(planned.parameters, pointer) === valueAt(parameters, pointer)
          ? [[pointer, source] as const]
          : [],
      ),
    );
  } catch (error) {
    // The world that the model made of it may not hold what the plan draws on.
    if (error instanceof ConversationFailure) return new Map();
    throw error;
  }
}

function hearText(
  text: string,
  state: ConversationState,
  { sources, findFaults }: LiveAssistantContext,
): SpokenAssistantMove | string {
  if (text === '') return 'empty message: say something or call a tool';
  const marks = sources.claimsIn(text, state);
  const faults = findFaults(text, marks, state);
  if (faults.length > 0) return `unsupported text: ${faults.slice(0, 3).join(' ')}`;
  const request = state.brief.requests[state.request];
  const risky = request
    ? openSteps(request, state).filter((step) => state.brief.steps[step]?.endpoint.irreversible)
    : [];
  return {
    kind: 'say',
    utterance: { text, marks },
    isReport: true,
    pending: asks(text) && risky.length > 0 ? { kind: 'confirmation', steps: risky } : null,
    shown: new Map(),
  };
}

/** The exchange that asks again, told to the model alone. */
function asideOf({ text, toolCalls }: LanguageModelResponse, problem: string): ModelMessage[] {
  const reason = `[A note of the product, not of the user] This was not sent: ${problem.replace(/\.$/, '')}. Write your message again.`;
  const calls = toolCalls.filter(({ parameters }) => parameters !== null);
  if (calls.length === 0)
    return [
      { role: 'assistant', content: text.trim() === '' ? '…' : text },
      { role: 'user', content: reason },
    ];
  return [
    { role: 'assistant', content: text, toolCalls: calls },
    ...calls.map(
      ({ id }): ModelMessage => ({ role: 'tool', toolCallId: id, content: reason, isError: true }),
    ),
  ];
}

/** `ungrounded argument: nothing …` → `ungrounded-argument`. */
function failureOf(problem: string): string {
  return (
    problem
      .split(':')[0]
      ?.replace(/[^a-z]+/g, '-')
      .slice(0, 40) ?? 'model-reply'
  );
}
