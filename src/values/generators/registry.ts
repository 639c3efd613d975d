import type { Generator } from '../value-request.js';
import { codeGenerators } from './codes.js';
import { foodGenerators } from './food.js';
import { mediaGenerators } from './media.js';
import { moneyGenerators } from './money.js';
import { peopleGenerators } from './people.js';
import { placeGenerators } from './places.js';
import { quantityGenerators } from './quantities.js';
import { shapeGenerators } from './shapes.js';
import { textGenerators } from './text.js';
import { thingGenerators } from './things.js';
import { timeGenerators } from './time.js';
import { travelGenerators } from './travel.js';
import { webGenerators } from './web.js';

/** Every value generator by the name that concepts use. */
export const generators: ReadonlyMap<string, Generator> = new Map(
  [
    placeGenerators,
    timeGenerators,
    peopleGenerators,
    moneyGenerators,
    quantityGenerators,
    travelGenerators,
    foodGenerators,
    mediaGenerators,
    textGenerators,
    webGenerators,
    codeGenerators,
    thingGenerators,
    shapeGenerators,
  ].flatMap((family) => Object.entries(family)),
);
