import { rememberByText } from '../concepts/remember-by-text.js';
import type { CompiledParameter } from './compile-graph.js';
import type { Draft, DraftArgument, DraftStep } from './draft.js';

type LinkArgument = Extract<DraftArgument, { kind: 'link' }>;

/** True for coordinates that an answer gives. */
export function isPoint(argument: DraftArgument): argument is LinkArgument {
  return (
    argument.kind === 'link' &&
    argument.parameter.meaning?.spoken === false &&
    argument.parameter.meaning.entity === null
  );
}

/**
 * True where a point would be put together from two sources, or only half of one be passed: the latitude of a city with a
 * longitude that the user says. Who looks one end of a way up says none in numbers.
 */
export function splitsPoint(step: DraftStep): boolean {
  const halves = step.arguments.filter(({ parameter }) => halfOf(parameter) !== null);
  if (halves.length === 0) return false;
  if (halves.some(({ kind }) => kind !== halves[0]?.kind)) return true;
  const others = step.target.parameters.filter((parameter) => halfOf(parameter) !== null);
  return halves.some((half) => {
    const partner = others.find(
      (other) =>
        halfOf(other) !== halfOf(half.parameter) &&
        endName(other.parameter.name) === endName(half.parameter.parameter.name),
    );
    if (partner === undefined) return false;
    const given = halves.find(({ parameter }) => parameter === partner);
    return given === undefined || !isOfOneMember(half, given);
  });
}

/** Which half of a point a parameter is, by its meaning or, where it has none, by its name: `latB`. */
function halfOf({ meaning, parameter: { name } }: CompiledParameter): 'latitude' | 'longitude' | null {
  if (meaning !== null) {
    const { anchor } = meaning;
    return anchor === 'latitude' || anchor === 'longitude' ? anchor : null;
  }
  return namedHalf(name);
}

const namedHalf: (name: string) => 'latitude' | 'longitude' | null = rememberByText((name) => {
  const words = name.slice(0, 80).replace(/([a-z])([A-Z])/g, '$1 $2');
  if (/(?:^|[^a-z])lat(?:itude)?(?:$|[^a-z])/i.test(words)) return 'latitude';
  return /(?:^|[^a-z])(?:lon(?:g(?:itude)?)?|lng)(?:$|[^a-z])/i.test(words) ? 'longitude' : null;
});

/** What is left of a coordinate's name without the coordinate: `start_lon` and `start_lat` come to one. */
function endName(name: string): string {
  return name.toLowerCase().replace(/lat(?:itude)?|lon(?:g(?:itude)?)?|lng/, '');
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
  const { kind, parameter } = argument;
  if (kind !== 'link' || parameter.meaning === null) return false;
  const { end, anchor } = parameter.meaning;
  return isPoint(argument) || (end !== null && anchor !== 'date');
}
