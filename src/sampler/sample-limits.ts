import type { CountRange, SampleRefusalReason, SampleRequest } from '../types/sampling.js';

/** Steps that a mode needs and bears. */
const modeSteps: { readonly [mode in SampleRequest['mode']]: CountRange } = {
  sequential: { minimum: 2, maximum: 10 },
  multi_tool: { minimum: 2, maximum: 10 },
  clarification_first: { minimum: 1, maximum: 10 },
  parallel: { minimum: 2, maximum: 10 },
  short: { minimum: 1, maximum: 2 },
};

/** The steps asked for, narrowed to what the mode bears; null when nothing is left. */
export function stepRange(request: SampleRequest): CountRange | null {
  const mode = modeSteps[request.mode];
  const { depth = 0, fanIn = 0 } = request.difficulty ?? {};
  const minimum = Math.max(
    request.steps.minimum,
    mode.minimum,
    request.goals.minimum,
    depth,
    fanIn > 0 ? fanIn + 1 : 0,
  );
  const maximum = Math.min(request.steps.maximum, mode.maximum);
  const valid =
    minimum <= maximum && request.goals.minimum <= request.goals.maximum && request.goals.maximum >= 1;
  return valid ? { minimum, maximum } : null;
}

/** A refusal in words, with what to change. */
export function refusalDetail(request: SampleRequest, reason: SampleRefusalReason): string {
  const from = request.start === undefined ? '' : ` from '${request.start}'`;
  const steps = `${request.steps.minimum}–${request.steps.maximum} steps`;
  switch (reason) {
    case 'mode_not_carried':
      return `This catalog has no chain of mode '${request.mode}'.`;
    case 'impossible_request':
      return `Mode '${request.mode}' does not go with ${steps} and ${request.goals.minimum}–${request.goals.maximum} goals.`;
    case 'unknown_start':
      return `'${request.start}' is no endpoint of the projected graph: unknown or unusable.`;
    case 'unreachable_start':
      return `'${request.start}' requires a value that no person knows and no other endpoint supplies.`;
    case 'too_few_steps':
      return `Walks of mode '${request.mode}'${from} end before ${steps} are reached.`;
    case 'too_few_goals':
      return `Walks of mode '${request.mode}'${from} do not serve ${request.goals.minimum} goals within ${steps}.`;
    case 'too_few_tools':
      return `Walks${from} do not reach a second tool within ${steps}.`;
    case 'no_parallel_group':
      return `Walks${from} hold no two calls that can run side by side.`;
    case 'too_shallow':
      return `Walks${from} hold no path of ${request.difficulty?.depth ?? 0} steps that feed each other within ${steps}.`;
    case 'too_narrow':
      return `Walks${from} hold no step that takes values from ${request.difficulty?.fanIn ?? 0} others within ${steps}.`;
    case 'nothing_to_clarify':
      return `The first call${from} takes no required value that a user could leave out.`;
  }
}
