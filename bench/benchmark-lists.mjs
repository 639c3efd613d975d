// node bench/benchmark-lists.mjs NAME SOURCE LICENCE < tools.json: makes data/benchmarks/NAME.json, the hashes of a public benchmark's
// tools, from a list of [name, [parameter, …]]. Names that share nothing but one common word with anything are hashed like all.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root } from '../test/prepare.mjs';

const [, , benchmark, source, licence] = process.argv;
if (licence === undefined) throw new Error('Give the name of the benchmark, its source and its licence.');
if (!install() || !build()) process.exit(1);
const { nameHashes, toolSignatures } = await import('../dist/hygiene/tool-signature.js');

const tools = JSON.parse(readFileSync(0, 'utf8'));
const sorted = (hashes) => [...new Set(hashes)].sort();
const list = {
  ...{ benchmark, source, licence, tools: tools.length },
  names: sorted(tools.flatMap(([name]) => nameHashes(name))),
  signatures: sorted(tools.flatMap(([name, parameters]) => toolSignatures(name, parameters))),
};
const path = join(root, 'data', 'benchmarks', `${benchmark}.json`);
writeFileSync(path, `${JSON.stringify(list, null, 1)}\n`);
console.log(`${path}: ${list.names.length} names, ${list.signatures.length} signatures`);
