import { mixedLocales } from '../config/known-locales.js';
import { configDirectory } from '../config/package-paths.js';
import type { RunConfig } from '../config/run-config.js';
import { createGeneratorLookup } from '../executor/generator-lookup.js';
import type { LanguageData } from '../language/data/language-data.js';
import { loadLanguage } from '../language/data/load-language.js';
import { toNeighbourhood } from '../plan/choose-distractors.js';
import type { PlanContext } from '../plan/create-plan.js';
import type { VariantContext } from '../plan/plan-variants.js';
import { parseErrorMessages } from '../planner/parse-error-messages.js';
import type { GenerationEvent } from '../types/generation-event.js';
import type { Locale, PlanRow } from '../types/plan-row.js';
import type { Finish } from './create-finisher.js';
import type { Draft, Realise } from './draft-row.js';
import { type GenerationContext, generateRecord } from './generate-record.js';
import { generateVariants } from './generate-variants.js';
import type { GenerationModels } from './generation-models.js';
import { realiseLive } from './realise-live.js';
import { realiseRewritten } from './realise-rewritten.js';

/** How rows become records in a run: who speaks, and what follows each record. */
export type Realisation = {
  readonly realise: Realise;
  /** Variants of a draft that became a record. */
  readonly variantsOf: (draft: Draft, finish: Finish) => Promise<readonly GenerationEvent[]>;
};

export function createRealisation(
  plan: PlanContext,
  config: RunConfig,
  models: GenerationModels | null,
): Realisation {
  const endpoints = new Map(plan.registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const contextOf = toContext(plan, endpoints, config);
  const variants = config.generate.twins ? toVariantContext(plan, endpoints) : null;
  const offline: Realise = (row, attempt, number, wording) =>
    generateRecord(row, attempt, number, wording, contextOf(row));
  return {
    realise: realiseBy(models, contextOf, offline),
    async variantsOf({ row, number, wording, made }, finish) {
      const attempt = row.attempts[number];
      if (variants === null || made === null || attempt === undefined) return [];
      const place = { number, wording };
      const context = contextOf(row);
      return generateVariants(made.record, row, attempt, place, context, variants, finish);
    },
  };
}

function realiseBy(
  models: GenerationModels | null,
  contextOf: (row: PlanRow) => GenerationContext,
  offline: Realise,
): Realise {
  if (models?.agents === 'llm') return realiseLive(models, contextOf);
  return models?.agents === 'rewrite' ? realiseRewritten(models, offline) : offline;
}

function toContext(
  plan: PlanContext,
  endpoints: GenerationContext['endpoints'],
  config: RunConfig,
): (row: PlanRow) => GenerationContext {
  const { registry, knowledge } = plan;
  const languages = loadLanguages(config);
  const shared = {
    endpoints,
    knowledge,
    generatorOf: createGeneratorLookup(knowledge),
    errorMessages: parseErrorMessages(config.components.errors ?? {}),
    seed: config.generate.seed,
    corpusMemory: config.generate.corpusMemory,
    fixedMode: config.generate.mode !== 'mixed',
    categoryOf: new Map(registry.tools.map((tool) => [tool.id, tool.category])),
    twins: config.generate.twins,
  };
  const contexts = new Map(
    [...languages].map(([locale, language]): [Locale, GenerationContext] => [
      locale,
      { ...shared, language },
    ]),
  );
  return (row) => contexts.get(row.locale) as GenerationContext;
}

/** The words of every locale that a row can have; a locale without them ends the run before it begins. */
function loadLanguages({ generate, plan }: RunConfig): ReadonlyMap<Locale, LanguageData> {
  const locales =
    generate.locale === mixedLocales
      ? Object.keys(plan.localeShares).filter((locale) => (plan.localeShares[locale] ?? 0) > 0)
      : [generate.locale];
  return new Map(locales.map((locale) => [locale, loadLanguage(configDirectory, locale)]));
}

function toVariantContext(
  { sampler, registry, graph, knowledge }: PlanContext,
  endpoints: GenerationContext['endpoints'],
): Omit<VariantContext, 'now' | 'locale'> {
  return {
    ...{ sampler, knowledge, endpoints },
    neighbourhood: toNeighbourhood(registry.endpoints, registry.tools, graph),
  };
}
