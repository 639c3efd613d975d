import { namesType } from '../json/names-type.js';
import type { JsonValue } from '../types/json.js';
import { stableHash } from '../values/stable-hash.js';
import { availability, availabilityAttributes } from './availability.js';
import { distances, distanceValue, durations } from './distance-value.js';
import type { AttributeProfile } from './entity-catalog.js';
import { exchangeRate } from './exchange-rate.js';
import { gradedAttributes, gradedValue } from './graded-value.js';
import type { Instance } from './instance.js';
import { matchAttributes, matchValue } from './match-teams.js';
import type { NameTraits } from './name-traits.js';
import { isOrderedTime, orderedTime } from './ordered-times.js';
import { pairedAttributes, pairedName } from './paired-names.js';
import { playedAttributes, playedValue } from './played-event.js';
import { quoteAttributes, quoteValue } from './quote-value.js';
import { referredValue, refersToAny } from './references.js';
import { type Siblings, siblingsOf } from './sibling-values.js';
import { statusAttributes, statusValue } from './status-value.js';
import { refunds, totals, totalValue } from './total-value.js';
import { upperBound, upperBounds } from './upper-bound.js';
import type { World } from './world.js';

/**
 * Value that follows from others of the same instance: a total is unit price times count, a maximum lies above its minimum, a
 * related entity's name is that entity's. Undefined where nothing follows. Depends on which attributes the entity has over all
 * endpoints, never on which of them a response shows, so that all views agree.
 */
export function correlatedValue(
  instance: Instance,
  attribute: string,
  traits: NameTraits,
  profile: AttributeProfile,
  world: World,
): JsonValue | undefined {
  const referred = referredValue(instance, attribute, profile, world);
  if (referred !== undefined && referred !== null) return referred;
  const correlations = correlationsOf(traits);
  if (correlations.length === 0) return undefined;
  const siblings = siblingsOf(instance, attribute, world);
  for (const correlation of correlations) {
    const value = correlation(instance, attribute, profile, siblings, world);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** False where neither the attribute's name nor a reference of the instance leaves anything to follow from. */
export function mayCorrelate(instance: Instance, traits: NameTraits, world: World): boolean {
  return correlationsOf(traits).length > 0 || refersToAny(instance, world);
}

export type Correlation = (
  instance: Instance,
  attribute: string,
  profile: AttributeProfile,
  siblings: Siblings,
  world: World,
) => JsonValue | undefined;

/** In the order in which they are asked; the first that knows a value has it. */
const correlations: readonly {
  readonly concerns: (attribute: string) => boolean;
  readonly value: Correlation;
}[] = [
  {
    concerns: (attribute) => pairedAttributes.test(attribute),
    value: (instance, attribute, profile, _siblings, world) =>
      pairedName(instance, attribute, profile, world),
  },
  {
    concerns: (attribute) => matchAttributes.test(attribute),
    value: (instance, attribute, _profile, siblings, world) =>
      matchValue(instance, attribute, siblings, world),
  },
  {
    concerns: (attribute) => statusAttributes.test(attribute),
    value: (instance, attribute, profile, _siblings, world) =>
      statusValue(instance, attribute, profile, world),
  },
  {
    concerns: (attribute) => playedAttributes.test(attribute),
    value: (instance, attribute, profile, _siblings, world) =>
      playedValue(instance, attribute, profile, world),
  },
  { concerns: (attribute) => gradedAttributes.test(attribute), value: gradedValue },
  { concerns: (attribute) => availabilityAttributes.test(attribute), value: availability },
  { concerns: (attribute) => counts.test(attribute), value: newCount },
  {
    concerns: (attribute) => items.test(attribute),
    value: (instance, _attribute, _profile, siblings) => takenCount(instance, siblings),
  },
  {
    concerns: (attribute) => durations.test(attribute) || distances.test(attribute),
    value: distanceValue,
  },
  {
    concerns: (attribute) => feltTemperatures.test(attribute),
    value: (instance, _attribute, _profile, siblings) => feltTemperature(instance, siblings),
  },
  {
    concerns: (attribute) => quoteAttributes.test(attribute),
    value: (instance, attribute, _profile, siblings) => quoteValue(instance, attribute, siblings),
  },
  { concerns: (attribute) => refunds.test(attribute) || totals.test(attribute), value: totalValue },
  { concerns: (attribute) => rates.test(attribute) || converted.test(attribute), value: conversion },
  { concerns: isOrderedTime, value: orderedTime },
  {
    concerns: (attribute) => upperBounds.test(attribute),
    value: (instance, attribute, profile, siblings, world) =>
      upperBound(attribute, siblings.number, profile, instance, world),
  },
];

/** Those that the name of an attribute leaves open: few names have any. */
function correlationsOf(traits: NameTraits): readonly Correlation[] {
  traits.correlations ??= correlations
    .filter(({ concerns }) => concerns(traits.name))
    .map(({ value }) => value);
  return traits.correlations;
}

/** A collection that was just made holds nothing. */
function newCount(
  { facts, entity }: Instance,
  _attribute: string,
  { schema }: AttributeProfile,
): number | undefined {
  if (facts.get('#created') !== true || !/^(integer|number)$/.test(String(schema.type))) return undefined;
  return collections.test(entity) ? 0 : undefined;
}

const counts =
  /^(count|size|(song|track|item|member|view|like|comment|follower|reply|download|recipient|book|video|file|subscriber|play)s?_count|(views|likes|replies|followers|members|tracks|songs|comments|downloads|helpful_votes|votes|open_tasks|done_tasks|stars|forks|open_issues))$/;
const collections =
  /playlist|list|collection|folder|group|board|album|project|post|video|review|comment|channel|message/;

/** An order or basket that was just made holds what was put into it. */
function takenCount({ facts, entity }: Instance, { number }: Siblings): number | undefined {
  return facts.get('#created') === true && /cart|basket|order/.test(entity) ? number('quantity') : undefined;
}

const items = /^items?(_count)?$/;

/** What the air feels like is near what it is. */
function feltTemperature({ key }: Instance, { number }: Siblings): number | undefined {
  const air = number('temperature_c', 'temperature', 'temp', 'temp_c');
  return air === undefined ? undefined : Math.round((air + (stableHash(key) % 50) / 10 - 3) * 10) / 10;
}

const feltTemperatures = /^(feels_?like|apparent_temperature|temperature_feels_like)(_c|_celsius)?$/;

function conversion(
  instance: Instance,
  attribute: string,
  { schema }: AttributeProfile,
  { number }: Siblings,
  world: World,
): number | undefined {
  if (rates.test(attribute)) return exchangeRate(instance, world);
  const amount = number('amount', 'value');
  const rate = number('rate', 'exchange_rate') ?? exchangeRate(instance, world);
  if (amount === undefined || rate === undefined) return undefined;
  const whole = namesType(schema, 'integer');
  return whole ? Math.round(amount * rate) : Math.round(amount * rate * 100) / 100;
}

const rates = /^(rate|exchange_rate)$/;
const converted = /^(converted|converted_amount|result|converted_value)$/;
