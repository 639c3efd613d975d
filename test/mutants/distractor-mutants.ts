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
      // Without a tool that is needed, nothing says what the distractor should share.
      const claimed = new Set(record.metadata.distractors?.map(({ name }) => name));
      if (!claim || !own || record.tools.every(({ name }) => claimed.has(name))) return false;
      claim.shares = 'entity';
      own.entity = 'entity of nothing else';
      return true;
    },
  },
  {
    name: 'distractor-not-offered',
    law: 8,
    mutate(record, random) {
      const claims = record.metadata.distractors ?? [];
      if (claims.length === 0) return false;
      random.pick(claims).name = 'nobody::offers_this';
      return true;
    },
  },
  {
    name: 'distractor-named-twice',
    law: 8,
    mutate(record, random) {
      const claims = record.metadata.distractors ?? [];
      if (claims.length === 0) return false;
      claims.push({ ...random.pick(claims) });
      return true;
    },
  },
];
