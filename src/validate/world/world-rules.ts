import type { Rule } from '../rule.js';
import { attributesKept } from './attributes-kept.js';
import { askedIsRepeated, filtersHonoured } from './filters-honoured.js';
import { idsKept } from './ids-kept.js';
import { countsAgree, idsDistinct, limitHonoured } from './list-rules.js';
import { sameReadSameAnswer } from './same-read.js';

/** Law 4: one world. Errors are no observations of it. */
export const worldRules: readonly Rule[] = [
  { law: 4, name: 'attributes-kept', check: attributesKept },
  { law: 4, name: 'id-kept', check: idsKept },
  { law: 4, name: 'same-read-same-answer', check: sameReadSameAnswer },
  { law: 4, name: 'filters-honoured', check: filtersHonoured },
  { law: 4, name: 'asked-is-repeated', check: askedIsRepeated },
  { law: 4, name: 'counts-agree', check: countsAgree },
  { law: 4, name: 'ids-distinct', check: idsDistinct },
  { law: 4, name: 'limit-honoured', check: limitHonoured },
];
