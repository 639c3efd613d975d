import { saysEnumLabel } from '../reading/enum-label.js';
import type { RecordView } from '../record-view.js';
import { schemaWords } from './schema-source.js';

/** Whether a text says a default, constant or enumeration member of some offered tool. */
export function saysSchemaWord(view: RecordView, text: string): boolean {
  return view.record.tools.some((tool) =>
    schemaWords(tool.parameters).some(
      (word) =>
        word !== null &&
        typeof word !== 'object' &&
        (String(word) === text || saysEnumLabel(text, String(word), view.facts)),
    ),
  );
}
