// A thread that makes the document of a registry while another one builds the graphs.
import { parentPort, workerData } from 'node:worker_threads';
import { packedRegistryDocument } from './artifact-documents.js';
import type { DocumentData } from './document-in-thread.js';
import { unpackRegistry } from './pack-registry.js';

const { packed } = workerData as DocumentData;
parentPort?.postMessage(packedRegistryDocument(unpackRegistry(packed)));
