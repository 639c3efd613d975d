/** Names of the four artifacts inside their folder. */
export const artifactFiles = {
  registry: 'registry.json',
  heterogeneous: 'heterogeneous_graph.json',
  projected: 'projected_graph.json',
  manifest: 'build_manifest.json',
} as const;

/** What the artifacts of a large catalog name in their `sidecars`: documents of lines (`.json`) and arrays (`.bin`). */
export const sidecarFiles = {
  registryTables: 'registry_tables.json',
  heterogeneousNodes: 'heterogeneous_nodes.json',
  heterogeneousEdges: 'heterogeneous_edges.bin',
  projectedNodes: 'projected_nodes.json',
  projectedEdges: 'projected_edges.bin',
} as const;

/** Catalogs of more endpoints are written with sidecars; smaller ones as plain JSON that people can read. */
export const plainEndpoints = 2_000;
