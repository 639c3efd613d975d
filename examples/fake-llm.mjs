// npm run fake-llm: a language model on this machine that answers by rules, for trying out model-backed runs without a key.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, root } from '../test/prepare.mjs';

if (!install() || !build()) process.exit(1);
const main = join(root, 'dist', 'fake-llm', 'main.js');
const child = spawn(process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl-C reaches both; the server says goodbye, so this waits for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (status) => process.exit(status ?? 1));
