import type { Draft, DraftArgument, DraftStep } from './draft.js';

type LinkArgument = Extract<DraftArgument, { kind: 'link' }>;

/** True for coordinates that an answer gives. */
export function isPoint(argument: DraftArgument): argument is LinkArgument {
  return argument.kind === 'link' && argument.parameter.isPoint;
}

/**
 * True where a point would be put together from two sources, or only half of one be passed: the latitude of a city with a
 * longitude that the user says. Who looks one end of a way up says none in numbers.
 */
export function splitsPoint({ target, arguments: given }: DraftStep): boolean {
  if (target.halves === 0) return false;
  const halves = given.filter(({ parameter }) => parameter.half !== null);
  if (halves.some(({ kind }) => kind !== halves[0]?.kind)) return true;
  return halves.some((half) => {
    const partner = target.otherHalves.get(half.parameter.index);
    if (partner === undefined) return false;
    const other = halves.find(({ parameter }) => parameter === partner);
    return other === undefined || !isOfOneMember(half, other);
  });
}

function isOfOneMember(left: DraftArgument, right: DraftArgument): boolean {
  if (left.kind !== 'link' || right.kind !== 'link') return left.kind === right.kind;
  return left.step === right.step && left.item === right.item;
}

/**
 * True for a journey that nobody makes: in a tool of its own from one member of a list to the next, or between points that
 * two tools found.
 */
export function goesAstray(draft: Draft, step: DraftStep): boolean {
  if (step.target.ends < 2) return false;
  const ends = step.arguments.filter(isEnd);
  if (ends.length < 2) return false;
  const toolOf = (end: LinkArgument): number | undefined => draft.steps[end.step]?.target.tool;
  return ends.some((from) =>
    ends.some(
      (to) =>
        (isPoint(from) && isPoint(to) && toolOf(from) !== toolOf(to)) ||
        (from.step === to.step && from.item !== to.item && toolOf(from) !== step.target.tool),
    ),
  );
}

/** Where a journey starts or ends, taken from an answer: a point, an airport. */
function isEnd(argument: DraftArgument): argument is LinkArgument {
  return argument.kind === 'link' && argument.parameter.isEnd;
}
