import type { CompiledEndpoint } from './compile-graph.js';
import type { CompiledParameter } from './compile-parameter.js';
import { type Draft, type DraftArgument, type DraftSlot, type DraftStep, isWrite } from './draft.js';
import type { SamplerSettings } from './sampler-settings.js';
import { schemasInterchange } from './schemas-interchange.js';

/**
 * A value of an earlier step that means the same here: the same city, but never the origin for the destination. Slots from
 * `slotsBefore` on belong to the step itself.
 */
export function shareSlot(
  draft: Draft,
  step: DraftStep,
  parameter: CompiledParameter,
  slotsBefore: number,
  settings: SamplerSettings,
): DraftArgument | null {
  const account = sameAccount(draft, parameter);
  if (account >= 0) return { parameter, kind: 'slot', slot: account };
  // A change to what was said before changes nothing.
  if (parameter.entity === 0 && step.target.intent === 'update') return null;
  let best = -1;
  let most = 0;
  for (let slot = 0; slot < slotsBefore; slot += 1) {
    const owner = draft.slots[slot] as DraftSlot;
    const rank =
      agreement(owner, step.target, parameter, settings) ||
      (isCarried(owner, step, parameter, settings) ? 1 : 0);
    if (rank <= most || takesSlot(step, slot)) continue;
    if (!schemasInterchange(owner.parameter.parameter.schema, parameter.parameter.schema)) continue;
    [best, most] = [slot, rank];
  }
  return best < 0 ? null : { parameter, kind: 'slot', slot: best };
}

/** The slot of the account that all is done in; -1 for none. */
function sameAccount(draft: Draft, { parameter }: CompiledParameter): number {
  if (parameter.concept?.id !== 'account_reference') return -1;
  return draft.slots.findIndex(
    ({ parameter: { parameter: said } }) =>
      said.concept?.id === 'account_reference' && schemasInterchange(said.schema, parameter.schema),
  );
}

function takesSlot(step: DraftStep, slot: number): boolean {
  for (const argument of step.arguments) if (argument.kind === 'slot' && argument.slot === slot) return true;
  return false;
}

/**
 * False where no value that the user said can come up again in a step of `target`, whatever else it takes: most endpoints
 * that share something with one of many earlier ones share nothing with what was said.
 */
export function mayShare(draft: Draft, target: CompiledEndpoint): boolean {
  const { sharedTopics, tool } = target;
  if (sharedTopics.length === 0) return false;
  for (const { owner, parameter } of draft.slots)
    if (owner.tool === tool || sharedTopics.includes(parameter.topic)) return true;
  return false;
}

/** 2 for one meaning, 1 where only one of the two names an end of a journey, 0 for different values. */
function agreement(
  owner: DraftSlot,
  target: CompiledEndpoint,
  parameter: CompiledParameter,
  { leadOn }: SamplerSettings,
): number {
  const { topic, isSure, meaning, end } = parameter;
  const said = owner.parameter;
  if (topic === 0 || said.topic !== topic || !isSure || !said.isSure) return 0;
  if (owner.owner.tool !== target.tool) {
    const anchor = meaning?.anchor ?? null;
    if (anchor === null || !leadOn.meets(anchor, owner.owner.matter, target.matter)) return 0;
    if (parameter.isDate && !areOneErrand(owner.owner, target)) return 0;
  }
  if (said.end === end) return 2;
  return said.end === 'from' || end === 'from' ? 0 : 1;
}

/**
 * True for what nobody says twice: the size of the party in one tool, and there in reads the same setting by the same name
 * (the season, the market), texts left out.
 */
function isCarried(
  { owner, parameter: said }: DraftSlot,
  { target }: DraftStep,
  { parameter }: CompiledParameter,
  settings: SamplerSettings,
): boolean {
  if (owner.tool !== target.tool || owner === target) return false;
  if (said.parameter.name !== parameter.name) return false;
  const concept = parameter.concept?.id ?? null;
  if (said.parameter.concept?.id !== parameter.concept?.id) return false;
  if (concept !== null && settings.carriedConcepts.has(concept)) return true;
  if (isWrite(owner.intent) || isWrite(target.intent)) return false;
  const isText = parameter.schema.type === 'string' && parameter.schema.enum === undefined;
  return !isText || concept === null;
}

/** A date is carried into another tool only where the two go together: the flight and the hotel, not the mail and the campaign. */
function areOneErrand(one: CompiledEndpoint, other: CompiledEndpoint): boolean {
  return (
    one.semantic.some(({ to }) => to === other.index) || other.semantic.some(({ to }) => to === one.index)
  );
}
