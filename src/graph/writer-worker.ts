// A thread that writes the registry and the heterogeneous graph while another one builds the projection.
import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createEndpointGraph } from '../endpoint-graph/create-endpoint-graph.js';
import { heterogeneousDocument, registryDocument } from './artifact-documents.js';
import { artifactFiles } from './artifact-files.js';
import { collectElements } from './collect-elements.js';
import { createLineage } from './concept-index.js';
import { unpackRegistry } from './pack-registry.js';
import type { WriterData, WriterMessage, Written } from './start-writer.js';
import { walkElements } from './walk-elements.js';
import { writeDocument } from './write-document.js';

const port = parentPort as MessagePort;
const { packed, concepts, paths } = workerData as WriterData;
// Listened for from the start: it may come while the registry is being written.
const told: Promise<[WriterMessage]> = once(port, 'message') as Promise<[WriterMessage]>;
const pathOf = (file: string): string => paths[file] ?? '';

const registry = unpackRegistry(packed);
const ofRegistry = await writeDocument(artifactFiles.registry, registryDocument(registry, false), pathOf);
const { taker, finish } = collectElements();
const walkProjection = walkElements(registry, { lineage: createLineage(concepts) }, taker);
const [{ nodes, compact }] = await told;
walkProjection(createEndpointGraph(registry, nodes, compact));
const elements = finish();
const ofGraph = await writeDocument(artifactFiles.heterogeneous, heterogeneousDocument(elements), pathOf);
const written: Written = { entries: [...ofRegistry, ...ofGraph], counts: elements.counts };
port.postMessage(written);
