// The thread of a share: hands messages on to it.
import { parentPort, workerData } from 'node:worker_threads';
import { loadKnowledge } from '../concepts/load-knowledge.js';
import { createShare } from './create-share.js';
import type { ShareData, ShareMessage } from './share-messages.js';

const { configDirectory } = workerData as ShareData;
const share = createShare(loadKnowledge(configDirectory));

parentPort?.on('message', (message: ShareMessage) => {
  if (message.type === 'read') share.read(message.files);
  else parentPort?.postMessage(message.type === 'heads' ? share.heads() : share.build(message.names));
});
