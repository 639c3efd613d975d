export { type BuildOptions, type BuildResult, buildArtifacts } from './build-artifacts.js';
export { type ImportedTools, importTools } from './catalog-format/import-tools.js';
export { catalogText } from './catalog-format/write-catalog-text.js';
export { loadKnowledge } from './concepts/load-knowledge.js';
export { loadRunConfig } from './config/load-run-config.js';
export { bundledCatalogDirectory, configDirectory } from './config/package-paths.js';
export type { RunConfig } from './config/run-config.js';
export { type DatasetLine, readDataset, readRecords } from './dataset/read-dataset.js';
export { serializeRecord } from './dataset/serialize-record.js';
export { createDatasetWriter, type DatasetWriter } from './dataset/write-dataset.js';
export { DatagenError } from './errors/datagen-error.js';
export { estimateEvaluation, estimateRun, type RoleEstimate, type RunEstimate } from './estimate-run.js';
export { exchangeFormats, formatNamed } from './exchange/exchange-formats.js';
export { type ExportAsOptions, exportAs } from './exchange/export-as.js';
export { type ImportOptions, type ImportReport, importDataset } from './exchange/import-dataset.js';
export { explainRegistry } from './explain/explain-registry.js';
export { generateDataset } from './generate-dataset.js';
export { createFinisher, type Finish, type FinishOptions } from './generation/create-finisher.js';
export type { GenerationModels } from './generation/generation-models.js';
export { createPicture } from './graph-view/create-picture.js';
export { explainPair } from './graph-view/explain-pair.js';
export type { GraphPicture } from './graph-view/graph-picture.js';
export { loadPairContext } from './graph-view/load-pair-context.js';
export { renderPicture } from './graph-view/render-picture.js';
export {
  type DecontaminateOptions,
  type DecontaminateReport,
  decontaminateDataset,
} from './hygiene/decontaminate-dataset.js';
export { type DedupOptions, type DedupReport, dedupDataset } from './hygiene/dedup-dataset.js';
export { type CatalogSources, interpretCatalog } from './interpretation/interpret-catalog.js';
export { createModelJudge, type ModelJudgeOptions } from './judge/create-model-judge.js';
export { createOfflineJudge } from './judge/create-offline-judge.js';
export { readRubric } from './judge/read-rubric.js';
export { createModelRuntime, type ModelRuntimeOptions } from './language-models/create-model-runtime.js';
export { createScriptedModel } from './language-models/create-scripted-model.js';
export type { ModelRuntime, ModelUsage } from './language-models/model-runtime.js';
export { type ModelSettings, parseModelSettings } from './language-models/model-settings.js';
export { type ModelPolicy, readPolicy } from './language-models/policy.js';
export { type RouteOptions, routeRoles } from './language-models/route-roles.js';
export { type LoadedArtifacts, loadArtifacts } from './load-artifacts.js';
export { toServers } from './mcp-client/mcp-server.js';
export { readServers, type ServerReading } from './mcp-client/read-servers.js';
export { computeMetrics } from './metrics/compute-metrics.js';
export type { Metrics } from './metrics/metrics.js';
export { readReferences } from './metrics/read-references.js';
export { renderMetrics } from './metrics/render-metrics.js';
export { type CheckOptions, type CheckReport, checkPackage } from './packaging/check-package.js';
export { type PackageOptions, type PackageReport, packageDataset } from './packaging/package-dataset.js';
export { loadTokenizer, type Tokenizer } from './packaging/tokenizer.js';
export { loadPrompts, type Prompts } from './prompts/load-prompts.js';
export { createModelRepairer, type ModelRepairerOptions } from './repair/create-model-repairer.js';
export { createOfflineRepairer } from './repair/create-offline-repairer.js';
export { judgeAndRepair } from './repair/judge-and-repair.js';
export { loadGroundedClaims } from './repair/load-grounded-claims.js';
export { renderConversation } from './report/render-conversation.js';
export { type ServedReport, type ServeReportOptions, serveReport } from './report-page/serve-report.js';
export { type WriteReportOptions, writeReport } from './report-page/write-report.js';
export { loadRewriting } from './rewriting/load-rewriting.js';
export { type RewriteOptions, type RewrittenRecord, rewriteRecord } from './rewriting/rewrite-record.js';
export { type MergeOptions, type MergeReport, mergeDatasets } from './splits/merge-datasets.js';
export { type SplitDatasetOptions, type SplitDatasetReport, splitDataset } from './splits/split-dataset.js';
export type { Message, ToolCall, ToolDefinition, ToolResult } from './types/conversation.js';
export type { DatasetRecord } from './types/dataset-record.js';
export type { GenerationEvent } from './types/generation-event.js';
export type {
  LanguageModel,
  LanguageModelRequest,
  LanguageModelResponse,
  ModelRole,
} from './types/language-model.js';
export type { Judge, Repairer } from './types/ports.js';
export type { JudgeScores, Violation } from './types/verdict.js';
export { readRecordSchema } from './validate/record-schema.js';
export { validateRecord } from './validate/validate-record.js';
