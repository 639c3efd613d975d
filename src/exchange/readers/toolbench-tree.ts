import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../../types/json.js';

export type TreeStep = {
  readonly thought: string;
  readonly action: string;
  readonly input: string;
  readonly observation: string;
};

/** The steps of the first way through a search tree that came to an end; where none did, of the first of the longest. */
export function treeSteps(root: JsonObject): TreeStep[] {
  let best: { readonly path: readonly JsonObject[]; readonly isEnded: boolean } = {
    path: [],
    isEnded: false,
  };
  // Not recursive: a tree of others may be as deep as its file allows.
  const waiting: (readonly JsonObject[])[] = [[root]];
  for (let looked = 0; looked < mostNodes; looked += 1) {
    const path = waiting.pop();
    if (path === undefined) break;
    const node = path.at(-1) as JsonObject;
    const children: readonly JsonValue[] = Array.isArray(node.children) ? node.children : [];
    const isEnded = node.finished === true || node.is_terminal === true;
    if (
      (isEnded && !best.isEnded) ||
      (isEnded === best.isEnded && path.length > best.path.length && !isEnded)
    )
      best = { path, isEnded };
    for (const child of [...children].reverse()) if (isJsonObject(child)) waiting.push([...path, child]);
  }
  return stepsOf(best.path);
}

const mostNodes = 20_000;

function stepsOf(path: readonly JsonObject[]): TreeStep[] {
  const steps: TreeStep[] = [];
  let [thought, action] = ['', ''];
  for (const node of path.slice(1)) {
    const text = typeof node.description === 'string' ? node.description : '';
    if (node.node_type === 'Thought') thought = text;
    else if (node.node_type === 'Action') action = text;
    else if (node.node_type === 'Action Input') {
      const observation = typeof node.observation === 'string' ? node.observation : '';
      steps.push({ thought, action, input: text, observation });
      [thought, action] = ['', ''];
    }
  }
  return steps;
}
