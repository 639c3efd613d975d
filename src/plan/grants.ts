import type { SampleRequest } from '../types/sampling.js';

/**
 * How often the catalog granted which shape of chain, so that a run does not go on asking for what there hardly is. Depends
 * on earlier draws only.
 */
export type Grants = {
  /** False where hardly any draw of this mode, with as many steps and goals, brought a chain. */
  isHopeful(request: SampleRequest): boolean;
  note(request: SampleRequest, granted: boolean): void;
};

/** Share of draws granted, of at least some draws, below which a shape counts as hardly there. */
const leastGranted = 0.08;
const drawsBeforeDoubt = 24;

export function createGrants(): Grants {
  const books = new Map<string, { draws: number; granted: number }>();
  return {
    isHopeful(request) {
      const book = books.get(shapeOf(request));
      return book === undefined || book.draws < drawsBeforeDoubt || book.granted > leastGranted * book.draws;
    },
    note(request, granted) {
      const shape = shapeOf(request);
      const book = books.get(shape) ?? { draws: 0, granted: 0 };
      books.set(shape, book);
      book.draws += 1;
      if (granted) book.granted += 1;
    },
  };
}

function shapeOf({ mode, steps, goals }: SampleRequest): string {
  return `${mode} ${steps.minimum}-${steps.maximum} ${goals.minimum}-${goals.maximum}`;
}
