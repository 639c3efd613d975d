import { answerMutants } from './answer-mutants.js';
import { distractorMutants } from './distractor-mutants.js';
import { goalMutants } from './goal-mutants.js';
import { historyMutants } from './history-mutants.js';
import { identityMutants } from './identity-mutants.js';
import type { Mutant } from './mutant.js';
import { phenomenonMutants } from './phenomenon-mutants.js';
import { provenanceMutants } from './provenance-mutants.js';
import { schemaMutants } from './schema-mutants.js';
import { structureMutants } from './structure-mutants.js';
import { worldMutants } from './world-mutants.js';

/** Every operator of the suite. */
export const mutants: readonly Mutant[] = [
  ...structureMutants,
  ...schemaMutants,
  ...provenanceMutants,
  ...answerMutants,
  ...worldMutants,
  ...identityMutants,
  ...goalMutants,
  ...historyMutants,
  ...distractorMutants,
  ...phenomenonMutants,
];
