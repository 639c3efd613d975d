import { keepText } from '../json/line-text.js';
import type { ConversationBrief } from '../planner/conversation-brief.js';
import { toEndpointSemantics } from '../registry/endpoint-semantics.js';
import { toToolDefinition } from '../registry/tool-definition.js';
import { clarifications } from '../simulation/clarifications.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { ToolCall, ToolMessage, ToolResult } from '../types/conversation.js';
import {
  type DatasetRecord,
  type DistractorClaim,
  type EndpointSemantics,
  type GoalEntry,
  type PhenomenonEvidence,
  type RecordMetadata,
  recordSchemaVersion,
} from '../types/dataset-record.js';
import type { JsonValue } from '../types/json.js';
import type { PlanRow } from '../types/plan-row.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { TwinDifference } from '../types/twin.js';
import { conversationId, variantId } from './conversation-id.js';
import { distractorSimilarity } from './distractor-similarity.js';
import { findChoices } from './find-choices.js';
import { measureDifficulty } from './measure-difficulty.js';
import { patternOf } from './pattern-of.js';
import { samplingModeOf } from './sampling-mode-of.js';
import { toGoalEntries } from './to-goal-entries.js';

export type RecordContext = {
  readonly seed: number;
  readonly corpusMemory: boolean;
  /** False under `mixed`: the mode is then read off the record's shape. */
  readonly fixedMode: boolean;
  readonly categoryOf: ReadonlyMap<string, string>;
  /** True where variants follow each record. */
  readonly twins: boolean;
  /** Who made it; everything offline by default. */
  readonly agents?: RecordMetadata['agents'];
};

/** A record that no model had a part in. */
export const offlineAgents: RecordMetadata['agents'] = {
  planner: 'offline',
  user: 'offline',
  assistant: 'offline',
  judge: 'offline',
  repair: 'offline',
};

/** The one place that maps a finished conversation to the wire format. */
export function toDatasetRecord(
  row: PlanRow,
  state: ConversationState,
  context: RecordContext,
  difference: TwinDifference | null,
): DatasetRecord {
  const calls = state.messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []) : [],
  );
  const base = conversationId(context.seed, row.index);
  const id = difference === null ? base : variantId(base, difference.kind);
  const goal = toGoalEntries(state);
  return {
    conversation_id: id,
    messages: state.messages,
    tool_calls: calls,
    tool_outputs: toOutputs(state),
    tools: state.brief.offered.map(toToolDefinition),
    scenario: state.brief.scenario,
    goal,
    semantics: toSemantics(state.brief.offered),
    phenomena: toPhenomena(state, calls, goal),
    provenance: { arguments: state.argumentSources, answers: state.answerSources },
    metadata: {
      ...toMetadata(row, id, calls, state, context),
      ...(context.twins ? { twin_group: base } : {}),
      ...(difference === null ? {} : { twin_difference: difference }),
    },
  };
}

function toOutputs({ messages, calls }: ConversationState): ToolResult[] {
  const outputs = new Map(calls.map(({ call, output }) => [call.id, output]));
  const results: ToolResult[] = [];
  for (const message of messages)
    if (message.role === 'tool') results.push(toOutput(message, outputs.get(message.tool_call_id)));
  return results;
}

/**
 * What a tool message quotes is JSON text already: the record's line takes it over. An answer never changes after it was
 * given, so that the record holds it as it is; it is read from the text where no call of the conversation knows it.
 */
function toOutput(
  { tool_call_id: id, name, content }: ToolMessage,
  known: JsonValue | undefined,
): ToolResult {
  const result: ToolResult = { id, name, output: known ?? JSON.parse(content) };
  keepText(result, `{"id":${JSON.stringify(id)},"name":${JSON.stringify(name)},"output":${content}}`);
  return result;
}

function toSemantics(offered: readonly Endpoint[]): { [name: string]: EndpointSemantics } {
  // Names hold `::`, so that none is that of a part of every object.
  const semantics: { [name: string]: EndpointSemantics } = {};
  for (const endpoint of offered) semantics[endpoint.callName] = toEndpointSemantics(endpoint);
  return semantics;
}

function toPhenomena(
  state: ConversationState,
  calls: readonly ToolCall[],
  goal: readonly GoalEntry[],
): PhenomenonEvidence[] {
  const all = state.messages.flatMap((message, index) =>
    message.role === 'assistant' && message.tool_calls ? [index] : [],
  );
  const found = [...state.phenomena];
  const choices = findChoices(state);
  if (choices.length > 0) found.push({ name: 'choice_among_results', messages: choices });
  const missing = goal.filter(({ reason }) => reason === 'no_tool').map(({ message }) => message);
  const refused = goal.filter(({ reason }) => reason === 'policy').map(({ message }) => message);
  const served = goal.some(({ outcome }) => outcome === 'achieved');
  if (missing.length > 0) found.push({ name: served ? 'missing_tool' : 'no_tool', messages: missing });
  if (refused.length > 0) found.push({ name: 'refusal', messages: refused });
  if (calls.length >= 1 && calls.length <= 2) found.push({ name: 'short', messages: all });
  if (calls.length >= 5) found.push({ name: 'long', messages: all });
  const merged = new Map<string, PhenomenonEvidence>();
  for (const { name, messages } of found) {
    merged.set(name, { name, messages: [...new Set([...(merged.get(name)?.messages ?? []), ...messages])] });
  }
  return [...merged.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function toMetadata(
  row: PlanRow,
  id: string,
  calls: readonly ToolCall[],
  state: ConversationState,
  context: RecordContext,
): RecordMetadata {
  const byName = new Map(state.brief.offered.map((endpoint) => [endpoint.callName, endpoint]));
  const called = calls.flatMap((call) => byName.get(call.name) ?? []);
  const toolIds = [...new Set(called.map((endpoint) => endpoint.toolId))].sort();
  const asked = clarifications(state).length;
  const sources = state.argumentSources;
  const later = calls.slice(1);
  const grounded = later.filter((call) =>
    sources.some((entry) => entry.call === call.id && entry.source.kind === 'output'),
  );
  const domainTool = called[0]?.toolId ?? state.brief.offered[0]?.toolId ?? '';
  return {
    conversation_id: id,
    seed: context.seed,
    schema_version: recordSchemaVersion,
    tool_ids_used: toolIds,
    num_turns: state.messages.filter((message) => message.role !== 'system').length,
    num_clarification_questions: asked,
    memory_grounding_rate: calls.length < 2 ? null : grounded.length / later.length,
    corpus_memory_enabled: context.corpusMemory,
    pattern_type: patternOf(calls, state.messages, byName),
    sampling_mode: context.fixedMode ? row.mode : samplingModeOf(calls, state.messages, toolIds.length),
    domain: context.categoryOf.get(domainTool) ?? '',
    endpoint_ids: called.map((endpoint) => endpoint.id),
    num_tool_calls: calls.length,
    num_distinct_tools: toolIds.length,
    difficulty: {
      ...measureDifficulty(calls, sources, asked, state.brief.offered.length),
      distractor_similarity: distractorSimilarity(calls, state.brief.offered),
    },
    distractors: toClaims(state.brief),
    locale: row.locale,
    agents: { ...(context.agents ?? offlineAgents) },
  };
}

function toClaims({ offered, distractors }: ConversationBrief): DistractorClaim[] {
  const names = new Map(offered.map((endpoint) => [endpoint.id, endpoint.callName]));
  return distractors
    .flatMap(({ endpointId, shares }) => {
      const name = names.get(endpointId);
      return name === undefined || shares === null ? [] : [{ name, endpoint_id: endpointId, shares }];
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
