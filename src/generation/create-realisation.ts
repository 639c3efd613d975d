import { loadKnowledge } from '../concepts/load-knowledge.js';
import { mixedLocales } from '../config/known-locales.js';
import { configDirectory } from '../config/package-paths.js';
import type { RunConfig } from '../config/run-config.js';
import { createGeneratorLookup } from '../executor/generator-lookup.js';
import type { LanguageData } from '../language/data/language-data.js';
import { loadLanguage } from '../language/data/load-language.js';
import type { SelectedCatalog } from '../plan/select-tools.js';
import { parseErrorMessages } from '../planner/parse-error-messages.js';
import type { GenerationEvent } from '../types/generation-event.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Locale, PlanRow } from '../types/plan-row.js';
import type { Sampler } from '../types/sampling.js';
import type { EndpointLookup } from '../types/tool-registry.js';
import type { Finish } from './create-finisher.js';
import type { Draft, Realise } from './draft-row.js';
import { type GenerationContext, generateRecord } from './generate-record.js';
import type { GenerationModels } from './generation-models.js';
import { loadedLater } from './loaded-later.js';

/** How rows become records in a run: who speaks, and what follows each record. */
export type Realisation = {
  readonly realise: Realise;
  /** Variants of a draft that became a record. */
  readonly variantsOf: (draft: Draft, finish: Finish) => Promise<readonly GenerationEvent[]>;
};

/** What rows are made records from. */
export type RealisationCatalog = {
  readonly endpoints: EndpointLookup;
  readonly categoryOf: ReadonlyMap<string, string>;
  /** What variants are drawn from besides; asked for where the run has any. */
  readonly whole: () => SelectedCatalog & { readonly sampler: Sampler };
};

export function toRealisationCatalog(
  { registry, graph }: SelectedCatalog,
  sampler: Sampler,
): RealisationCatalog {
  return {
    endpoints: new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint])),
    categoryOf: new Map(registry.tools.map((tool) => [tool.id, tool.category])),
    whole: () => ({ registry, graph, sampler }),
  };
}

export function createRealisation(
  catalog: RealisationCatalog,
  config: RunConfig,
  models: GenerationModels | null,
  words: RealisationWords = loadWords(config),
): Realisation {
  const { knowledge } = words;
  const contextOf = toContext(catalog, words, config);
  const variantsOf = config.generate.twins
    ? loadedLater(async () => (await import('./create-variants.js')).createVariants(catalog, knowledge))
    : null;
  const offline: Realise = (row, attempt, number, wording) =>
    generateRecord(row, attempt, number, wording, contextOf(row));
  return {
    realise: realiseBy(models, contextOf, offline),
    async variantsOf(draft, finish) {
      if (variantsOf === null || draft.made === null) return [];
      return variantsOf(draft, draft.made.record, contextOf(draft.row), finish);
    },
  };
}

/** What can be loaded before there is a catalog. */
export type RealisationWords = {
  readonly knowledge: Knowledge;
  readonly languages: ReadonlyMap<Locale, LanguageData>;
};

export function loadWords(config: RunConfig): RealisationWords {
  return { knowledge: loadKnowledge(configDirectory), languages: loadLanguages(config) };
}

function realiseBy(
  models: GenerationModels | null,
  contextOf: (row: PlanRow) => GenerationContext,
  offline: Realise,
): Realise {
  if (models?.agents === 'llm')
    return loadedLater(async () => (await import('./realise-live.js')).realiseLive(models, contextOf));
  if (models?.agents === 'rewrite')
    return loadedLater(async () =>
      (await import('./realise-rewritten.js')).realiseRewritten(models, offline),
    );
  return offline;
}

function toContext(
  { endpoints, categoryOf }: RealisationCatalog,
  { knowledge, languages }: RealisationWords,
  config: RunConfig,
): (row: PlanRow) => GenerationContext {
  const shared = {
    endpoints,
    knowledge,
    generatorOf: createGeneratorLookup(knowledge),
    errorMessages: parseErrorMessages(config.components.errors ?? {}),
    seed: config.generate.seed,
    corpusMemory: config.generate.corpusMemory,
    fixedMode: config.generate.mode !== 'mixed',
    categoryOf,
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
