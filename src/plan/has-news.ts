import { rememberByText } from '../concepts/remember-by-text.js';
import { isListLength, isSayableLabel, meansIdentifier } from '../telling/field-rules.js';
import { ownFields } from '../telling/own-fields.js';
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

/** By list of news: at which parts of the answer something could be told. Lists live as long as their endpoint. */
const told = new WeakMap<readonly ResponseField[], Map<PointerPattern | null, boolean>>();

function remember(news: readonly ResponseField[], at: PointerPattern | null, look: () => boolean): boolean {
  let answers = told.get(news);
  if (answers === undefined) {
    answers = new Map();
    told.set(news, answers);
  }
  let answer = answers.get(at);
  if (answer === undefined) {
    answer = look();
    answers.set(at, answer);
  }
  return answer;
}

/** What nobody picks from is told by the endpoint's own object, or by the part that holds most. */
function tells(endpoint: Endpoint, news: readonly ResponseField[]): boolean {
  return remember(
    news,
    null,
    () =>
      tellsAt(endpoint.response.objects[0]?.at ?? '', endpoint, news) ||
      news.some(({ pointer, schema }) => {
        // The values of a plain list are told as they are, but yes and no alone say nothing.
        if (pointer.endsWith('/*')) return pointer.split('*').length === 2 && schema.type !== 'boolean';
        const at = pointer.slice(0, pointer.lastIndexOf('/'));
        const depth = at.split('*').length;
        return depth === 1 || (depth === 2 && at.endsWith('/*'));
      }),
  );
}

function tellsAt(at: PointerPattern, endpoint: Endpoint, news: readonly ResponseField[]): boolean {
  return remember(news, at, () => ownFields({ endpoint, at }).some((field) => news.includes(field)));
}

/** What a read only says again, as the coordinates that it was given, is no news. */
function newsBeside(
  given: readonly ChainArgument[],
  endpoint: Endpoint,
  context: NewsContext,
): readonly ResponseField[] {
  const { fields, echoes, beside } = newsOf(endpoint, context);
  const reads = endpoint.intent === 'search' || endpoint.intent === 'retrieve';
  // Most reads take nothing that they show.
  if (!reads || context.mayRepeat || echoes.size === 0) return fields;
  let echoed = '';
  for (const { parameter } of given) {
    const place = echoes.get(parameter);
    if (place !== undefined) echoed += `${place} `;
  }
  if (echoed === '') return fields;
  let news = beside.get(echoed);
  if (news === undefined) {
    const said = new Set(given.map(({ parameter }) => lettersOf(parameter)));
    news = fields.filter(({ name }) => !said.has(lettersOf(name)));
    if (beside.size >= mostBeside) beside.clear();
    beside.set(echoed, news);
  }
  return news;
}

/** Sets of echoes of one endpoint that are remembered. */
const mostBeside = 64;

const lettersOf: (name: string) => string = rememberByText((name) =>
  name.toLowerCase().replace(/[^a-z0-9]/g, ''),
);

type News = {
  readonly fields: readonly ResponseField[];
  /** Names of the parameters that are fields, too, with a number for each. */
  readonly echoes: ReadonlyMap<string, number>;
  /** By the echoes that are given: the other fields. */
  readonly beside: Map<string, readonly ResponseField[]>;
};
const known = new WeakMap<Endpoint, News>();

/** Fields that a person could be told. */
function newsOf(endpoint: Endpoint, context: NewsContext): News {
  let news = known.get(endpoint);
  if (news === undefined) {
    const fields = endpoint.response.fields.filter(
      (field) =>
        isScalar(field) &&
        isSayableLabel(field.label, endpoint, context.unsayable) &&
        !isIdentifier(field, context) &&
        !isListLength(field, endpoint),
    );
    const letters = new Set(fields.map(({ name }) => lettersOf(name)));
    const echoes = endpoint.parameters.map(({ name }) => name).filter((name) => letters.has(lettersOf(name)));
    news = { fields, echoes: new Map(echoes.map((name, place) => [name, place])), beside: new Map() };
    known.set(endpoint, news);
  }
  return news;
}

function isScalar({ schema }: ResponseField): boolean {
  return /^(string|number|integer|boolean)$/.test(String([schema.type].flat()[0]));
}

/** Links stay: where an answer holds nothing else, they are what was asked for. */
function isIdentifier(field: ResponseField, { knowledge }: NewsContext): boolean {
  if (meansIdentifier(field, knowledge.concepts)) return true;
  return ids.test(field.name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

const ids = /(^|_)(id|uuid|guid|key|token|hash|slug|cursor)s?$/i;
