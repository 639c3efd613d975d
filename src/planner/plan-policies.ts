import type { LanguageData } from '../language/data/language-data.js';
import type { Places } from '../language/grammar.js';
import { phraseOf, plainSpeech } from '../language/speech.js';
import { actionPhrase } from '../language/thing-phrase.js';
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
  const say = (symbol: string, places: Places = {}): string =>
    toUtterance(
      phraseOf(symbol, plainSpeech(language), places, [], random.fork(symbol)),
      language.orthography,
    ).text;
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
    const asked = { words: step.words, intent: step.endpoint.intent };
    const action = actionPhrase(asked, plainSpeech(language), random.fork('forbidden-action'));
    policies.push({
      id: 'forbidden-action',
      kind: 'forbidden',
      endpoints: [step.endpoint.callName],
      text: say('policy_forbidden_action', { action }),
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
