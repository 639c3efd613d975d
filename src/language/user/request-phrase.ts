import type { Random } from '../../random/random.js';
import type { StepRequest, UserAct } from '../acts.js';
import { join } from '../join.js';
import { detailPhrase } from '../slot-phrase.js';
import { phraseOf, type Speech } from '../speech.js';
import { conditionsOf, placesOf, verbOf } from '../thing-phrase.js';
import type { Phrase } from '../utterance.js';
import { objectPhrase } from './object-phrase.js';
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
  const plan = planRequest(steps, speech, random);
  const only = plan.steps.length === 1 ? plan.steps[0] : undefined;
  const asNoun = only && only.step.reference === null && !changes(only.step) ? only : undefined;
  const before = plan.states.length > 0 && random.chance(0.5);
  const conditions = [
    opening ? 'opening' : 'follow_up',
    ...(asNoun ? ['noun'] : []),
    ...(only ? ['one_step', ...conditionsOf(only.step)] : ['several', ...spheresOf(steps)]),
    ...(plan.front.length > 0 ? ['front'] : []),
    ...(plan.states.length > 0 ? [before ? 'states_before' : 'states_after'] : []),
    ...(plan.later.length > 0 ? ['later'] : []),
  ];
  const places = {
    ...(only ? placesOf(only.step) : {}),
    vp: clausesOf(plan, speech, random),
    np: asNoun ? nounPhrase(asNoun, speech, random) : [],
    fronted: join(plan.front, 'front', speech.language),
    states: join(plan.states, 'statements', speech.language),
    later: join(
      plan.later.map((slot) => detailPhrase(slot, speech, random)),
      'and',
      speech.language,
    ),
  };
  return phraseOf('request', speech, places, conditions, random);
}

/** The thing, with what is known of it, and not what is to be done about it. */
function vaguePhrase({ steps, opening }: Request, speech: Speech, random: Random): Phrase {
  const plan = planRequest(steps.slice(0, 1), { ...speech, prefers: inline }, random);
  const [planned] = plan.steps;
  if (!planned) return [];
  const places = {
    ...placesOf(planned.step),
    vague_thing: nounPhrase(planned, speech, random, 'things_whole'),
  };
  const outside = [
    ...plan.front,
    ...plan.states,
    ...plan.later.map((slot) => detailPhrase(slot, speech, random)),
  ];
  const conditions = [
    opening ? 'opening' : 'follow_up',
    ...(outside.length > 0 ? ['later'] : []),
    ...conditionsOf(planned.step),
  ];
  const later = join(outside, 'and', speech.language);
  return phraseOf('request_vague', speech, { ...places, later }, conditions, random);
}

/** What is to be done, once the thing was named; values that were not said yet come with it. */
function specifyPhrase({ steps }: Request, speech: Speech, random: Random): Phrase {
  const plan = planRequest(steps, { ...speech, prefers: inline }, random);
  const outside = [...plan.states, ...plan.later.map((slot) => detailPhrase(slot, speech, random))];
  const places = {
    vp: clausesOf(plan, speech, random),
    later: join(outside, 'and', speech.language),
    fronted: join(plan.front, 'front', speech.language),
  };
  const conditions = [...(plan.front.length > 0 ? ['front'] : []), ...(outside.length > 0 ? ['later'] : [])];
  return phraseOf('specify', speech, places, conditions, random);
}

const inline: ReadonlySet<string> = new Set(['layout_inline']);

/** `find hotels in Paris and book the first one`, each verb in the form that the text wants. */
function clausesOf(plan: RequestPlan, speech: Speech, random: Random): (form: string | null) => Phrase {
  const { language } = speech;
  const clauses = plan.steps.map((planned) => {
    const verb = verbOf(planned.step, language, random);
    const places = { object: bodyOf(planned, speech, random), slots: slotsOf(planned, speech) };
    return (form: string | null): Phrase =>
      phraseOf(
        'clause',
        speech,
        { ...placesOf(planned.step), ...places, verb: verb(form) },
        conditionsOf(planned.step),
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
  speech: Speech,
  random: Random,
  symbol: 'np_whole' | 'things_whole' = 'np_whole',
): Phrase {
  const object = symbol === 'np_whole' ? bodyOf(planned, speech, random) : [];
  const places = { ...placesOf(planned.step), object, slots: slotsOf(planned, speech) };
  return phraseOf(symbol, speech, places, conditionsOf(planned.step), random);
}

function bodyOf({ step, before }: PlannedStep, speech: Speech, random: Random): Phrase {
  return objectPhrase(step, join(before, 'slots', speech.language), speech, random);
}

/** What follows the thing, each part with its gap before it. */
function slotsOf({ after }: PlannedStep, { language }: Speech): Phrase {
  const gap = language.orthography.spaces ? [' '] : [];
  return after.length === 0 ? [] : [...gap, ...join(after, 'slots', language)];
}

function changes({ intent }: StepRequest): boolean {
  return intent === 'update' || intent === 'delete';
}

function spheresOf(steps: readonly StepRequest[]): string[] {
  const sphere = steps[0]?.words.sphere ?? null;
  return sphere === null ? [] : ['sphere', `sphere_${sphere}`];
}
