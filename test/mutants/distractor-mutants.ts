import type { Mutant } from './mutant.js';

export const distractorMutants: readonly Mutant[] = [
  {
    name: 'called-tool-as-distractor',
    law: 8,
    mutate(record, random) {
      const claims = record.metadata.distractors ?? [];
      if (claims.length === 0 || record.tool_calls.length === 0) return false;
      random.pick(claims).name = random.pick(record.tool_calls).name;
      return true;
    },
  },
  {
    name: 'distractor-shares-nothing',
    law: 8,
    mutate(record) {
      const claim = record.metadata.distractors?.[0];
      const own = claim ? record.semantics[claim.name] : undefined;
      if (!claim || !own) return false;
      claim.shares = 'entity';
      own.entity = 'entity of nothing else';
      return true;
    },
  },
];
