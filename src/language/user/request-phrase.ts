import type { Random } from '../../random/random.js';
import type { StepRequest, UserAct } from '../acts.js';
import type { LanguageData } from '../data/language-data.js';
import { inflect } from '../inflect.js';
import { join } from '../join.js';
import { detailPhrase, detailsJoin } from '../slot-phrase.js';
import { phraseOf, type Speech } from '../speech.js';
import { conditionsOf, phraseAbout, spheresOf } from '../thing-phrase.js';
import type { Phrase } from '../utterance.js';
import { Words } from '../words.js';
import { isDetails, isThingItself, objectPhrase } from './object-phrase.js';
import { type PlannedStep, planRequest, type RequestPlan } from './plan-request.js';

type Request = Extract<UserAct, { kind: 'request' }>;

/** The request, and what nobody may do asked for with it or by itself. */
export function requestPhrase(act: Request, speech: Speech, random: Random): Phrase {
  const { manner, topic, steps, opening } = act;
  const asked = steps.length === 0 ? [] : mannered[manner](act, speech, random);
  if (topic === null) return asked;
  const conditions = asked.length > 0 ? ['besides'] : [opening ? 'opening' : 'follow_up'];
  const forbidden = phraseOf(`want_${topic}`, speech, {}, conditions, random);
  const also = phraseOf('ask_forbidden', speech, { forbidden }, conditions, random);
  return asked.length > 0 ? join([asked, also], 'sentences', speech.language) : also;
}

const mannered = { plain: plainPhrase, vague: vaguePhrase, specify: specifyPhrase };

function plainPhrase({ steps, opening }: Request, speech: Speech, random: Random): Phrase {
  const plan = planRequest(steps, false, speech, random);
  const [head = [], ...further] = toSentences(plan.steps, speech, random);
  const later = laterPhrase(head, speech, random);
  const only = head.length === 1 ? head[0] : undefined;
  const asNoun = only && only.step.reference === null && !changes(only.step) ? only : undefined;
  const before = plan.states.length > 0 && random.chance(speech.language.layout.statesFirst);
  const conditions = [
    opening ? 'opening' : 'follow_up',
    asNoun ? 'noun' : null,
    ...(only || !steps[0] ? [] : spheresOf(steps[0].words)),
    steps.length === 1 ? 'one_step' : 'several',
    further.length > 0 ? 'goes_on' : null,
    plan.front.length > 0 ? 'front' : null,
    plan.states.length === 0 ? null : before ? 'states_before' : 'states_after',
    later.length > 0 ? 'later' : null,
  ];
  const places = {
    vp: clausesOf(head, plan, speech, random),
    further: furtherPhrase(further, plan, speech, random),
    np: asNoun ? nounPhrase(asNoun, plan, speech, random) : [],
    fronted: join(plan.front, 'front', speech.language),
    states: join(plan.states, 'statements', speech.language),
    later,
  };
  return only
    ? phraseAbout(only.step, 'request', speech, places, conditions, random)
    : phraseOf('request', speech, places, conditions, random);
}

/** The thing, with what is known of it, and not what is to be done about it. */
function vaguePhrase({ steps, opening }: Request, speech: Speech, random: Random): Phrase {
  const plan = planRequest(steps.slice(0, 1), true, speech, random);
  const [planned] = plan.steps;
  if (!planned) return [];
  const places = { vague_thing: nounPhrase(planned, plan, speech, random, 'things_whole') };
  const conditions = [opening ? 'opening' : 'follow_up'];
  return phraseAbout(planned.step, 'request_vague', speech, places, conditions, random);
}

/** What is to be done, once the thing was named; values that were not said yet come with it. */
function specifyPhrase({ steps }: Request, speech: Speech, random: Random): Phrase {
  const plan = planRequest(steps, true, speech, random);
  const [head = [], ...further] = toSentences(plan.steps, speech, random);
  const places = {
    vp: clausesOf(head, plan, speech, random),
    further: furtherPhrase(further, plan, speech, random),
  };
  const conditions = further.length > 0 ? ['goes_on'] : [];
  return phraseOf('specify', speech, places, conditions, random);
}

/** Values that follow a sentence as a list of details. */
function laterPhrase(steps: readonly PlannedStep[], speech: Speech, random: Random): Phrase {
  if (steps.every(({ later }) => later.length === 0)) return [];
  const details = steps.flatMap(({ later }) => later.map((slot) => detailPhrase(slot, speech, random)));
  return join(details, detailsJoin(speech.language), speech.language);
}

/** How the things asked for are spread over sentences: a person takes a breath after one or two of them. */
function toSentences(
  steps: readonly PlannedStep[],
  { language }: Speech,
  random: Random,
): readonly (readonly PlannedStep[])[] {
  const { clauses: most, verbsShared } = language.layout;
  if (most === null) return [steps];
  const sentences: PlannedStep[][] = [];
  for (let start = 0; start < steps.length; ) {
    let size = random.chance(steps.length === most ? chances.pair : chances.more) ? most : 1;
    // Things with one verb between them take little breath.
    while (size < mostObjects && sharedVerbs(steps.slice(start, start + size + 1)).length > 0) {
      if (!random.chance(verbsShared)) break;
      size += 1;
    }
    sentences.push(steps.slice(start, start + size));
    start += size;
  }
  return sentences;
}

/** Most things that one sentence asks for where they share a verb. */
const mostObjects = 4;

/** Chances that a sentence asks for as much as one may: where that is all, and where more follows. */
const chances = { pair: 0.75, more: 0.5 };

/** Verbs that fit all of several things to be found out; none where something else is to be done, or there is but one. */
function sharedVerbs(steps: readonly PlannedStep[]): readonly string[] {
  const [first, ...others] = steps.map(({ step }) => step);
  const isRead = steps.every(
    ({ step }) =>
      (step.intent === 'search' || step.intent === 'retrieve') && !isDetails(step) && !isThingItself(step),
  );
  if (!first || others.length === 0 || !isRead) return [];
  return first.words.verbs.filter((verb) => others.every(({ words }) => words.verbs.includes(verb)));
}

/** Steps up to which each sentence may have a frame of its own. */
const longest = 3;

/** What is asked for after the first sentence, a sentence each. */
function furtherPhrase(
  sentences: readonly (readonly PlannedStep[])[],
  plan: RequestPlan,
  speech: Speech,
  random: Random,
): Phrase {
  if (sentences.length === 0) return [];
  const phrases = sentences.map((steps, index) => {
    const [first] = steps;
    const conditions = [
      ...(first ? conditionsOf(first.step) : []),
      index === sentences.length - 1 ? 'last' : 'goes_on',
      index === 0 ? 'second' : null,
      plan.steps.length > longest ? 'long' : null,
    ];
    const asked = phraseOf(
      'further',
      speech,
      { vp: clausesOf(steps, plan, speech, random) },
      conditions,
      random,
    );
    const later = laterPhrase(steps, speech, random);
    return later.length === 0
      ? asked
      : [...asked, ...phraseOf('later_part', speech, { later }, ['later'], random)];
  });
  return phrases.flatMap((phrase) => [...gapOf(speech), ...phrase]);
}

/** `find hotels in Paris and book the first one`, each verb in the form that the text wants. */
function clausesOf(
  steps: readonly PlannedStep[],
  plan: RequestPlan,
  speech: Speech,
  random: Random,
): (form: string | null) => Phrase {
  const { language } = speech;
  const runs = runsOf(steps, language, random);
  const clauses = steps.map((planned, index) => {
    const verb = verbFor(planned, runs[index] ?? null, language, random);
    const slots = slotsOf(planned, speech);
    const object = bodyOf(planned, slots, plan, speech, verb, random);
    const conditions = [
      slots.length > 0 ? 'slots' : null,
      planned.step.reference === null ? 'lone' : 'referring',
      verb.isOpening ? 'opening_verb' : null,
      runs[index] === '' ? 'verb_said' : null,
    ];
    return (form: string | null): Phrase =>
      phraseAbout(
        planned.step,
        'clause',
        speech,
        { object, slots, verb: verb.say(form) },
        conditions,
        random,
      );
  });
  const kind = random.pick(['steps', 'steps', 'steps_then']);
  const linked = language.orthography.joins.get(kind)?.form ?? null;
  return (form) =>
    join(
      clauses.map((clause, index) => clause(index === clauses.length - 1 ? form : (linked ?? form))),
      kind,
      language,
    );
}

function nounPhrase(
  planned: PlannedStep,
  plan: RequestPlan,
  speech: Speech,
  random: Random,
  symbol: 'np_whole' | 'things_whole' = 'np_whole',
): Phrase {
  const slots = slotsOf(planned, speech);
  const object = symbol === 'np_whole' ? bodyOf(planned, slots, plan, speech, null, random) : [];
  return phraseAbout(planned.step, symbol, speech, { object, slots }, [], random);
}

/** By thing: the verb that it shares with those after it; empty where one before it has it; null where it has its own. */
function runsOf(
  steps: readonly PlannedStep[],
  { layout }: LanguageData,
  random: Random,
): readonly (string | null)[] {
  const runs: (string | null)[] = steps.map(() => null);
  for (let start = 0; start < steps.length; start += 1) {
    let end = start + 1;
    while (end < steps.length && sharedVerbs(steps.slice(start, end + 1)).length > 0) end += 1;
    if (end - start < 2 || !random.chance(layout.verbsShared)) continue;
    runs[start] = random.pick(sharedVerbs(steps.slice(start, end)));
    runs.fill('', start + 1, end);
    start = end - 1;
  }
  return runs;
}

type SpokenVerb = {
  readonly say: (form: string | null) => Phrase;
  /** Whether it is a verb of its own for looking into something that was named. */
  readonly isOpening: boolean;
  readonly hasParticle: boolean;
};

/** Verbs of their own for looking into something that was named, where the locale has them: `tell me about the first one`. */
function verbFor(
  { step }: PlannedStep,
  shared: string | null,
  language: LanguageData,
  random: Random,
): SpokenVerb {
  const opening = isDetails(step) ? language.verbs.get('look_into') : undefined;
  const isOpening = opening !== undefined && random.chance(openingVerb);
  const verb = shared ?? random.pick(isOpening ? opening : step.words.verbs);
  return {
    say: (form) => [form === null ? verb : inflect(verb, form, language)],
    isOpening,
    hasParticle: language.particles.has(verb.slice(verb.lastIndexOf(' ') + 1)),
  };
}

const openingVerb = 0.7;

function bodyOf(
  { step, before }: PlannedStep,
  slots: Phrase,
  plan: RequestPlan,
  speech: Speech,
  verb: SpokenVerb | null,
  random: Random,
): Phrase {
  const { reference } = step;
  const earlier = plan.steps.slice(
    0,
    plan.steps.findIndex((planned) => planned.step === step),
  );
  // "It" is one thing; of a list that this very message asks for, the user has seen nothing yet.
  const named = earlier.findLast(
    ({ step: { words, reference: other } }) =>
      words.singular === reference?.singular || other?.singular === reference?.singular,
  );
  const listed = named?.step.intent === 'search' && named.step.words.singular === reference?.singular;
  const conditions = [
    verb?.isOpening ? 'opening_verb' : null,
    verb?.hasParticle ? 'particle' : null,
    listed ? (named.step.words.mine ? 'listed_mine' : 'listed') : null,
    named !== undefined && named === earlier.at(-1) ? 'just_named' : null,
  ];
  const around = { before: join(before, 'slots', speech.language), slots, conditions };
  return objectPhrase(step, around, speech, random);
}

/** What follows the thing, each part with its gap before it. */
function slotsOf({ step, after }: PlannedStep, speech: Speech): Phrase {
  const { joins } = speech.language.orthography;
  const kind = step.words.changes ? 'changes' : reads(step) ? 'slots' : 'manners';
  return after.length === 0
    ? []
    : [...gapOf(speech), ...join(after, joins.has(kind) ? kind : 'slots', speech.language)];
}

/** Whether something is only found out: its values are of the thing, and not of how something is done. */
function reads({ intent }: StepRequest): boolean {
  return intent === 'search' || intent === 'retrieve' || intent === 'compare' || intent === 'summarize';
}

function gapOf({ language }: Speech): Phrase {
  return language.orthography.spaces ? oneGap : [];
}

const oneGap: Phrase = [new Words(' ')];

function changes({ intent }: StepRequest): boolean {
  return intent === 'update' || intent === 'delete';
}
