import { mixedLocales } from '../config/known-locales.js';
import { configDirectory } from '../config/package-paths.js';
import type { RunConfig } from '../config/run-config.js';
import { ModelCallError } from '../errors/model-call-error.js';
import { UsageError } from '../errors/usage-error.js';
import { createGeneratorLookup } from '../executor/generator-lookup.js';
import { viewLanguage } from '../grounding/conversation-view.js';
import type { LanguageData } from '../language/data/language-data.js';
import { loadLanguage } from '../language/data/load-language.js';
import { createSourceFinder } from '../model-agents/create-source-finder.js';
import { toNeighbourhood } from '../plan/choose-distractors.js';
import type { PlanContext } from '../plan/create-plan.js';
import type { VariantContext } from '../plan/plan-variants.js';
import { parseErrorMessages } from '../planner/parse-error-messages.js';
import { loadPrompts } from '../prompts/load-prompts.js';
import { type RewriteOptions, rewriteRecord } from '../rewriting/rewrite-record.js';
import { rewritingWords } from '../rewriting/rewriting-words.js';
import type { GenerationEvent } from '../types/generation-event.js';
import type { Locale, PlanRow } from '../types/plan-row.js';
import { validateRecord } from '../validate/validate-record.js';
import type { Draft, Realise } from './draft-row.js';
import type { Finish } from './finish-record.js';
import { generateLiveRecord, type LiveCast, unreachable } from './generate-live-record.js';
import { type GenerationContext, generateRecord } from './generate-record.js';
import { generateVariants } from './generate-variants.js';
import type { GenerationModels } from './generation-models.js';

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
  const contextOf = toContext(plan, config);
  const variants = config.generate.twins ? toVariantContext(plan) : null;
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
  return models?.agents === 'rewrite' ? rewriteOffline(models, contextOf, offline) : offline;
}

/** Offline conversations in models' words. */
function rewriteOffline(
  { runtime }: GenerationModels,
  contextOf: (row: PlanRow) => GenerationContext,
  offline: Realise,
): Realise {
  const models = { userModel: runtime.modelFor('user'), assistantModel: runtime.modelFor('assistant') };
  if (models.userModel === null && models.assistantModel === null)
    throw new UsageError(
      'Rewriting needs a model for user or assistant.',
      'Name one with --model, or with --role user=….',
    );
  const shelf = new Map<Locale, Omit<RewriteOptions, 'attempt'>>();
  const optionsOf = (language: LanguageData): Omit<RewriteOptions, 'attempt'> => {
    const { locale } = language;
    const options = shelf.get(locale) ?? {
      ...viewLanguage(language, configDirectory),
      ...models,
      rewriting: rewritingWords(configDirectory, locale),
      prompts: loadPrompts(configDirectory, locale),
      validate: validateRecord,
    };
    shelf.set(locale, options);
    return options;
  };
  return async (row, attempt, number, wording) => {
    const outcome = await offline(row, attempt, number, wording);
    if (!outcome.ok) return outcome;
    const options = optionsOf(contextOf(row).language);
    try {
      const { record, ...rewriting } = await rewriteRecord(outcome.record, {
        ...options,
        attempt: [number, wording],
      });
      return { ...outcome, record, rewriting };
    } catch (error) {
      if (error instanceof ModelCallError) return unreachable(error);
      throw error;
    }
  };
}

/** Rows played by live agents. */
function realiseLive(
  { runtime, reasoning, maxTokens }: GenerationModels,
  contextOf: (row: PlanRow) => GenerationContext,
): Realise {
  const [user, assistant] = [runtime.modelFor('user'), runtime.modelFor('assistant')];
  if (user === null || assistant === null)
    throw new UsageError(
      'Live agents need a model for user and assistant.',
      'Name one with --model, or with --role user=… and --role assistant=….',
    );
  const casts = new Map<Locale, LiveCast>();
  const castOf = (language: LanguageData): LiveCast => {
    const known = casts.get(language.locale);
    if (known) return known;
    const cast = {
      ...{ planner: runtime.modelFor('planner'), user, assistant, reasoning, maxTokens },
      prompts: loadPrompts(configDirectory, language.locale),
      sources: createSourceFinder(language),
    };
    casts.set(language.locale, cast);
    return cast;
  };
  return (row, attempt, number, wording) => {
    const context = contextOf(row);
    return generateLiveRecord(row, attempt, number, wording, context, castOf(context.language));
  };
}

function toContext(plan: PlanContext, config: RunConfig): (row: PlanRow) => GenerationContext {
  const { registry, knowledge } = plan;
  const languages = loadLanguages(config);
  const shared = {
    endpoints: new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint])),
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

function toVariantContext({
  sampler,
  registry,
  graph,
  knowledge,
}: PlanContext): Omit<VariantContext, 'now' | 'locale'> {
  return {
    sampler,
    knowledge,
    endpoints: new Map(registry.endpoints.map((endpoint) => [endpoint.id, endpoint])),
    neighbourhood: toNeighbourhood(registry.endpoints, registry.tools, graph),
  };
}
