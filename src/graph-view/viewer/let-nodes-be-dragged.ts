import type Sigma from 'sigma';
import type { StageEdge, StageGraph, StageNode } from './to-stage-graph.js';

/** Lets nodes be moved by hand. The answer says whether the press that just ended moved one: then it was no click. */
export function letNodesBeDragged(sigma: Sigma<StageNode, StageEdge>, graph: StageGraph): () => boolean {
  let dragged: string | null = null;
  let moved = false;
  sigma.on('downNode', ({ node }) => {
    dragged = node;
    moved = false;
    // Else the picture would rescale while a node is pulled outwards.
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
  });
  sigma.on('moveBody', ({ event }) => {
    if (dragged === null) return;
    moved = true;
    graph.mergeNodeAttributes(dragged, sigma.viewportToGraph(event));
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  });
  const drop = () => {
    dragged = null;
  };
  sigma.on('upNode', drop);
  sigma.on('upStage', drop);
  return () => moved;
}
