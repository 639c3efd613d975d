import type { ToolErrorOutput, ToolErrorType } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { normalName } from './attribute-key.js';
import type { Instance } from './instance.js';
import type { ReadArguments } from './read-arguments.js';
import type { World } from './world.js';

/** The instance that the call names or makes; null where the arguments describe one instead, or a list. */
export function findInstance(
  endpoint: Endpoint,
  entity: string,
  args: ReadArguments,
  world: World,
): { readonly instance: Instance | null } | ToolErrorOutput {
  const own = endpoint.entity ?? entity;
  if (args.id !== null && (own === entity || namesOwnId(endpoint))) {
    const known =
      world.find(entity, args.id, endpoint.idParameter ?? 'id') ?? namedByReference(entity, args, world);
    if (known === undefined && world.settings.strict === true)
      return failure('not_found', `There is no ${wordsOf(entity)} '${String(args.id)}'.`);
    const instance = known ?? unknownInstance(endpoint, entity, args.id, args, world);
    if (instance.state === 'deleted' && endpoint.intent !== 'delete')
      return failure('not_found', `There is no ${wordsOf(entity)} '${String(args.id)}' any more.`);
    if (instance.state !== 'present' && isWrite(endpoint))
      return failure('conflict', `The ${wordsOf(entity)} '${String(args.id)}' was already cancelled.`);
    return { instance };
  }
  if (
    endpoint.intent === 'create' ||
    (endpoint.intent === 'execute' && endpoint.writes.length > 0 && args.id === null)
  ) {
    const instance = world.issue(entity, `created/${world.created.length}/${endpoint.callName}?${args.key}`);
    instance.facts.set('#created', true);
    write(instance, args);
    world.created.push(instance);
    return { instance };
  }
  return { instance: null };
}

function wordsOf(entity: string): string {
  return entity.replaceAll('_', ' ');
}

/** An instance that was shown with the reference that the call names: a shipment by its tracking number. */
function namedByReference(entity: string, args: ReadArguments, world: World): Instance | undefined {
  for (const [attribute, value] of args.idFacts) {
    const instance = world.findBy(entity, attribute, value);
    if (instance !== undefined) return instance;
  }
  return undefined;
}

/** An id that nobody gave out is taken to exist; a reference stands for an instance with an id of its own. */
function unknownInstance(
  endpoint: Endpoint,
  entity: string,
  id: JsonValue,
  args: ReadArguments,
  world: World,
): Instance {
  const [reference] = args.idFacts;
  if (reference !== undefined && namesOwnId(endpoint)) {
    const named = world.ensure(entity, id, endpoint.idParameter ?? 'id');
    named.facts.set(...reference);
    return named;
  }
  if (reference === undefined) return world.ensure(entity, id, endpoint.idParameter ?? 'id');
  const instance = world.issue(entity, `${reference[0]}=${String(reference[1])}`);
  instance.facts.set(reference[0], reference[1]);
  return instance;
}

/** True where the id parameter is called like the id that the answer shows. */
function namesOwnId({ idParameter, response }: Endpoint): boolean {
  const idField = response.objects[0]?.idField;
  return idParameter !== null && idField != null && normalName(idParameter) === normalName(idField);
}

/** True where a call of the endpoint changes what it names. */
export function isWrite({ intent }: Endpoint): boolean {
  return intent === 'delete' || intent === 'update' || intent === 'execute';
}

/** Makes facts of what the call states. */
export function write(instance: Instance, args: ReadArguments): void {
  const set = (attribute: string, value: JsonValue): void => {
    if (instance.hasNames) {
      instance.rewritten ??= new Set();
      instance.rewritten.add(attribute);
    }
    instance.facts.set(attribute, value);
  };
  for (const [attribute, value] of args.facts) set(attribute, value);
  for (const { attribute, operator, value } of args.constraints)
    if (operator === 'equals') set(attribute, value);
  instance.writes += 1;
  // A new city or currency moves the rest along.
  instance.anchor = instance.drawn.size === 0 ? null : instance.anchor;
}

export function failure(type: ToolErrorType, message: string): ToolErrorOutput {
  return { error: { type, message } };
}
