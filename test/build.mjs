// npm run build: src/ → dist/. Compiled beside and then swapped in, so that no file of a deleted source stays and a
// program that is being started finds either the old or the new one.
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, root, runTool } from './prepare.mjs';

if (!install()) process.exit(1);
const fresh = join(root, 'node_modules', '.datagen-build');
const dist = join(root, 'dist');
rmSync(fresh, { recursive: true, force: true });
if (!runTool('tsc', ['-p', 'tsconfig.json', '--outDir', fresh])) process.exit(1);
await bundleViewer(join(fresh, 'graph-view'));
await shipData(join(fresh, 'config', 'shipped'));
const main = join(fresh, 'cli', 'main.js');
chmodSync(main, 0o755);
// The age of main.js tells whether dist/ is older than the sources.
utimesSync(main, new Date(), new Date());
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);

/** The script of html pictures: everything that it needs in one file, for browsers. */
async function bundleViewer(target) {
  // Installed by the time we get here, not before.
  const { build } = await import('rolldown');
  const viewer = join(root, 'src', 'graph-view', 'viewer');
  await build({
    input: join(viewer, 'main.ts'),
    platform: 'browser',
    tsconfig: join(viewer, 'tsconfig.json'),
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    output: {
      file: join(target, 'viewer.js'),
      format: 'iife',
      minify: true,
      banner:
        '/*! datagen; holds sigma, graphology, graphology-utils and events, each under the MIT licence */',
    },
    logLevel: 'warn',
  });
  copyFileSync(join(viewer, 'viewer.css'), join(target, 'viewer.css'));
}

/** YAML files of config/ that the program reads whenever it starts, checked and as JSON: see src/config/read-shipped.ts. */
async function shipData(target) {
  const config = join(root, 'config');
  const built = (file) => import(pathToFileURL(join(fresh, file)).href);
  const { parse } = await import('yaml');
  const { hashOf } = await built('config/read-shipped.js');
  const { loadKnowledge } = await built('concepts/load-knowledge.js');
  const { loadLanguage } = await built('language/data/load-language.js');
  // What breaks its schema ends the build here, with the file and the place.
  loadKnowledge(config);
  for (const locale of readdirSync(join(config, 'language'))) loadLanguage(config, locale);
  const knowledge = ['concepts.yaml', 'entities.yaml', 'exclusions.yaml', 'intents.yaml', 'names.yaml'];
  for (const file of [...knowledge, ...yamlFiles(join(config, 'language'))]) {
    const path = resolve(config, file);
    const bytes = readFileSync(path);
    const written = join(target, `${relative(config, path)}.json`);
    mkdirSync(dirname(written), { recursive: true });
    const value = parse(bytes.toString('utf8'), { maxAliasCount: 100 });
    writeFileSync(written, JSON.stringify({ sha256: hashOf(bytes), value }));
  }
}

function yamlFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name));
}
