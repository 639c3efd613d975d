import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonValue } from '../../types/json.js';
import type { ForeignValue } from './read-values.js';

/** Events of one session that are held at once. */
const mostEvents = 100_000;

/** Where a file is the trace of one session, event by event, all of it is one value; any other file stays as it is. */
export async function* traceOf(
  values: AsyncIterable<ForeignValue>,
): AsyncGenerator<ForeignValue, void, undefined> {
  let events: JsonValue[] | null = null;
  let first: ForeignValue | null = null;
  for await (const found of values) {
    const starts = found.error === undefined && isJsonObject(found.value) && found.value.type === 'session';
    if (first === null) {
      first = found;
      if (starts) events = [];
    }
    if (events === null || found.error !== undefined) {
      yield found;
      continue;
    }
    // One session after the other in one file.
    if (starts && events.length > 0) {
      yield { file: first.file, line: first.line, value: events };
      [events, first] = [[], found];
    }
    if (events.length === mostEvents) {
      yield { file: found.file, line: found.line, error: `the session goes on beyond ${mostEvents} events` };
      return;
    }
    events.push(found.value);
  }
  if (events !== null && first !== null) yield { file: first.file, line: first.line, value: events };
}
