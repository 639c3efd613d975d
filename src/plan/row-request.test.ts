import { expect, it } from 'vitest';
import { loadRunConfig } from '../config/load-run-config.js';
import { createRandom } from '../random/random.js';
import { createMix } from './mix.js';
import { toRowRequest } from './row-request.js';
import { createDecks } from './stratify.js';

it('never waits for a mode that the catalog does not carry', async () => {
  const { plan } = await loadRunConfig({ command: 'generate', flags: {}, environment: {} });
  const modesUnder = (carried: Parameters<typeof toRowRequest>[6]): Set<string> => {
    const random = createRandom(1);
    const deck = createDecks(random.fork('decks'));
    const mix = createMix();
    return new Set(
      Array.from({ length: 200 }, (_, index) => {
        const own = random.fork(`row-${index}`);
        return toRowRequest(index, 'mixed', plan.shares, deck, mix, false, carried, own).mode;
      }),
    );
  };
  expect(modesUnder(['short', 'sequential'])).toEqual(new Set(['short', 'sequential']));
  expect(modesUnder(['short', 'sequential', 'parallel', 'multi_tool']).has('multi_tool')).toBe(true);
});
