import type { ConceptMatch } from '../types/concept.js';
import type {
  EndpointExplanation,
  Explanation,
  LinkExplanation,
  ParameterExplanation,
  Understood,
} from './explanation.js';
import { suggestionsText } from './suggestions-text.js';

/** An explanation for reading: endpoint by endpoint, then why some are lost, then hints that would help. */
export function* explanationText(explanation: Explanation): Generator<string> {
  const { endpoints, causes, suggestions, usable } = explanation;
  for (const endpoint of endpoints) yield* endpointText(endpoint);
  yield `${usable} of ${endpoints.length} endpoints can be called in conversations.`;
  if (causes.length > 0) yield 'Lost are:';
  for (const { reason, endpoints: count, examples } of causes)
    yield `  ${String(count).padStart(6)}  ${reason} (${examples.join(', ')}${count > examples.length ? ', …' : ''})`;
  const shown = suggestions.slice(0, mostSuggestions);
  if (shown.length === 0) return;
  const left = suggestions.length - shown.length;
  yield '';
  yield `Hints that would help, the most valuable first${left === 0 ? '' : ` (${left} more: name an endpoint, or use --json)`}.`;
  yield 'Put them into a file beside the catalog, <catalog>.hints.yaml:';
  yield '';
  yield* suggestionsText(shown);
}

const mostSuggestions = 40;
const mostLinks = 8;
const mostFields = 12;

function* endpointText(endpoint: EndpointExplanation): Generator<string> {
  const { callName, functionName, name, tool, lost, idParameter, response } = endpoint;
  yield `${callName}  ("${name}" of ${tool}${functionName === null ? '' : `, called ${functionName}`})`;
  yield line('usable', lost === null ? 'yes' : `no, ${lost.reason}: ${lost.detail}`);
  yield line('intent', understood(endpoint.intent));
  yield line('entity', endpoint.entity === null ? 'none was recognised' : understood(endpoint.entity));
  if (endpoint.irreversible) yield line('effect', 'irreversible: the user confirms first');
  if (idParameter !== null)
    yield line('identifies', `its ${endpoint.entity?.value ?? 'thing'} by ${idParameter}`);
  for (const { parameter, operator, field } of endpoint.filters)
    yield line('filter', `${parameter} ${operator.replaceAll('_', ' ')} ${field}`);
  for (const { parameter, field } of endpoint.writes) yield line('writes', `${parameter} to ${field}`);
  for (const parameter of endpoint.parameters) yield line('parameter', parameterText(parameter));
  const sure = response.origin === 'inferred' ? ` (confidence ${response.confidence})` : '';
  yield line('answer', `${response.origin}${sure}`);
  for (const { at, entity, idField } of response.objects)
    yield line(
      'shows',
      `${entity} at ${at === '' ? 'the top' : at}${idField === null ? '' : `, id ${idField}`}`,
    );
  const known = response.fields.filter(({ concept }) => concept !== null);
  for (const { pointer, concept } of known.slice(0, mostFields))
    yield line('field', `${pointer}: ${conceptText(concept)}`);
  if (known.length > mostFields) yield line('field', `and ${known.length - mostFields} more`);
  yield* links('takes', endpoint.incoming, (link) => `${link.parameter} from ${link.endpoint}#${link.field}`);
  yield* links(
    'feeds',
    endpoint.outgoing,
    (link) => `${link.parameter} of ${link.endpoint} with ${link.field}`,
  );
  yield '';
}

function* links(
  label: string,
  all: readonly LinkExplanation[],
  describe: (link: LinkExplanation) => string,
): Generator<string> {
  for (const link of all.slice(0, mostLinks)) yield line(label, `${describe(link)} (${link.confidence})`);
  if (all.length > mostLinks) yield line(label, `and ${all.length - mostLinks} more`);
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(11)}${text}`;
}

function understood({ value, evidence }: Understood<string>): string {
  return `${value}${evidence.length === 0 ? ' (stated, or read from several things together)' : ` (${evidence.join('; ')})`}`;
}

const bringers: { readonly [by in ParameterExplanation['broughtBy']]: string } = {
  user: 'the user says it',
  context: 'it stands in the system message',
  answer: 'an answer brings it',
  default: 'left to its default, or out',
  nobody: 'nobody brings it',
};

function parameterText({ name, required, role, concept, broughtBy, examples }: ParameterExplanation): string {
  const shown = examples.slice(0, 2).map((each) => JSON.stringify(each).slice(0, 60));
  return [
    `${name} (${required ? 'required' : 'optional'} ${role}): ${conceptText(concept)}`,
    bringers[broughtBy],
    ...(shown.length === 0 ? [] : [`such as ${shown.join(', ')}`]),
  ].join('; ');
}

function conceptText(concept: ConceptMatch | null): string {
  if (concept === null) return 'no concept';
  const evidence = concept.evidence.length === 0 ? '' : `: ${concept.evidence.join(', ')}`;
  return `${concept.id} (${concept.confidence}${evidence})`;
}
