import { ConversationFailure } from '../errors/conversation-failure.js';
import type { Fact, ListReport, ReportPart } from '../language/acts.js';
import type { EndpointWords } from '../language/reading/endpoint-words.js';
import { toMemberWords } from '../language/reading/member-words.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import { feedsAnother } from '../simulation/feeds-another.js';
import type { AgentContext } from './agent-context.js';
import { answerOf } from './answer-of.js';
import type { AnsweredCall } from './answered-call.js';
import { compareItems } from './compare-items.js';
import { Heard, nothingHeard } from './heard.js';
import { lastSegment } from './resolve-pointer.js';
import { nameOf, selectFacts, selectValues } from './select-facts.js';
import { selectItems } from './select-items.js';
import { spokenSlot } from './spoken-slot.js';
import { namedTarget, targetName } from './target-name.js';

/** How much of each answer a register tells: members of a list, facts of each, facts of a lone object. */
const lengths = {
  terse: { members: 3, each: 1, object: 2 },
  rushed: { members: 3, each: 1, object: 3 },
  chatty: { members: 5, each: 2, object: 4 },
  formal: { members: 5, each: 3, object: 5 },
} as const;

const writes = new Set(['create', 'update', 'delete']);

export type GoalReport = {
  readonly parts: readonly ReportPart[];
  /** The step that each part tells of. */
  readonly told: readonly number[];
  readonly shown: ReadonlyMap<number, readonly number[]>;
};

/** What the assistant tells when the calls of a goal are done: each asked thing, and which member of a list was taken. */
export function reportGoal(
  steps: readonly number[],
  state: ConversationState,
  context: AgentContext,
): GoalReport {
  const parts: ReportPart[] = [];
  const shown = new Map<number, readonly number[]>();
  const toldSteps: number[] = [];
  const told = new Heard(state);
  for (const step of steps) {
    // What was compared was asked for, whatever is drawn from it then.
    const consumed =
      feedsAnother(step, goalAround(step, state), state) &&
      state.brief.steps[step]?.endpoint.intent !== 'compare';
    const part = consumed
      ? pickedPart(step, state, context, told)
      : askedPart(step, state, context, shown, told);
    if (!part) continue;
    parts.push(part);
    toldSteps.push(step);
    for (const fact of factsOf(part)) told.addFact(fact);
  }
  return { parts, told: toldSteps, shown };
}

/** Names and all that is told of one thing; what stands in lists is heard, and may be told again of one of them. */
function factsOf(part: ReportPart): readonly Fact[] {
  if (part.kind === 'list') return part.items.flatMap(({ name }) => name ?? []);
  if (part.kind === 'picked') return [part.name];
  if (part.kind === 'values') return [];
  return [...(part.item.name ? [part.item.name] : []), ...part.item.facts];
}

/** The list of a step, as shown to a user who is to choose from it. */
export function reportList(
  step: number,
  state: ConversationState,
  context: AgentContext,
): { readonly list: ListReport; readonly members: readonly number[] } {
  const shown = new Map<number, readonly number[]>();
  const part = askedPart(step, state, context, shown, new Heard(state));
  if (part?.kind !== 'list')
    throw new ConversationFailure('nothing-to-choose', `step ${step} brought no list to choose from`);
  return { list: part, members: shown.get(step) ?? [] };
}

function askedPart(
  step: number,
  state: ConversationState,
  context: AgentContext,
  shown: Map<number, readonly number[]>,
  told: Heard,
): ReportPart | null {
  const answer = answerOf(step, state, context);
  const words = state.brief.steps[step]?.words;
  if (!words) return null;
  const { register } = state.brief.scenario.persona;
  const length = lengths[register];
  if (answer.object.isList) {
    const total = answer.count;
    if (total === 0) throw new ConversationFailure('empty-answer', `${answer.call.name} found nothing`);
    const members = Array.from({ length: Math.min(total, length.members) }, (_, index) => index);
    const isComparison = answer.endpoint.intent === 'compare';
    const each = isComparison ? length.each + 1 : length.each;
    const items = selectItems(answer, members, each, isComparison ? told : nothingHeard);
    if (items.some((item) => item.name === null && item.facts.length === 0)) throw nothingToReport(answer);
    shown.set(step, members);
    return {
      kind: 'list',
      words: memberWords(words, answer, context),
      about: siblingSlot(step, state),
      count: countOf(answer),
      items,
      isComparison,
      comparisons: isComparison ? compareItems(items) : [],
    };
  }
  const item = selectFacts(answer, 0, length.object, told);
  if (writes.has(answer.endpoint.intent)) {
    if (!item.name && item.facts.length === 0) throw nothingToReport(answer);
    const target = namedTarget(step, state, context);
    return { kind: 'written', words, intent: answer.endpoint.intent, target, item };
  }
  if (!item.name && item.facts.every((fact) => answer.repeatsArgument(fact.value))) {
    const values = selectValues(answer, length.members);
    if (values.length > 0) return { kind: 'values', words, values };
    if (item.facts.length === 0) throw nothingToReport(answer);
  }
  return {
    kind: 'object',
    words,
    about: (isThingOfItsOwn(answer) ? null : targetName(step, state, context)) ?? siblingSlot(step, state),
    item,
  };
}

/** Of a list inside one thing the members have a name of their own. */
function memberWords(
  words: EndpointWords,
  { endpoint, object: { at } }: AnsweredCall,
  context: AgentContext,
): EndpointWords {
  if (endpoint.intent !== 'retrieve' || words.isPlural) return words;
  const list = at.slice(0, at.lastIndexOf('*') - 1);
  return toMemberWords(words, lastSegment(list), context.language);
}

/** True of an answer with an id that the call did not name: its values are not those of the thing that was asked with. */
function isThingOfItsOwn(answer: AnsweredCall): boolean {
  const id = answer.id();
  return id !== undefined && id !== null && typeof id !== 'object' && !answer.repeatsArgument(id);
}

/** What the user said to tell a step from its parallel siblings, in their words. */
function siblingSlot(step: number, state: ConversationState): Fact | null {
  const { steps } = state.brief.chain;
  const group = steps[step]?.parallelGroup ?? null;
  if (group === null) return null;
  const siblings = steps.filter(
    (other, index) =>
      index !== step && other.parallelGroup === group && other.endpointId === steps[step]?.endpointId,
  );
  if (siblings.length === 0) return null;
  const shared = new Set(
    siblings.flatMap((other) =>
      other.arguments.flatMap(({ from }) => (from.kind === 'slot' ? [from.slot] : [])),
    ),
  );
  const own = (steps[step]?.arguments ?? []).flatMap(({ from }) =>
    from.kind === 'slot' && !shared.has(from.slot) ? [from.slot] : [],
  );
  return own.flatMap((slot) => spokenSlot(slot, state))[0] ?? null;
}

function pickedPart(
  step: number,
  state: ConversationState,
  context: AgentContext,
  told: Heard,
): ReportPart | null {
  const pick = state.brief.picks.get(step);
  const words = state.brief.steps[step]?.words;
  if (!words) return null;
  const answer = answerOf(step, state, context);
  if (!answer.object.isList) {
    const item = selectFacts(answer, 0, 2, told);
    if (!item.name && item.facts.every((fact) => answer.repeatsArgument(fact.value))) {
      const values = selectValues(answer, 3);
      return values.length > 0 ? { kind: 'values', words, values } : null;
    }
    return { kind: 'object', words, about: null, item };
  }
  const member = state.picked.get(step)?.[0] ?? 0;
  const name = nameOf(answer, member);
  if (!name || (pick && pick.items > 1)) return null;
  return { kind: 'picked', words, count: countOf(answer), name };
}

/** How many members the list has. */
function countOf({ object: { at }, call, count }: AnsweredCall): ListReport['count'] {
  const list = at.slice(0, at.indexOf('*') - 1);
  const inputs = [{ kind: 'output' as const, call: call.id, pointer: list }];
  return { value: count, source: { kind: 'derived', function: 'count', inputs, options: {} } };
}

function goalAround(step: number, { brief, executed }: ConversationState): readonly number[] {
  const around = brief.chain.goals.find(({ steps }) => steps.includes(step))?.steps ?? [step];
  // What leads up to a step that was not made is all there is to tell.
  return around.filter((each) => executed.has(each));
}

function nothingToReport(answer: AnsweredCall): ConversationFailure {
  return new ConversationFailure(
    'nothing-to-report',
    `the output of ${answer.call.name} holds nothing that a person could be told`,
  );
}
