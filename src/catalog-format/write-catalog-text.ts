import { Document, visit } from 'yaml';
import { safeJson } from '../report/safe-text.js';
import type { WrittenCatalog } from './to-catalog-document.js';

/** A normalized catalog as text: JSON where the file is to be called so, else YAML with a head that says what can be edited. */
export function catalogText({ document }: WrittenCatalog, path: string): string {
  if (/\.json$/i.test(path)) return `${safeJson(JSON.stringify(document, null, 2))}\n`;
  return yamlText(document, head);
}

/** A value as YAML that reads back as the same; what a terminal would act on is written as escapes. */
export function yamlText(value: unknown, comment: string): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, node) => {
      // Only double quotes take escapes.
      if (typeof node.value === 'string' && unsafe.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({ lineWidth: 0, blockQuote: 'literal' });
  return `${comment}${text.replace(leftOver, escaped)}`;
}

const unsafe =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/;
/** The library escapes the others. */
const leftOver = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const head = `# A catalog of tools in datagen's own format: read it with "datagen build --data <this file>". It is yours to edit and keep;
# config/catalog.schema.json of the package describes every member. What can be edited:
#
#   tools[].category                 values that people share (a city, a team) link tools of one category
#   endpoints[].description, name    what is understood is read from them first of all
#   endpoints[].input                JSON Schema of the arguments. "loose: true" beside it: its types are only what somebody noted,
#                                    and the default of a required parameter is an example of it
#   endpoints[].response_schema      JSON Schema of the answer; or response_example, an answer as it was recorded
#   endpoints[].x-intent             search, retrieve, create, update, delete, execute, compare or summarize
#   endpoints[].x-entity             what it is about, one of them: hotel
#   endpoints[].x-id-parameter       the parameter that names the one thing to read or change
#   endpoints[].x-irreversible       true: the user confirms first
#   endpoints[].x-errors             [{type, message}]; types: invalid_value, not_found, conflict, rate_limit, unavailable
#   endpoints[].x-fields             {'/results/*/sid': {concept: message_id}}: meanings of values of the answer
#   endpoints[].x-skip               true: it is left out of conversations
#
# In properties of "input":
#
#   x-concept                        what the values are: an id of config/concepts.yaml, or <thing>_id
#   x-example, x-examples, x-enum    a realistic value, several of them, all there are
#   x-known-by                       user (says it), system (only an answer holds it), context (stands in the system message)
#   x-link                           answers that bring it: 'hotels::search_hotels#/results/*/id', or a list of such
#
# "datagen build --data <this file> --explain" says for each endpoint what was understood, and what would help.

`;
