// npm run build: src/ → dist/. An old dist/ goes first, so that no file of a deleted source is left in the package.
import { chmodSync, existsSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, runTool } from './prepare.mjs';

if (!install()) process.exit(1);
rmSync(join(root, 'dist'), { recursive: true, force: true });
if (!runTool('tsc', ['-p', 'tsconfig.json'])) process.exit(1);
const main = join(root, 'dist', 'cli', 'main.js');
if (existsSync(main)) {
  chmodSync(main, 0o755);
  const now = new Date();
  utimesSync(main, now, now);
}
