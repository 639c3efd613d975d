import type { Concept } from '../types/concept.js';
import type { PointerPattern } from '../types/json.js';
import type { PlannedPick } from '../types/plan-row.js';
import type { ChainArgument, ToolChain } from '../types/tool-chain.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';

export type NewsContext = {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly knowledge: { readonly concepts: ReadonlyMap<string, Concept> };
  /** Words that no label of a told value holds. */
  readonly unsayable: ReadonlySet<string>;
  /** Whether it will do to hear again what was said: where a catalog has no more to tell. */
  readonly mayRepeat: boolean;
};

/**
 * Whether each answer that is told, for its own sake or for the user to choose from, holds something that a person could
 * be told: not ids, lists and paging alone.
 */
export function hasNews(chain: ToolChain, picks: readonly PlannedPick[], context: NewsContext): boolean {
  return chain.goals.every(({ steps }) =>
    steps.every((step) => {
      const pick = picks.find((each) => each.step === step);
      const feeds = steps.some((other) =>
        chain.steps[other]?.arguments.some(({ from }) => from.kind === 'link' && from.step === step),
      );
      const endpoint = context.endpoints.get(chain.steps[step]?.endpointId ?? '');
      if (!endpoint || (feeds && pick?.policy !== 'ask')) return true;
      const news = newsBeside(chain.steps[step]?.arguments ?? [], endpoint, context);
      return pick === undefined ? tells(endpoint, news) : tellsAt(pick.at, endpoint, news);
    }),
  );
}

/** What nobody picks from is told by the endpoint's own object, or by the part that holds most. */
function tells(endpoint: Endpoint, news: readonly ResponseField[]): boolean {
  return (
    tellsAt(endpoint.response.objects[0]?.at ?? '', endpoint, news) ||
    news.some(({ pointer }) => {
      // The values of a plain list are told as they are.
      if (pointer.endsWith('/*')) return pointer.split('*').length === 2;
      const at = pointer.slice(0, pointer.lastIndexOf('/'));
      const depth = at.split('*').length;
      return depth === 1 || (depth === 2 && at.endsWith('/*'));
    })
  );
}

/** Things with ids of their own inside the object speak for themselves, unless it holds nothing else. */
function tellsAt(at: PointerPattern, endpoint: Endpoint, news: readonly ResponseField[]): boolean {
  const { fields, objects } = endpoint.response;
  const inside = fields.filter(
    ({ pointer }) => pointer.startsWith(`${at}/`) && !pointer.slice(at.length).includes('*'),
  );
  const own = inside.filter(({ object }) => {
    const holder = objects[object];
    return holder === undefined || holder.idField === null || !holder.at.startsWith(`${at}/`);
  });
  return (own.length > 0 ? own : inside).some((field) => news.includes(field));
}

/** What a read only says again, as the coordinates that it was given, is no news. */
function newsBeside(
  given: readonly ChainArgument[],
  endpoint: Endpoint,
  context: NewsContext,
): readonly ResponseField[] {
  const news = newsOf(endpoint, context);
  const reads = endpoint.intent === 'search' || endpoint.intent === 'retrieve';
  if (!reads || context.mayRepeat) return news;
  const said = new Set(given.map(({ parameter }) => lettersOf(parameter)));
  return news.filter(({ name }) => !said.has(lettersOf(name)));
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const known = new WeakMap<Endpoint, readonly ResponseField[]>();

/** Fields that a person could be told. */
function newsOf(endpoint: Endpoint, context: NewsContext): readonly ResponseField[] {
  let news = known.get(endpoint);
  if (news === undefined) {
    const { fields } = endpoint.response;
    const states = new Set(fields.flatMap(({ schema }) => schema.enum ?? []).map(String));
    const counted = new Set(endpoint.response.counts.map(({ pointer }) => pointer));
    const isList = fields.some(({ pointer }) => pointer.includes('*'));
    news = fields.filter(
      (field) =>
        isSayable(field, states, context) &&
        !isIdentifier(field, context) &&
        !counted.has(field.pointer) &&
        !(isList && lengths.test(field.name)),
    );
    known.set(endpoint, news);
  }
  return news;
}

function isSayable(
  { label, schema }: ResponseField,
  states: ReadonlySet<string>,
  { unsayable }: NewsContext,
): boolean {
  if (label === '' || /\d/.test(label)) return false;
  if (!/^(string|number|integer|boolean)$/.test(String([schema.type].flat()[0]))) return false;
  return !label
    .toLowerCase()
    .split(' ')
    .some((word) => unsayable.has(word) || states.has(word));
}

function isIdentifier({ name, concept }: ResponseField, { knowledge }: NewsContext): boolean {
  const meant = concept === null ? undefined : knowledge.concepts.get(concept.id);
  if (meant?.knownBy === 'secret' || (meant?.identifies && meant.knownBy === 'system')) return true;
  return ids.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

const lengths = /^(count|total|total_?count|size|length|num_?results)$/i;
const ids = /(^|_)(id|uuid|guid|key|token|hash|slug|cursor)s?$/i;
