import type { ChainArgument, ToolChain } from '../types/tool-chain.js';
import type { Draft, DraftArgument } from './draft.js';

/** Turns a draft into the chain that leaves the sampler. */
export function finishChain(draft: Draft): ToolChain {
  return {
    steps: draft.steps.map((step) => ({
      endpointId: step.target.endpoint.id,
      arguments: [...step.arguments]
        .sort((left, right) => left.parameter.index - right.parameter.index)
        .map(finishArgument),
      parallelGroup: step.group,
    })),
    slots: draft.slots.map(({ owner, parameter }) => ({
      concept: parameter.parameter.concept?.id ?? null,
      label: parameter.parameter.label,
      endpointId: owner.endpoint.id,
      parameter: parameter.parameter.name,
    })),
    goals: draft.goals.map((steps) => ({ steps: [...steps] })),
  };
}

function finishArgument(argument: DraftArgument): ChainArgument {
  const parameter = argument.parameter.parameter.name;
  switch (argument.kind) {
    case 'slot':
      return { parameter, from: { kind: 'slot', slot: argument.slot } };
    case 'link':
      return {
        parameter,
        from: { kind: 'link', step: argument.step, field: argument.link.field, item: argument.item },
      };
    case 'default':
      return { parameter, from: { kind: 'default', value: argument.parameter.preset ?? null } };
  }
}
