import { referenceLocale } from '../../types/plan-row.js';
import { localeData } from '../locale-data.js';
import { say } from '../say.js';
import type { Generator } from '../value-request.js';
import { codeGenerators } from './codes.js';
import { moneyGenerators } from './money.js';
import { peopleGenerators } from './people.js';
import { placeGenerators } from './places.js';
import { quantityGenerators } from './quantities.js';
import { shapeGenerators } from './shapes.js';
import { textGenerators } from './text.js';
import { timeGenerators } from './time.js';
import { travelGenerators } from './travel.js';
import { webGenerators } from './web.js';

/** Every value generator by the name that concepts use. */
export const generators: ReadonlyMap<string, Generator> = new Map(
  [
    saidGenerators(),
    placeGenerators,
    timeGenerators,
    peopleGenerators,
    moneyGenerators,
    quantityGenerators,
    travelGenerators,
    textGenerators,
    webGenerators,
    codeGenerators,
    shapeGenerators,
  ].flatMap((family) => Object.entries(family)),
);

/** One for each kind of thing that the locales' data says the names of. */
function saidGenerators(): { readonly [name: string]: Generator } {
  const names = [...localeData(referenceLocale).values.keys()];
  return Object.fromEntries(
    names.map((name): [string, Generator] => [name, (request, random) => say(name, request, random)]),
  );
}
