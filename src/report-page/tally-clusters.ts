import { longerThan, shinglesOf } from '../metrics/duplicate-turns.js';
import { hashText } from '../metrics/hash-text.js';
import { forEachNearPair } from '../metrics/near-duplicates.js';
import type { RecordView } from '../record-view/record-view.js';
import { toWords, unitsPerWord } from '../record-view/words.js';
import type { Clusters } from './page-data.js';

/** Different turns that are looked at; those after them are only counted where they repeat one. */
const mostTurns = 50_000;
const mostClusters = 60;
const mostSamples = 12;

type Turn = { readonly text: string; readonly shingles: Float64Array; times: number; row: number };

/** Groups user turns that are the same or nearly: a Jaccard similarity of at least 0.8 over 3-shingles, from neighbour to neighbour. */
export function createClusters(): {
  add(view: RecordView, row: number): void;
  clusters(): Clusters;
} {
  const turns = new Map<number, Turn>();
  let isPart = false;
  return {
    add(view, row) {
      if (view.isTwin) return;
      for (const { role, text } of view.messages) {
        if (role !== 'user') continue;
        const words = toWords(text, view.locale);
        if (words.length <= longerThan * unitsPerWord(view.locale)) continue;
        const key = hashText(words.join(' '), 0);
        const known = turns.get(key);
        if (known !== undefined) {
          known.times += 1;
          if (known.row === -1) known.row = row;
        } else if (turns.size < mostTurns) {
          turns.set(key, { text: text.slice(0, 240), shingles: shinglesOf(words), times: 1, row });
        } else isPart = true;
      }
    },
    clusters() {
      const members = [...turns.values()];
      const groups = joinNear(members)
        .map((group) => ({ group, turns: group.reduce((sum, { times }) => sum + times, 0) }))
        .filter((cluster) => cluster.turns > 1)
        .sort((left, right) => right.turns - left.turns);
      return {
        count: groups.length,
        turns: groups.reduce((sum, cluster) => sum + cluster.turns, 0),
        note: isPart ? `Among the first ${mostTurns} different turns.` : '',
        largest: groups.slice(0, mostClusters).map(({ group, turns: count }) => ({
          turns: count,
          samples: group
            .sort((left, right) => right.times - left.times)
            .slice(0, mostSamples)
            .map(({ text, times, row }) => ({ text, times, row })),
        })),
      };
    },
  };
}

/** Sets of turns joined by near pairs. */
function joinNear(members: readonly Turn[]): Turn[][] {
  const parents = Int32Array.from(members, (_, place) => place);
  const rootOf = (place: number): number => {
    let root = place;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root] ?? root] ?? root;
      root = parents[root] ?? root;
    }
    return root;
  };
  forEachNearPair(
    members.map(({ shingles }) => shingles),
    (left, right) => {
      parents[rootOf(right)] = rootOf(left);
    },
    (left, right) => rootOf(left) === rootOf(right),
  );
  const groups = new Map<number, Turn[]>();
  for (const [place, member] of members.entries()) {
    const root = rootOf(place);
    const group = groups.get(root) ?? [];
    group.push(member);
    groups.set(root, group);
  }
  return [...groups.values()];
}
