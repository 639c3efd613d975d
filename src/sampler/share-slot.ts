import type { CompiledEndpoint, CompiledParameter } from './compile-graph.js';
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
  // A change to what was said before changes nothing.
  if (step.target.intent === 'update' && parameter.meaning?.entity == null) return null;
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

function takesSlot(step: DraftStep, slot: number): boolean {
  for (const argument of step.arguments) if (argument.kind === 'slot' && argument.slot === slot) return true;
  return false;
}

/**
 * False where no value that the user said can come up again in a step of `target`, whatever else it takes: most endpoints
 * that share something with one of many earlier ones share nothing with what was said.
 */
export function mayShare(draft: Draft, target: CompiledEndpoint): boolean {
  for (const { owner, parameter: said } of draft.slots) {
    for (const parameter of target.parameters) {
      if ((parameter.meaning?.share ?? 0) <= 0) continue;
      if (parameter.topic === said.topic || owner.tool === target.tool) return true;
    }
  }
  return false;
}

/** 2 for one meaning, 1 where only one of the two names an end of a journey, 0 for different values. */
function agreement(
  owner: DraftSlot,
  target: CompiledEndpoint,
  parameter: CompiledParameter,
  { minimumConfidence, leadOn }: SamplerSettings,
): number {
  const { meaning, topic } = parameter;
  const other = owner.parameter.meaning;
  if (topic === 0 || owner.parameter.topic !== topic || !meaning || !other) return 0;
  if (meaning.anchor === null && owner.owner.tool !== target.tool) return 0;
  const isSure = ({ parameter: { concept } }: CompiledParameter): boolean =>
    concept === null || concept.confidence >= minimumConfidence;
  if (!isSure(parameter) || !isSure(owner.parameter)) return 0;
  if (
    meaning.anchor !== null &&
    owner.owner.tool !== target.tool &&
    !leadOn.meets(meaning.anchor, owner.owner.matter, target.matter)
  )
    return 0;
  if (isDateOfAnotherErrand(owner.owner, target, meaning.anchor)) return 0;
  if (other.end === meaning.end) return 2;
  return other.end === 'from' || meaning.end === 'from' ? 0 : 1;
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
function isDateOfAnotherErrand(from: CompiledEndpoint, to: CompiledEndpoint, anchor: string | null): boolean {
  if (anchor !== 'date' || from.tool === to.tool) return false;
  return (
    !from.semantic.some((edge) => edge.to === to.index) && !to.semantic.some((edge) => edge.to === from.index)
  );
}
