import type { PatternType } from '../../types/plan-row.js';
import type { RecordView } from '../record-view.js';

const reading = new Set(['search', 'retrieve']);
const acting = new Set(['create', 'update', 'delete', 'execute']);

/**
 * The pattern, the first that fits: no call; one call; parallel (a message with two calls); a search or retrieve and
 * later a create, update, delete or execute; a search or retrieve and later a compare; calls of two tools; sequential.
 */
export function recountPattern({ record, calls }: RecordView): PatternType {
  if (calls.length === 0) return 'no_call';
  if (calls.length === 1) return 'single_call';
  if (new Set(calls.map((call) => call.message)).size < calls.length) return 'parallel';
  const actions = calls.map((call) => call.semantics?.action ?? '');
  const firstRead = actions.findIndex((action) => reading.has(action));
  const later = firstRead < 0 ? [] : actions.slice(firstRead + 1);
  if (later.some((action) => acting.has(action))) return 'search_then_action';
  if (later.includes('compare')) return 'information_then_decision';
  const tools = new Set(record.metadata.endpoint_ids.map((id) => id.split('/').slice(0, 2).join('/')));
  return tools.size > 1 ? 'multi_tool_chain' : 'sequential_multi_step';
}
