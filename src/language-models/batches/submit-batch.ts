import { ModelCallError } from '../../errors/model-call-error.js';
import type { BatchItem } from './batch-client.js';
import type { BatchRun } from './batch-run.js';
import { hashKeys, type SentBatch } from './batch-state.js';

/**
 * Sends one batch: what is meant first goes to the disk, then the batch to the provider, then its id to the disk. Where the
 * answer is lost the provider's list is looked at before anything is sent again. Throws `ModelCallError`.
 */
export async function submitBatch(items: readonly BatchItem[], run: BatchRun): Promise<void> {
  const keys = items.map((item) => item.custom_id);
  const intent = hashKeys(keys);
  run.save([
    ...run.sent(),
    {
      ...{ intent, keys, total: keys.length, newestBefore: await newestBatch(run) },
      ...{ id: null, isCertain: true, others: [] },
    },
  ]);
  for (let tried = 1; ; tried += 1) {
    try {
      const { id } = await run.client.create(items, run.signal);
      run.update(intent, { id, isCertain: true });
      return;
    } catch (error) {
      if (!(error instanceof ModelCallError)) throw error;
      // Only these say that there is no batch now.
      const isRefused = ['rate_limit', 'invalid_request', 'authentication'].includes(error.kind);
      const isFinal = !error.isTransient || tried >= mostTries;
      if (isRefused && isFinal) run.save(run.sent().filter((batch) => batch.intent !== intent));
      if (isFinal) throw error;
      await run.sleep(error.retryAfterMs ?? run.pollIntervalMs * tried, run.signal);
      if (!isRefused && (await findSent(intent, run))) return;
    }
  }
}

const mostTries = 5;

/**
 * Looks in the provider's list for a batch whose id we never learnt: sent after what was the newest then, with as many requests,
 * none that we know. It counts as ours until its results say otherwise. False where there is none.
 */
export async function findSent(intent: string, run: BatchRun): Promise<boolean> {
  const batch = run.sent().find((each) => each.intent === intent);
  if (batch === undefined) return false;
  const known = new Set(run.sent().flatMap(({ id, others }) => (id === null ? others : [id, ...others])));
  const candidates: string[] = [];
  for await (const listed of run.client.list(run.signal)) {
    if (isBefore(listed, batch)) break;
    if (listed.total === batch.total && !known.has(listed.id)) candidates.push(listed.id);
  }
  // The oldest: what others sent came later, as a rule.
  const id = candidates.at(-1);
  if (id === undefined) return false;
  run.update(intent, { id, isCertain: false });
  return true;
}

function isBefore(
  listed: { readonly id: string; readonly createdAt: string },
  { newestBefore }: SentBatch,
): boolean {
  if (newestBefore === null) return false;
  return listed.id === newestBefore.id || Date.parse(listed.createdAt) < Date.parse(newestBefore.createdAt);
}

async function newestBatch(run: BatchRun): Promise<SentBatch['newestBefore']> {
  for await (const { id, createdAt } of run.client.list(run.signal)) return { id, createdAt };
  return null;
}
