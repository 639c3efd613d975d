import { jsonEqual } from '../json-equal.js';
import type { RecordView } from '../record-view.js';
import type { Report, Rule } from '../rule.js';
import { isQuestion } from './clarifications.js';
import { recountDifficulty } from './recount-difficulty.js';
import { recountPattern } from './recount-pattern.js';

export const metadataRules: readonly Rule[] = [
  { law: 0, name: 'metadata-recount', check: metadataRecount },
  { law: 0, name: 'grounding-rate-recount', check: groundingRateRecount },
  { law: 0, name: 'endpoint-ids-match', check: endpointIdsMatch },
  { law: 0, name: 'sampling-mode-kept', check: samplingModeKept },
  { law: 0, name: 'identity-agrees', check: identityAgrees },
];

function metadataRecount(view: RecordView, report: Report): void {
  const { record, calls } = view;
  const { metadata } = record;
  const difficulty = recountDifficulty(view);
  const toolIds = toolIdsOf(metadata.endpoint_ids);
  const recounted: { readonly [key: string]: unknown } = {
    num_turns: record.messages.filter((message) => message.role !== 'system').length,
    num_tool_calls: calls.length,
    num_clarification_questions: difficulty.clarifications,
    num_distinct_tools: toolIds.length,
    tool_ids_used: toolIds,
    difficulty,
    pattern_type: recountPattern(view),
  };
  for (const [key, expected] of Object.entries(recounted)) {
    const found = metadata[key as keyof typeof metadata];
    if (!jsonEqual(found, expected)) {
      report(
        `/metadata/${key}`,
        `${key} is ${JSON.stringify(found)}; recounted it is ${JSON.stringify(expected)}.`,
      );
    }
  }
}

/** Share of calls after the first with at least one argument from an earlier output; may be rounded to 2 decimals or more. */
function groundingRateRecount({ record, calls }: RecordView, report: Report): void {
  const found = record.metadata.memory_grounding_rate;
  const later = calls.slice(1);
  if (later.length === 0) {
    if (found !== null)
      report('/metadata/memory_grounding_rate', 'It must be null with fewer than two calls.');
    return;
  }
  const expected = later.filter((call) => call.suppliers.size > 0).length / later.length;
  if (
    found === null ||
    ![2, 3, 4, 15].some((digits) => Math.abs(found - Number(expected.toFixed(digits))) < 1e-9)
  ) {
    report('/metadata/memory_grounding_rate', `It is ${found}; recounted it is ${expected}.`);
  }
}

function endpointIdsMatch({ record, calls }: RecordView, report: Report): void {
  const { endpoint_ids: ids, domain } = record.metadata;
  if (ids.length !== calls.length)
    report('/metadata/endpoint_ids', `There are ${ids.length} ids for ${calls.length} calls.`);
  const idOfName = new Map<string, string>();
  const nameOfId = new Map<string, string>();
  calls.forEach(({ call }, index) => {
    const id = ids[index];
    if (id === undefined) return;
    if ((idOfName.get(call.name) ?? id) !== id || (nameOfId.get(id) ?? call.name) !== call.name) {
      report(
        `/metadata/endpoint_ids/${index}`,
        `${id} and ${call.name} do not name the same endpoint throughout.`,
      );
    }
    idOfName.set(call.name, id);
    nameOfId.set(id, call.name);
  });
  const category = ids[0]?.split('/')[0];
  if (category !== undefined && !isSlugOf(category, domain)) {
    report('/metadata/domain', `The domain is ${domain}; the first call is in ${category}.`);
  }
}

function samplingModeKept({ record, calls }: RecordView, report: Report): void {
  const mode = record.metadata.sampling_mode;
  const kept = {
    sequential: () => true,
    parallel: () =>
      record.messages.some(
        (message) => message.role === 'assistant' && (message.tool_calls?.length ?? 0) >= 2,
      ),
    multi_tool: () => toolIdsOf(record.metadata.endpoint_ids).length >= 2,
    short: () => calls.length <= 2,
    clarification_first: () => {
      const first = record.messages.find((message) => message.role === 'assistant');
      return first?.role === 'assistant' && first.tool_calls === undefined && isQuestion(first.content);
    },
  };
  if (!kept[mode]()) report('/metadata/sampling_mode', `The record does not do what mode ${mode} promises.`);
}

function identityAgrees({ record }: RecordView, report: Report): void {
  const { conversation_id: id, metadata, scenario } = record;
  if (metadata.conversation_id !== id)
    report('/metadata/conversation_id', 'It differs from the conversation_id at the top.');
  if (id.split('_')[1] !== String(metadata.seed))
    report('/metadata/seed', `The seed is ${metadata.seed}, the id says ${id}.`);
  if (scenario.locale !== metadata.locale)
    report('/metadata/locale', `The locale is ${metadata.locale}, the scenario's ${scenario.locale}.`);
}

/** `<category>/<tool>` of each `<category>/<tool>/<endpoint>`, sorted by code unit, each once. */
function toolIdsOf(endpointIds: readonly string[]): string[] {
  return [...new Set(endpointIds.map(toolIdOf))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function toolIdOf(endpointId: string): string {
  const end = endpointId.indexOf('/', endpointId.indexOf('/') + 1);
  return end <= 0 ? endpointId : endpointId.slice(0, end);
}

/** Ids keep the plain letters of a category; where none or too many are there, a hash stands for what is left out. */
function isSlugOf(slug: string, name: string): boolean {
  const wanted = letters(name);
  const found = letters(slug);
  if (found === wanted) return true;
  const kept = /^(?:x|(.*)_)[0-9a-z]{7}$/.exec(slug);
  if (kept === null) return false;
  return kept[1] === undefined ? wanted === '' : name.length > 50 && wanted.startsWith(letters(kept[1]));
}

function letters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
