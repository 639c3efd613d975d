import { UsageError } from '../../errors/usage-error.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../types/json.js';

/** What belongs to BFCL's questions and lies in files of its own. */
export type BfclCompanions = {
  /** Possible answers by the id of their question. */
  readonly answers: ReadonlyMap<string, JsonValue>;
  /** What a model answered, by the same ids. */
  readonly results: ReadonlyMap<string, JsonValue>;
  /** Functions of a class, by the name of their file. */
  readonly documents: ReadonlyMap<string, readonly JsonObject[]>;
};

/** Questions of the benchmark are some thousands. */
const mostAnswers = 200_000;

export async function collectCompanions(
  values: AsyncIterable<{ readonly file?: string; readonly value?: JsonValue | undefined }>,
): Promise<BfclCompanions> {
  const answers = new Map<string, JsonValue>();
  const results = new Map<string, JsonValue>();
  const documents = new Map<string, JsonObject[]>();
  for await (const { file = '', value } of values) {
    if (!isJsonObject(value)) continue;
    if (typeof value.id === 'string') {
      if (Array.isArray(value.ground_truth)) answers.set(value.id, value.ground_truth);
      else if (isResult(value)) results.set(value.id, value.result ?? null);
    } else if (isDocument(value)) {
      const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.[a-z]+$/i, '');
      documents.set(name, [...(documents.get(name) ?? []), value]);
    }
    if (answers.size > mostAnswers || results.size > mostAnswers)
      throw new UsageError(`There are more than ${mostAnswers} answers.`, 'Import parts of the questions.');
  }
  return { answers, results, documents };
}

/** Whether a value of BFCL's files is no question. */
export function isCompanion(value: JsonValue): boolean {
  if (!isJsonObject(value) || value.question !== undefined) return false;
  return (
    (typeof value.id === 'string' && (Array.isArray(value.ground_truth) || isResult(value))) ||
    isDocument(value)
  );
}

function isResult(value: JsonObject): boolean {
  return value.result !== undefined && value.question === undefined && value.messages === undefined;
}

function isDocument(value: JsonObject): boolean {
  return typeof value.name === 'string' && isJsonObject(value.parameters) && value.messages === undefined;
}
