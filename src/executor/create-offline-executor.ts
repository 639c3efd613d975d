import { UnknownToolError } from '../errors/unknown-tool-error.js';
import { createRandom } from '../random/random.js';
import type { ToolCall, ToolErrorOutput, ToolErrorType, ToolResult } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import type { Executor } from '../types/ports.js';
import type { Endpoint } from '../types/tool-registry.js';
import { generators } from '../values/generators/registry.js';
import { normalName } from './attribute-key.js';
import { buildResponse } from './build-response.js';
import { comparedMembers } from './compared-members.js';
import { entityCatalog } from './entity-catalog.js';
import { imposeAll } from './impose-all.js';
import type { Instance } from './instance.js';
import { type ReadArguments, readArguments } from './read-arguments.js';
import { selectMembers } from './select-members.js';
import { showsCancellation } from './status-value.js';
import { validateArguments } from './validate-arguments.js';
import { createWorld, type World, type WorldSettings } from './world.js';

export type OfflineExecutorOptions = {
  /** By call name. All that the conversation may call; what they show together defines the entities. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly world: WorldSettings;
  /** Value generator of a concept; by default the generator of the concept's own name. */
  readonly generatorOf?: (concept: string) => string | null;
};

/**
 * An executor that answers from one consistent world. Errors of calls are outputs; a call of a tool that is not among
 * `endpoints` throws `UnknownToolError`.
 */
export function createOfflineExecutor({
  endpoints,
  world: settings,
  generatorOf,
}: OfflineExecutorOptions): Executor {
  const named = (concept: string): string | null => (generators.has(concept) ? concept : null);
  const world = createWorld(settings, entityCatalog(endpoints), generatorOf ?? named);
  return {
    execute(call: ToolCall): ToolResult {
      const endpoint = endpoints.get(call.name);
      if (endpoint === undefined) throw new UnknownToolError(call.name, [...endpoints.keys()]);
      const problem = validateArguments(endpoint, call.parameters);
      const output =
        problem === null
          ? answer(endpoint, readArguments(endpoint, call.parameters), world)
          : failure('invalid_arguments', problem);
      return { id: call.id, name: call.name, output };
    },
  };
}

function failure(type: ToolErrorType, message: string): ToolErrorOutput {
  return { error: { type, message } };
}

function answer(endpoint: Endpoint, args: ReadArguments, world: World): JsonValue {
  world.useTool(endpoint.toolId);
  const entity = endpoint.response.objects[0]?.entity ?? endpoint.entity ?? endpoint.callName;
  const call = world.keyed(`${entity}`, `call/${endpoint.callName}?${args.key}`, null);
  for (const [attribute, value] of args.facts) call.facts.set(attribute, value);
  for (const { attribute, operator, value } of args.constraints)
    if (operator === 'equals') call.facts.set(attribute, value);

  const found = findInstance(endpoint, entity, args, world);
  if ('error' in found) return found;
  const show = (members: readonly Instance[]): JsonValue => buildResponse(endpoint, { members, call }, world);
  const { instance } = found;
  const compared = instance === null ? comparedMembers(endpoint, entity, args, world) : [];
  if (compared.length > 0) return show(compared);
  if (instance === null)
    return show(
      isList(endpoint) ? selectMembers(endpoint, args, world) : [byArguments(endpoint, entity, args, world)],
    );
  if (endpoint.intent === 'delete') end(instance, world);
  else if (isWrite(endpoint) || endpoint.intent === 'create') {
    write(instance, args);
    instance.facts.set('#written', true);
  } else if (statedFacts(args).size > 0 || args.constraints.length > 0)
    return show([viewOf(instance, args, world)]);
  return show([instance]);
}

/** The instance that the call names or makes; null where the arguments describe one instead, or a list. */
function findInstance(
  endpoint: Endpoint,
  entity: string,
  args: ReadArguments,
  world: World,
): { readonly instance: Instance | null } | ToolErrorOutput {
  const words = entity.replaceAll('_', ' ');
  const own = endpoint.entity ?? entity;
  if (args.id !== null && (own === entity || namesOwnId(endpoint))) {
    const known = world.find(entity, args.id) ?? namedByReference(entity, args, world);
    if (known === undefined && world.settings.strict === true)
      return failure('not_found', `There is no ${words} '${String(args.id)}'.`);
    const instance = known ?? unknownInstance(entity, args.id, args, world);
    if (instance.state === 'deleted' && endpoint.intent !== 'delete')
      return failure('not_found', `There is no ${words} '${String(args.id)}' any more.`);
    if (instance.state !== 'present' && isWrite(endpoint))
      return failure('conflict', `The ${words} '${String(args.id)}' was already cancelled.`);
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

/** An instance that was shown with the reference that the call names: a shipment by its tracking number. */
function namedByReference(entity: string, args: ReadArguments, world: World): Instance | undefined {
  for (const [attribute, value] of args.idFacts) {
    const instance = world.findBy(entity, attribute, value);
    if (instance !== undefined) return instance;
  }
  return undefined;
}

/** An id that nobody gave out is taken to exist; a reference stands for an instance with an id of its own. */
function unknownInstance(entity: string, id: JsonValue, args: ReadArguments, world: World): Instance {
  const [reference] = args.idFacts;
  if (reference === undefined) return world.ensure(entity, id);
  const instance = world.issue(entity, `${reference[0]}=${String(reference[1])}`);
  instance.facts.set(reference[0], reference[1]);
  return instance;
}

/** True where the id parameter is called like the id that the answer shows. */
function namesOwnId({ idParameter, response }: Endpoint): boolean {
  const idField = response.objects[0]?.idField;
  return idParameter !== null && idField != null && normalName(idParameter) === normalName(idField);
}

function isWrite({ intent }: Endpoint): boolean {
  return intent === 'delete' || intent === 'update' || intent === 'execute';
}

function isList(endpoint: Endpoint): boolean {
  return (endpoint.response.objects[0]?.at ?? '').includes('*');
}

function write(instance: Instance, args: ReadArguments): void {
  for (const [attribute, value] of args.facts) instance.facts.set(attribute, value);
  for (const { attribute, operator, value } of args.constraints)
    if (operator === 'equals') instance.facts.set(attribute, value);
  // A new city or currency moves the rest along.
  instance.anchor = instance.drawn.size === 0 ? null : instance.anchor;
}

function end(instance: Instance, world: World): void {
  if (!showsCancellation(world.profile(instance.entity).attributes)) {
    instance.state = 'deleted';
    return;
  }
  instance.state = 'cancelled';
  // The status by which it was found is over.
  for (const attribute of [...instance.facts.keys()])
    if (/(^|_)status$/.test(attribute) && !attribute.startsWith('payment')) instance.facts.delete(attribute);
}

/** Attribute values that the arguments state, filters for equality included. */
function statedFacts(args: ReadArguments): Map<string, JsonValue> {
  const facts = new Map(args.facts);
  for (const { attribute, operator, value } of args.constraints) {
    if (operator === 'equals' && !Array.isArray(value)) facts.set(attribute, value);
  }
  return facts;
}

/** The instance as the arguments of a read ask for it; they show in the answer and change nothing. */
function viewOf(instance: Instance, args: ReadArguments, world: World): Instance {
  const view = world.view(instance, args.key);
  for (const [attribute, value] of statedFacts(args)) view.facts.set(attribute, value);
  bound(view, args, world);
  return view;
}

/** What is named by its arguments alone: the forecast of a city and day, a quote, a conversion. */
function byArguments(endpoint: Endpoint, entity: string, args: ReadArguments, world: World): Instance {
  const hasId = endpoint.response.objects[0]?.idField != null;
  const key = `${entity}!${args.key}`;
  const instance = hasId ? world.issue(entity, key) : world.keyed(entity, key, null);
  if (!instance.facts.has('#asked')) {
    write(instance, args);
    for (const [attribute, value] of args.idFacts) instance.facts.set(attribute, value);
    instance.facts.set('#asked', true);
    bound(instance, args, world);
  }
  return instance;
}

/** What a read filters by holds for the one thing that it shows, too. */
function bound(instance: Instance, args: ReadArguments, world: World): void {
  const open = args.constraints.filter(
    ({ attribute, operator }) => operator !== 'equals' && !instance.facts.has(attribute),
  );
  const random = createRandom(`${world.settings.seed}/impose/${instance.key}`);
  if (open.length > 0) imposeAll(instance, open, world, random);
}
