import { thingsOf } from '../language/endpoint-words.js';
import type { LanguageData } from '../language/language-data.js';
import { phraseOf } from '../language/speech.js';
import { toUtterance } from '../language/utterance.js';
import type { Random } from '../random/random.js';
import type { Policy } from '../types/scenario.js';
import type { ChainGoal } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';
import { forbiddenTopics, type Twist } from '../types/twist.js';
import type { BriefStep } from './conversation-brief.js';

/** Share of conversations that state a rule which nobody touches. */
const idleRules = 0.15;

/** The product's rules: what is confirmed first, what may not be done at all, what nobody may ask for. */
export function planPolicies(
  twists: readonly Twist[],
  steps: readonly BriefStep[],
  goals: readonly ChainGoal[],
  offered: readonly Endpoint[],
  language: LanguageData,
  random: Random,
): Policy[] {
  const say = (symbol: string, places: { readonly [place: string]: readonly string[] } = {}): string =>
    toUtterance(phraseOf(symbol, { language, register: 'formal' }, places, [], random.fork(symbol)), {
      capitalise: true,
    }).text;
  const policies: Policy[] = [];
  const guarded = offered.filter((endpoint) => endpoint.irreversible).map((endpoint) => endpoint.callName);
  if (guarded.length > 0)
    policies.push({
      id: 'confirm-irreversible',
      kind: 'confirm_before',
      endpoints: [...guarded].sort(),
      text: say('policy_confirm'),
    });
  for (const twist of twists) {
    if (twist.kind !== 'forbidden_action') continue;
    const step = steps[goals[twist.goal]?.steps.at(-1) ?? -1];
    if (!step) continue;
    const action = `${step.words.verbs[0] ?? step.endpoint.intent} ${thingsOf(step.words)}`;
    policies.push({
      id: 'forbidden-action',
      kind: 'forbidden',
      endpoints: [step.endpoint.callName],
      text: say('policy_forbidden_action', { action: [action] }),
    });
  }
  const asked = twists.find((twist) => twist.kind === 'forbidden_topic');
  const topic = asked?.topic ?? (random.chance(idleRules) ? random.pick(forbiddenTopics) : null);
  if (topic !== null)
    policies.push({
      id: `forbidden-${topic}`,
      kind: 'forbidden',
      endpoints: [],
      text: say(`policy_${topic}`),
    });
  return policies;
}
