/** Names of the four artifacts inside their folder. */
export const artifactFiles = {
  registry: 'registry.json',
  heterogeneous: 'heterogeneous_graph.json',
  projected: 'projected_graph.json',
  manifest: 'build_manifest.json',
} as const;
