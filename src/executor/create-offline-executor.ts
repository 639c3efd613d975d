import { flatArguments } from '../arguments/flat-arguments.js';
import { validateArguments } from '../arguments/validate-arguments.js';
import { UnknownToolError } from '../errors/unknown-tool-error.js';
import { childPointer } from '../json/json-pointer.js';
import { createRandom } from '../random/random.js';
import type { ToolCall, ToolResult } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import type { Executor } from '../types/ports.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { generators } from '../values/generators/registry.js';
import { buildResponse } from './build-response.js';
import { comparedMembers } from './compared-members.js';
import { countAdded } from './count-added.js';
import { echoArguments } from './echo-arguments.js';
import { shapeOf } from './endpoint-shape.js';
import { entityCatalog } from './entity-catalog.js';
import { failure, findInstance, isWrite, write } from './find-instance.js';
import { kindOfId } from './identities.js';
import { impliedEntity } from './implied-entity.js';
import { imposeAll } from './impose-all.js';
import type { Instance } from './instance.js';
import { namesAnother } from './names-another.js';
import { ownIdOf } from './own-id-name.js';
import type { Page } from './page.js';
import { noteMoment } from './played-event.js';
import { type ReadArguments, readArguments } from './read-arguments.js';
import { selectMembers } from './select-members.js';
import { showsCancellation } from './status-value.js';
import { noteUnstated } from './unstated.js';
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
          ? echoArguments(answer(endpoint, argumentsOf(call, endpoint), world), call.parameters)
          : failure('invalid_arguments', problem);
      return { id: call.id, name: call.name, output };
    },
  };
}

function argumentsOf({ parameters }: ToolCall, endpoint: Endpoint): ReadArguments {
  return readArguments(endpoint, flatArguments(endpoint, parameters));
}

function answer(endpoint: Endpoint, args: ReadArguments, world: World): JsonValue {
  world.useTool(endpoint.toolId);
  const { entity, isList } = shapeOf(endpoint);
  const call = world.keyed(`${entity}`, `call/${endpoint.callName}?${args.key}`, null);
  for (const [attribute, value] of args.facts) call.facts.set(attribute, value);
  for (const { attribute, operator, value } of args.constraints)
    if (operator === 'equals') call.facts.set(attribute, value);

  if (isWrite(endpoint) || endpoint.intent === 'create') world.epoch += 1;
  const found = findInstance(endpoint, entity, args, world);
  if ('error' in found) return found;
  const show = (members: readonly Instance[], page: Page | null = null): JsonValue =>
    buildResponse(endpoint, { members, page, given: args.given, call }, world);
  const { instance } = found;
  const compared = instance === null ? comparedMembers(endpoint, entity, args, world) : [];
  if (compared.length > 0) return show(compared);
  if (instance === null) {
    const named = namedInstance(endpoint, entity, args, world);
    if (named !== null) return show([asAsked(named, args, endpoint, world)]);
    if (!isList) {
      const referred = byReference(entity, args, world);
      return show([
        referred === null
          ? byArguments(endpoint, entity, args, world)
          : asAsked(referred, args, endpoint, world),
      ]);
    }
    const { members, page } = selectMembers(endpoint, args, world);
    return show(members, page);
  }
  showUnderOwnName(instance, endpoint, args, world);
  if (endpoint.intent === 'delete') end(instance, world);
  else if (isWrite(endpoint) || endpoint.intent === 'create') {
    write(instance, args);
    noteUnstated(instance, endpoint, args, world);
    countAdded(instance, endpoint, args, world);
    instance.facts.set('#written', true);
  } else return show([asAsked(instance, args, endpoint, world)]);
  return show([instance]);
}

/** The answer to a call by id gives that id back in the field that is its id, unless that names something else. */
function showUnderOwnName(instance: Instance, endpoint: Endpoint, args: ReadArguments, world: World): void {
  const own = ownIdOf(endpoint);
  if (own === null || args.id === null || args.idFacts.size > 0 || isList(endpoint)) return;
  if (String(instance.id) !== String(args.id)) return;
  const noun = kindOfId(own).replace(/_?(id|uuid|key|slug|code|ref|reference|token|sku|handle)$/, '');
  if (noun === '' || noun === instance.entity || !world.has(noun)) instance.idNames.add(kindOfId(own));
}

/** What a read shows of an instance: itself, or as the arguments ask for it. */
function asAsked(instance: Instance, args: ReadArguments, endpoint: Endpoint, world: World): Instance {
  return statedFacts(args).size > 0 || args.constraints.length > 0
    ? viewOf(instance, args, endpoint, world)
    : instance;
}

/**
 * The instance whose id an argument gives under the very name by which the answer shows it, though the registry sees no id
 * parameter there. Null for lists of things with ids of their own: related videos are asked for by a `video_id`, too.
 */
function namedInstance(
  endpoint: Endpoint,
  entity: string,
  args: ReadArguments,
  world: World,
): Instance | null {
  const own = ownIdOf(endpoint);
  if (own === null) return null;
  const hasIds = isList(endpoint) && endpoint.response.objects[0]?.idField != null;
  const [, byName] =
    Object.entries(args.given).find(
      ([name]) =>
        kindOfId(name) === kindOfId(own) &&
        !namesAnother(
          endpoint.parameters.find((parameter) => parameter.name === name),
          fieldOf(own, endpoint),
        ),
    ) ?? [];
  const asked = filteredId(endpoint, own, args) ?? (hasIds ? undefined : byName);
  if (typeof asked !== 'string' && typeof asked !== 'number') return null;
  return world.ensure(entity, asked, own);
}

function fieldOf(name: string, { response }: Endpoint): ResponseField | undefined {
  const pointer = childPointer(response.objects[0]?.at ?? '', name);
  return response.fields.find((field) => field.pointer === pointer);
}

/** The thing that an earlier answer showed with a reference that the arguments give: the return of an order number. */
function byReference(entity: string, { facts }: ReadArguments, world: World): Instance | null {
  for (const [attribute, value] of facts) {
    if (typeof value !== 'string' || !references.test(attribute)) continue;
    const known = world.findBy(entity, attribute, value);
    if (known !== undefined && known.state === 'present') return known;
  }
  return null;
}

const references =
  /(^|_)(order|booking|confirmation|tracking|policy|invoice|reservation)_(number|reference|code)$|^reference$/;

/** The id that a filter asks for: the coin of a symbol, the one thing that is shown by its `place_id`. */
function filteredId(endpoint: Endpoint, own: string, args: ReadArguments): JsonValue | undefined {
  if (args.constraints.length === 0) return undefined;
  const pointer = childPointer(endpoint.response.objects[0]?.at ?? '', own);
  const shape = shapeOf(endpoint);
  const shown = shape.own.find(({ isId, field }) => isId || (!shape.isList && field.pointer === pointer));
  if (shown === undefined) return undefined;
  return args.constraints.find(
    ({ attribute, operator }) =>
      operator === 'equals' && (attribute === 'id' || attribute === shown.attribute),
  )?.value;
}

function isList(endpoint: Endpoint): boolean {
  return shapeOf(endpoint).isList;
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
  instance.naming = null;
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
function viewOf(instance: Instance, args: ReadArguments, endpoint: Endpoint, world: World): Instance {
  const showsId = ownIdOf(endpoint) !== null;
  const view = world.view(instance, { key: args.key, given: args.given, showsId });
  for (const [attribute, value] of statedFacts(args)) view.facts.set(attribute, value);
  bound(view, args, world);
  return view;
}

/** What is named by its arguments alone: the forecast of a city and day, a quote, a conversion. */
function byArguments(endpoint: Endpoint, entity: string, args: ReadArguments, world: World): Instance {
  const implied = impliedEntity(endpoint, entity, world);
  const hasId = endpoint.response.objects[0]?.idField != null || implied !== entity;
  const key = `${entity}!${args.key}`;
  const instance = hasId
    ? world.issue(implied, key, null, statedFacts(args))
    : world.keyed(entity, key, null);
  const own = ownIdOf(endpoint);
  if (implied !== entity && own !== null) instance.idNames.add(kindOfId(own));
  if (!instance.facts.has('#asked')) {
    noteMoment(instance, endpoint);
    // What was sent or run just now is as new as what was made.
    if (endpoint.intent === 'execute') instance.facts.set('#created', true);
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
