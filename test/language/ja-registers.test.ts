import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configDirectory } from '../../src/config/package-paths.js';
import { realiseAssistant } from '../../src/language/assistant/realise-assistant.js';
import { loadLanguage } from '../../src/language/data/load-language.js';
import { realiseUser } from '../../src/language/user/realise-user.js';
import type { Utterance } from '../../src/language/utterance.js';
import { createRandom } from '../../src/random/random.js';
import { speechOf } from '../support/act-arbitraries.js';
import { assistantAct, traits, userAct } from '../support/whole-acts.js';

const language = loadLanguage(configDirectory, 'ja');

/** Sentences without their values. */
function sentencesOf({ text, marks }: Utterance): string[] {
  const points = [...text];
  for (const { start, end } of [...marks].reverse()) points.splice(start, end - start, '値');
  return points
    .join('')
    .split(/[。！？\n]/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Polite forms at the end of a sentence, or of a clause that goes on. */
const politeInside = /(?:です|ます|ました|ません|でした|ください)(?:から|ので|が|けど|、|$)/;
/** Plain forms at the end of a sentence: what friends say. */
const plain =
  /(だ|だよ|だね|んだよね|かな|たい|ほしいな|くれる|もらえる|ある|ない|っけ|るね|てね|るよ|たよ)$/;

function realised(register: 'chatty' | 'formal' | 'terse' | 'rushed', count: number): Utterance[] {
  const acts = fc.sample(fc.tuple(userAct, traits), { numRuns: count, seed: 7 });
  return acts.map(([act, own], index) =>
    realiseUser(act, { ...speechOf(register, own), language }, createRandom(`${register}-${index}`)),
  );
}

describe('registers in Japanese', () => {
  it('lets chatty speakers say no です or ます of their own', () => {
    for (const utterance of realised('chatty', 3000))
      for (const sentence of sentencesOf(utterance)) expect(sentence).not.toMatch(politeInside);
  });

  it.each(['formal', 'rushed', 'terse'] as const)('lets %s speakers end no sentence plainly', (register) => {
    for (const utterance of realised(register, 3000))
      for (const sentence of sentencesOf(utterance)) expect(sentence).not.toMatch(plain);
  });

  it('lets the assistant always be polite', () => {
    // Acts whose verbs are bent are left out: verbs are English here.
    const kinds = ['ask', 'ask_again', 'offer_choice', 'report', 'welcome'];
    const acts = fc
      .sample(assistantAct, { numRuns: 3000, seed: 7 })
      .filter(({ kind }) => kinds.includes(kind));
    for (const [index, act] of acts.entries()) {
      const said = realiseAssistant(act, { ...speechOf('chatty', []), language }, createRandom(`a-${index}`));
      const last = sentencesOf(said).at(-1) ?? '';
      // Lines of a list are no sentences, and what ends in an English verb is not bent.
      if (last.startsWith('・') || /[a-z]$/.test(last)) continue;
      expect(last).toMatch(
        /(です|ます|ました|ません|でした|ください|ございます|どうぞ|どういたしまして|(です|ます|しょう|ません)か|値)[」』）]?$/,
      );
    }
  });
});
