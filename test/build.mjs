// npm run build: src/ → dist/. Compiled beside and then swapped in, so that no file of a deleted source stays and a
// program that is being started finds either the old or the new one.
import {
  chmodSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, root, runTool } from './prepare.mjs';

if (!install()) process.exit(1);
const fresh = join(root, 'node_modules', '.datagen-build');
const dist = join(root, 'dist');
rmSync(fresh, { recursive: true, force: true });
if (!runTool('tsc', ['-p', 'tsconfig.json', '--outDir', fresh])) process.exit(1);
await bundleViewer(join(fresh, 'graph-view'));
await bundleReportPage(join(fresh, 'report-page'));
const main = join(fresh, 'cli', 'main.js');
chmodSync(main, 0o755);
// The age of main.js tells whether dist/ is older than the sources.
utimesSync(main, new Date(), new Date());
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);
await prepareStore();

/** What runs would else read from YAML and compile from schemas; they do without it, only slower. */
async function prepareStore() {
  const load = (file) => import(pathToFileURL(join(dist, file)).href);
  const { prepareStore: prepare } = await load('shipped/prepare-store.js');
  // All that has schemas is loaded with these.
  await Promise.all(['index.js', 'cli/commands/build.js', 'cli/commands/generate.js'].map(load));
  prepare(join(root, 'config'));
}

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

/** Script and style of the page of `datagen report`. */
async function bundleReportPage(target) {
  const { build } = await import('rolldown');
  const page = join(root, 'src', 'report-page', 'page');
  await build({
    input: join(page, 'main.ts'),
    platform: 'browser',
    tsconfig: join(page, 'tsconfig.json'),
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    output: { file: join(target, 'page.js'), format: 'iife', minify: true },
    logLevel: 'warn',
  });
  const styles = ['base', 'overview', 'graph', 'browser', 'conversation'];
  writeFileSync(
    join(target, 'page.css'),
    styles.map((name) => readFileSync(join(page, `${name}.css`), 'utf8')).join(''),
  );
}
