import { answerDefects } from './answer-defects.js';
import { callDefects } from './call-defects.js';
import type { Defect } from './defect.js';
import { dialogueDefects } from './dialogue-defects.js';
import { languageDefects } from './language-defects.js';

/** All kinds of defects that a calibration plants. They share nothing with what judges look for. */
export const defects: readonly Defect[] = [
  ...callDefects,
  ...answerDefects,
  ...dialogueDefects,
  ...languageDefects,
];
