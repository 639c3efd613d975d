// The thread of a share: hands messages on to it.
import { parentPort, workerData } from 'node:worker_threads';
import { withHierarchy } from '../concepts/load-knowledge.js';
import { packRegistry } from '../graph/pack-registry.js';
import { createShare } from './create-share.js';
import type { ShareAnswers, ShareData, ShareMessage } from './share-messages.js';

const { knowledge, hints } = workerData as ShareData;
const share = createShare(withHierarchy(knowledge), hints);

parentPort?.on('message', (message: ShareMessage) => {
  if (message.type === 'read') share.read(message.files);
  else parentPort?.postMessage(answer(message));
});

function answer(message: Exclude<ShareMessage, { type: 'read' }>): ShareAnswers[keyof ShareAnswers] {
  if (message.type === 'heads') return share.heads();
  const { registry, refusals, use } = share.build(message.names);
  return { registry: packRegistry(registry), refusals, use };
}
