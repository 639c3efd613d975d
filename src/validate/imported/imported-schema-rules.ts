import type { RecordView } from '../record-view.js';
import type { Rule } from '../rule.js';
import { schemaRules } from '../schema/schema-rules.js';
import { importedOf } from './view-imported.js';

const shared = new Set(['call-offered', 'arguments-valid']);

/** Law 1 on conversations of others: calls against the tools that are offered. Where none are, nothing can be held to them. */
export const importedSchemaRules: readonly Rule[] = schemaRules
  .filter(({ name }) => shared.has(name))
  .map((rule) => ({
    ...rule,
    check: (view, report) => {
      if (!lacksTools(view)) rule.check(view, report);
    },
  }));

function lacksTools(view: RecordView): boolean {
  return importedOf(view).metadata.imported.lacks.includes('tools');
}
