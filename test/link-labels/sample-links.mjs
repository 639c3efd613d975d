// Draws the pairs of field and parameter that people label, or joins what they said with the graph's verdict.
//
//   node test/link-labels/sample-links.mjs CATALOG LINKS NON_LINKS SEED [--tools N]   pairs to stdout as JSON, for reading
//
// Links are drawn evenly from all that the graph holds. As many pairs come from what it does not link: half at random, half
// hard ones (same tool, same name, or one concept family). The order is shuffled; neither source nor confidence is told.
// Needs `npm run build`. --tools keeps a fixed random set of the catalog's tools, for catalogs of thousands.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';

const root = process.env.DATAGEN_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const load = (path) => import(pathToFileURL(join(root, 'dist', path)).href);

/** Rank of an item in a draw: a hash of the seed and the item, so that no draw depends on order. */
export const rank = (seed, item) => createHash('sha256').update(`${seed} ${item}`).digest('hex');

export async function buildCatalog(path, { tools, seed = 0 } = {}) {
  const { readCatalog } = await load('ingest/read-catalog.js');
  const { buildRegistry } = await load('registry/build-registry.js');
  const { loadKnowledge } = await load('concepts/load-knowledge.js');
  const { buildGraphs } = await load('graph/build-graphs.js');
  const { parseGraphSettings } = await load('graph/parse-graph-settings.js');
  const knowledge = loadKnowledge(join(root, 'config'));
  const settings = parseGraphSettings(parse(readFileSync(join(root, 'config', 'graph.yaml'), 'utf8')));
  const catalog = await readCatalog(path);
  const chosen =
    tools === undefined
      ? catalog.tools
      : [...catalog.tools]
          .sort((left, right) => (rank(seed, left.source) < rank(seed, right.source) ? -1 : 1))
          .slice(0, tools);
  const { registry } = buildRegistry(chosen, knowledge);
  const { projected } = buildGraphs(registry, knowledge, settings);
  return { registry, projected, knowledge };
}

/** Every link as `[source endpoint, field, target endpoint, parameter]`. */
export const linksOf = ({ edges }) =>
  edges.flatMap((edge) => edge.links.map((link) => [edge.from, link.field, edge.to, link.parameter]));

export const keyOf = (pair) => pair.join(' ');

export function drawPairs({ registry, projected, knowledge }, linkCount, otherCount, seed) {
  const links = linksOf(projected);
  const linked = new Set(links.map(keyOf));
  const pairs = draw(links, linkCount, `${seed} link`);
  const usable = registry.endpoints.filter(
    ({ unusable, response }) => unusable === null && response.fields.length > 0,
  );
  const takers = registry.endpoints.filter(({ unusable }) => unusable === null);
  const fields = usable.flatMap((endpoint) => endpoint.response.fields.map((field) => ({ endpoint, field })));
  const roles = new Set(['identifier', 'filter', 'content']);
  const parameters = takers.flatMap((endpoint) =>
    endpoint.parameters.filter(({ role }) => roles.has(role)).map((parameter) => ({ endpoint, parameter })),
  );
  const families = new Map();
  for (const place of parameters)
    for (const key of hardKeys(place.endpoint, place.parameter, knowledge)) {
      const members = families.get(key);
      if (members) members.push(place);
      else families.set(key, [place]);
    }
  const others = new Map();
  for (let attempt = 0; others.size < otherCount && attempt < otherCount * 50; attempt += 1) {
    const { endpoint, field } = pick(fields, `${seed} field ${attempt}`);
    const isHard = others.size % 2 === 0;
    const key = pick(hardKeys(endpoint, field, knowledge), `${seed} family ${attempt}`);
    const members = isHard ? families.get(key) : parameters;
    if (members === undefined) continue;
    const taker = pick(members, `${seed} parameter ${attempt}`);
    if (taker.endpoint.id === endpoint.id) continue;
    const pair = [endpoint.id, field.pointer, taker.endpoint.id, taker.parameter.name];
    if (!linked.has(keyOf(pair))) others.set(keyOf(pair), pair);
  }
  const all = [...pairs, ...others.values()];
  return draw(all, all.length, `${seed} order`);
}

function hardKeys(endpoint, place, knowledge) {
  const name = place.name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const root = place.concept === null ? undefined : familyOf(place.concept.id, knowledge);
  return [`tool ${endpoint.toolId}`, `name ${name}`, ...(root === undefined ? [] : [`family ${root}`])];
}

function familyOf(concept, knowledge) {
  return knowledge.concepts.get(concept)?.parent ?? concept;
}

function draw(pairs, count, seed) {
  return [...pairs]
    .map((pair) => [rank(seed, keyOf(pair)), pair])
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .slice(0, count)
    .map(([, pair]) => pair);
}

const pick = (items, seed) => items[Number.parseInt(rank(seed, '').slice(0, 12), 16) % items.length];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [path, linkCount, otherCount, seed] = process.argv.slice(2);
  const flag = process.argv.indexOf('--tools');
  const tools = flag < 0 ? undefined : Number(process.argv[flag + 1]);
  const catalog = await buildCatalog(path, { tools, seed });
  const pairs = drawPairs(catalog, Number(linkCount), Number(otherCount), seed);
  const byId = new Map(catalog.registry.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const told = pairs.map(([from, field, to, parameter]) => {
    const source = byId.get(from);
    const target = byId.get(to);
    return {
      from,
      field,
      to,
      parameter,
      fromText: source.description,
      origin: source.response.origin,
      fieldText: source.response.fields.find((one) => one.pointer === field)?.schema,
      toText: target.description,
      parameterText: target.parameters.find((one) => one.name === parameter)?.description,
      examples: target.parameters.find((one) => one.name === parameter)?.examples,
    };
  });
  console.log(JSON.stringify(told));
}
